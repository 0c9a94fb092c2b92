#include "verify/side.h"

namespace gw::verify {

std::vector<std::string> host_keys(std::string_view host) {
  std::vector<std::string> out{std::string(host)};
  for (std::size_t dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.', dot + 1)) out.push_back("*" + std::string(host.substr(dot)));
  out.emplace_back();
  return out;
}

bool covers(std::string_view wildcard, std::string_view host) {
  return wildcard.starts_with("*.") && host.size() >= wildcard.size() && host.ends_with(wildcard.substr(1));
}

}  // namespace gw::verify
