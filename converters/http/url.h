/// URLs that redirects and copies of requests go to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "diag/result.h"
#include "model/filters.h"

namespace gw::http {

/// 1 to 65535.
std::optional<std::int64_t> port_number(std::string_view text);

/// A URL, or a path, as a redirect that replaces everything it names; an error says in a phrase what is not expressible.
Result<model::Redirect> parse_redirect(std::string_view url);

struct ServiceName {
  std::string name_space;
  std::string name;
  std::int64_t port = 80;
};
/// `NAME.NAMESPACE.svc`, perhaps with `.cluster.local` and a port; nothing if it is anything else.
std::optional<ServiceName> parse_service(std::string_view host);

}  // namespace gw::http
