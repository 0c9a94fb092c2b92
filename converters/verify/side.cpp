#include "verify/side.h"

#include <fmt/format.h>

namespace gw::verify {

bool at_usual_port(const Request& request) { return request.port_number() == usual_port(request.scheme); }

Answer refused(const Request& request, std::string_view controller, Trace* trace) {
  if (trace != nullptr) trace->add(fmt::format("clients reach {} at port {} for {}, and not at {}", controller, usual_port(request.scheme), request.scheme, request.port_number()));
  Answer out;
  out.kind = Answer::Kind::Refused;
  return out;
}

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
