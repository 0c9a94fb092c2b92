/// What every kind in Kubernetes demands of `metadata`.
#pragma once

#include <cstdint>

#include "gateway/validate/verdict.h"
#include "yaml/tree.h"

namespace gw::gateway {

/// Names, namespaces and labels.
void check_metadata(const yaml::Node& object, std::uint32_t file, Verdict& verdict);

}  // namespace gw::gateway
