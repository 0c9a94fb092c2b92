/// rewrite-target: `rewrite "(?i)PATH" TARGET break;` replaces the whole path by TARGET, into which groups of PATH are put.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/filters.h"
#include "nginx/pattern.h"

namespace gw::nginx {

/// What the rewrite of one path amounts to.
struct Rewritten {
  std::optional<model::PathRewrite> path;      ///< none: it stays as it is
  std::optional<model::Redirect> redirect;     ///< an absolute target redirects the client
  std::string impossible;                      ///< why it cannot be expressed, in a phrase; empty: it can
  std::string differs;                         ///< a path that is rewritten differently; empty: none
  std::string before, after;                   ///< what it becomes in nginx and in the Gateway API
};

/// Whether the target sends clients to another URL instead of rewriting the path.
bool is_absolute(std::string_view target);

/// `pattern` is null if the path is a regular expression of another shape. `exact`: the rule matches one path only.
Rewritten rewrite(const Pattern* pattern, bool exact, std::string_view target);

}  // namespace gw::nginx
