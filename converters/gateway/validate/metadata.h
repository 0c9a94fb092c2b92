/// What every kind in Kubernetes demands of `metadata`.
#pragma once

#include "gateway/validate/verdict.h"
#include "yaml/json_view.h"

namespace gw::gateway {

/// Names, namespaces and labels of an object, which stands at `at`.
void check_metadata(yaml::JsonView object, Origin at, Verdict& verdict);

}  // namespace gw::gateway
