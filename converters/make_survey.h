/// Makes the survey of an input that has been turned into the model.
#pragma once

#include "convert.h"
#include "kube/bundle.h"
#include "model/route.h"
#include "selection.h"
#include "survey.h"

namespace gw {

/// `left_out`: objects of the selection that belong to nobody that is converted.
Survey make_survey(const kube::Bundle& bundle, const Selection& selection, std::span<const kube::Object* const> left_out, const model::Model& model, const Options& options);

}  // namespace gw
