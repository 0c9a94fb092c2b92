/// Header fields as HTTP and the Gateway API admit them (RFC 9110, section 5; HTTPHeaderName).
#pragma once

#include <string_view>

namespace gw::http {

bool is_header_name(std::string_view name);
/// A value that arrives as it is written: printable ASCII, no space at either end or beside another, at most 4096 bytes.
bool is_header_value(std::string_view value);

}  // namespace gw::http
