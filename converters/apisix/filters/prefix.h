/// `regex_uri` of proxy-rewrite and redirect: `ngx.re.sub` on the decoded path. A few shapes replace a prefix, or one path.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/filters.h"
#include "model/route.h"

namespace gw::apisix {

/// What replaces `prefix` (`/api/`, or `/`) in every path below it, if that is all that the substitution does: `/v1` for
/// `^/api/(.*)` and `/v1/$1`. Nothing for other shapes.
std::optional<std::string> prefix_replacement(std::string_view prefix, std::string_view expression, std::string_view replacement);

struct PathsRewritten {
  model::PathRewrite rewrite;  ///< to the path itself, if the expression is not found in it
  std::string differs;  ///< a path that becomes `before` in APISIX, and `rewrite.text` after; empty: none
  std::string before;
};

/// What becomes of a rule's paths: one rewrite for all of them, or nothing if none says the same.
std::optional<PathsRewritten> path_rewrite(const std::vector<model::Path>& paths, std::string_view expression, std::string_view replacement);

/// Whether that is the path itself.
inline bool stays(const PathsRewritten& to, const model::Path& path) { return to.rewrite.kind == model::PathRewrite::Kind::Whole && to.rewrite.text == path.match.text; }

/// Paths of a rule, by number, that are rewritten alike.
struct PathsApart {
  std::vector<std::size_t> paths;
  PathsRewritten to;
};

/// What becomes of a rule's paths where it is not the same for all of them: `/p` and `/p/*` stay together if they can. Nothing if
/// there is no rewrite for one of them.
std::vector<PathsApart> paths_apart(const std::vector<model::Path>& paths, std::string_view expression, std::string_view replacement);

/// Whether a path can be written into a rewrite or a URL as it is: no variables, no escapes, no query.
bool is_plain_path(std::string_view path);

}  // namespace gw::apisix
