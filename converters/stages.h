/// The stages of `convert`, for whoever runs them more than once on one input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "convert.h"
#include "gateway/implementations/implementations.h"
#include "gateway/plan.h"
#include "kube/bundle.h"
#include "model/route.h"
#include "selection.h"
#include "yaml/nodes.h"
#include "yaml/tree.h"

namespace gw {

/// The release and channel of `options`, which have passed `check`.
gateway::Target target_of(const Options& options);
gateway::Settings settings_for(const Options& options);

/// The chosen implementation.
const gateway::Implementation& implementation_of(const Options& options);

/// Where a question to an authorization server can be asked instead; empty if the target does it.
std::string external_auth_since(const Options& options);

/// Likewise for certificates of clients.
std::string client_certificates_since(const Options& options);

/// The namespace of objects that name none: objects beside others that do are taken to be in `default`, otherwise a reference
/// between them would depend on where they are applied.
std::string_view assumed_namespace(const yaml::Tree& tree, const Options& options);

/// Lets the dialects change bodies before anything is read. What they make lives as long as `nodes`.
void prepare(kube::Bundle& bundle, const Options& options, yaml::Nodes& nodes, Sink& sink);

/// Turns the chosen objects into the model, kind by kind, then puts the routes back into the order of the input. `left_out`:
/// how many of them belong to nobody that is converted.
model::Model make_model(const kube::Bundle& bundle, const Selection& selection, const Options& options, std::vector<const kube::Object*>& left_out, Sink& sink);

}  // namespace gw
