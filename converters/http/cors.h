/// What browsers ask about (CORS), as the Gateway API can write it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gw::http {

inline constexpr std::size_t kMostOrigins = 64;  ///< of a rule; likewise methods and headers

/// Why the Gateway API cannot write an origin (lower case, perhaps with `*.`), in a phrase; empty if it can.
std::string origin_fault(std::string_view origin);
/// A method that CORS lists can name, or `*`.
bool is_cors_method(std::string_view word);

}  // namespace gw::http
