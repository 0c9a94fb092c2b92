/// Base64, as `data` of Secrets has it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gw::kube {

/// What `text` stands for; nothing if it is not base64.
std::optional<std::string> decoded_base64(std::string_view text);
/// The same, empty if it is not base64.
std::string from_base64(std::string_view text);

}  // namespace gw::kube
