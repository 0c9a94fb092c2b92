#include "nginx/hosts.h"

#include <algorithm>

namespace gw::nginx {
namespace {

bool is_label(std::string_view label) {
  const auto alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !label.empty() && label.size() <= 63 && alphanumeric(label.front()) && alphanumeric(label.back()) &&
         std::ranges::all_of(label, [&](char c) { return alphanumeric(c) || c == '-'; });
}

}  // namespace

bool is_plain_host(std::string_view host) {
  if (host.empty() || host.size() > 253) return false;
  bool digits_only = true;
  for (std::size_t begin = 0; begin <= host.size();) {
    const std::size_t end = std::min(host.find('.', begin), host.size());
    if (!is_label(host.substr(begin, end - begin))) return false;
    digits_only = digits_only && host.substr(begin, end - begin).find_first_not_of("0123456789") == std::string_view::npos;
    begin = end + 1;
  }
  return !digits_only;
}

bool is_host(std::string_view host) { return is_plain_host(host.starts_with("*.") ? host.substr(2) : host); }

}  // namespace gw::nginx
