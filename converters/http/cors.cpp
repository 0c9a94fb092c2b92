#include "http/cors.h"

#include <algorithm>
#include <array>

#include "http/url.h"
#include "kube/hosts.h"

namespace gw::http {

std::string origin_fault(std::string_view origin) {
  constexpr std::size_t kLongest = 253;
  if (origin.size() > kLongest) return "it is longer than 253 characters";
  const std::size_t scheme = origin.find("://");
  if (scheme == std::string_view::npos || (origin.substr(0, scheme) != "http" && origin.substr(0, scheme) != "https")) return "only http and https can be written";
  std::string_view host = origin.substr(scheme + 3);
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
    if (!port_number(host.substr(colon + 1))) return "its port is no number";
    host = host.substr(0, colon);
  }
  if (!kube::is_host(host)) return "its host is no DNS name";
  return {};
}

bool is_cors_method(std::string_view word) {
  constexpr auto kKnown = std::to_array<std::string_view>({"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "*"});
  return std::ranges::find(kKnown, word) != kKnown.end();
}

}  // namespace gw::http
