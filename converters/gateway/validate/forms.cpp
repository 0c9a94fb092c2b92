#include "gateway/validate/forms.h"

#include <arpa/inet.h>

#include <string>

namespace gw::gateway::forms {

bool is_ip(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return false;
  in6_addr buffer{};
  const std::string terminated(text);
  return ::inet_pton(AF_INET, terminated.c_str(), &buffer) == 1 || ::inet_pton(AF_INET6, terminated.c_str(), &buffer) == 1;
}

}  // namespace gw::gateway::forms
