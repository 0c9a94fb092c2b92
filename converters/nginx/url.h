/// Places that annotations redirect to.
#pragma once

#include <string_view>

#include "diag/result.h"
#include "model/filters.h"

namespace gw::nginx {

/// What the controller admits for redirects (annotations/parser/validators.go, URLIsValidRegex).
bool is_legal_redirect(std::string_view url);

/// A URL, or a path, as a redirect that replaces everything it names; an error says in a phrase what is not expressible.
Result<model::Redirect> parse_redirect(std::string_view url);

}  // namespace gw::nginx
