/// Places that annotations redirect to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "diag/result.h"
#include "model/filters.h"

namespace gw::nginx {

/// What the controller admits for redirects (annotations/parser/validators.go, URLIsValidRegex).
bool is_legal_redirect(std::string_view url);

/// A URL, or a path, as a redirect that replaces everything it names; an error says in a phrase what is not expressible.
Result<model::Redirect> parse_redirect(std::string_view url);

struct ServiceName {
  std::string name_space;
  std::string name;
  std::int64_t port = 80;
};
/// `NAME.NAMESPACE.svc`, perhaps with `.cluster.local` and a port; nothing if it is anything else.
std::optional<ServiceName> parse_service(std::string_view host);

}  // namespace gw::nginx
