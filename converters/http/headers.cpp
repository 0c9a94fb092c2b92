#include "http/headers.h"

#include <algorithm>

namespace gw::http {

bool is_header_name(std::string_view name) {
  return !name.empty() && name.size() <= 256 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_header_value(std::string_view value) {
  if (value.empty() || value.size() > 4096 || value.starts_with(' ') || value.ends_with(' ') || value.find("  ") != std::string_view::npos) return false;
  return std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace gw::http
