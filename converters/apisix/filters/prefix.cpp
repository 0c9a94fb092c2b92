#include "apisix/filters/prefix.h"

#include <algorithm>
#include <array>

#include "model/regex.h"

namespace gw::apisix {
namespace {

using Kind = model::PathMatch::Kind;

/// How an expression ends, which group takes the rest of the path, and whether the `/` before it is in that group.
struct Tail {
  std::string_view written;
  std::string_view group;
  bool takes_slash;
};
constexpr auto kTails = std::to_array<Tail>({
    {"(/|$)(.*)", "$2", false},
    {"(/.*)?", "$1", true},
    {"(/.*)", "$1", true},
    {"/?(.*)", "$1", false},
    {"/(.*)", "$1", false},
});

/// The text that an expression without operators stands for. A dot may stand for itself: the path has one there anyway.
std::optional<std::string> literal(std::string_view expression) {
  std::string out;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    char c = expression[i];
    if (c == '\\') {
      if (++i == expression.size() || std::string_view("./-_~").find(expression[i]) == std::string_view::npos) return std::nullopt;
      c = expression[i];
    } else if (std::string_view("^$|?*+()[]{}").find(c) != std::string_view::npos) {
      return std::nullopt;
    }
    out += c;
  }
  return out;
}

/// `/q` for `/q/$1` or `/q$1`, as the tail has it.
std::optional<std::string_view> before_group(std::string_view replacement, const Tail& tail) {
  if (!replacement.ends_with(tail.group)) return std::nullopt;
  replacement.remove_suffix(tail.group.size());
  if (!tail.takes_slash) {
    if (!replacement.ends_with('/')) return std::nullopt;
    replacement.remove_suffix(1);
  }
  if (!replacement.empty() && (!is_plain_path(replacement) || replacement.ends_with('/'))) return std::nullopt;
  return replacement;
}

std::optional<model::PathRewrite> whole_rewrite(std::string_view path, std::string_view expression, std::string_view replacement) {
  const std::optional<std::string> to = model::substituted(expression, path, replacement);
  if (!to || !is_plain_path(*to)) return std::nullopt;
  return model::PathRewrite{model::PathRewrite::Kind::Whole, *to};
}

}  // namespace

bool is_plain_path(std::string_view path) {
  return path.starts_with('/') && path.size() <= 1024 && path.find("//") == std::string_view::npos && std::ranges::all_of(path, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~!&'()*+,;=:@/").find(c) != std::string_view::npos;
         });
}

std::optional<std::string> prefix_replacement(std::string_view prefix, std::string_view expression, std::string_view replacement) {
  if (!prefix.ends_with('/') || !expression.starts_with('^')) return std::nullopt;
  expression.remove_prefix(1);
  if (expression.ends_with(")$") || expression.ends_with("?$")) expression.remove_suffix(1);
  for (const Tail& tail : kTails) {
    if (!expression.ends_with(tail.written)) continue;
    const auto start = literal(expression.substr(0, expression.size() - tail.written.size()));
    const auto to = before_group(replacement, tail);
    if (!start || !to || start->ends_with('/') || !prefix.starts_with(*start + "/")) continue;
    std::string out(*to);
    out.append("/").append(prefix.substr(start->size() + 1));
    while (out.size() > 1 && out.ends_with('/')) out.pop_back();
    if (!is_plain_path(out)) return std::nullopt;
    return out;
  }
  return std::nullopt;
}

std::optional<PathsRewritten> path_rewrite(const std::vector<model::Path>& paths, std::string_view expression, std::string_view replacement) {
  if (paths.size() == 1 && paths.front().match.kind == Kind::Exact) {
    auto whole = whole_rewrite(paths.front().match.text, expression, replacement);
    return whole ? std::optional(PathsRewritten{std::move(*whole), {}, {}}) : std::nullopt;
  }
  std::optional<std::string> all;
  std::string prefix;
  for (const model::Path& path : paths) {
    if (path.match.kind != Kind::TextPrefix) continue;
    const auto one = prefix_replacement(path.match.text, expression, replacement);
    if (!one || (all && *all != *one)) return std::nullopt;
    all = one;
    prefix = path.match.text;
  }
  if (!all) return std::nullopt;
  PathsRewritten out{{model::PathRewrite::Kind::Prefix, *all}, {}, {}};
  // `/p` beside `/p/*` is the prefix `/p` as a whole.
  for (const model::Path& path : paths) {
    if (path.match.kind == Kind::TextPrefix) continue;
    const auto bare = path.match.kind == Kind::Exact && path.match.text + "/" == prefix ? whole_rewrite(path.match.text, expression, replacement) : std::nullopt;
    if (!bare || (bare->text != *all && bare->text != *all + "/")) return std::nullopt;
    if (bare->text != *all) out.differs = path.match.text, out.before = bare->text;
  }
  return out;
}

}  // namespace gw::apisix
