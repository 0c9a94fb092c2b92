/// A parsed value as one to be written.
#pragma once

#include <cstdint>
#include <string_view>

#include "yaml/tree.h"
#include "yaml/value.h"

namespace gw::yaml {

/// `node` of input `file` with the types that Kubernetes sees, and the place of each part. Its keys live as long as the tree.
Value as_value(const Node& node, std::uint32_t file, std::string_view key = {});

}  // namespace gw::yaml
