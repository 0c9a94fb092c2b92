#include "apisix/filters/prefix.h"

#include <algorithm>
#include <array>
#include <map>

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

struct Substitution {
  std::string expression, replacement;
};

/// The replacement without its first group, which is `text`: `$1` is that, and `$2` becomes `$1`.
std::string without_first_group(std::string_view replacement, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    const char digit = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
    if (replacement[i] != '$' || digit < '1' || digit > '9') {
      out += replacement[i];
      continue;
    }
    if (digit == '1') out += text;
    else out.append("$").append(1, static_cast<char>(digit - 1));
    ++i;
  }
  return out;
}

/// For a prefix `/a/`, `^/(a|b)/(.*)` is `^/a/(.*)`: a choice among words is the one that the prefix has.
std::optional<Substitution> without_choice(std::string_view prefix, std::string_view expression, std::string_view replacement) {
  const std::size_t open = expression.find('(');
  const std::size_t close = expression.find(')', open);
  if (open == std::string_view::npos || close == std::string_view::npos || open == 0) return std::nullopt;
  const std::string_view after = expression.substr(close + 1);
  if (!(after.starts_with('/') && !after.starts_with("/?")) && !after.starts_with("(/")) return std::nullopt;
  const auto before = literal(expression.substr(1, open - 1));
  std::string_view words = expression.substr(open + 1, close - open - 1);
  const bool counts = !words.starts_with("?:");
  if (!counts) words.remove_prefix(2);
  if (!before || words.empty()) return std::nullopt;
  while (true) {
    const std::size_t end = std::min(words.find('|'), words.size());
    const auto word = literal(words.substr(0, end));
    if (!word || word->empty() || word->find('/') != std::string::npos) return std::nullopt;
    if (prefix.starts_with(*before + *word + "/"))
      return Substitution{std::string(expression.substr(0, open)).append(words.substr(0, end)).append(after),
                          counts ? without_first_group(replacement, *word) : std::string(replacement)};
    if (end == words.size()) return std::nullopt;
    words.remove_prefix(end + 1);
  }
}

/// A path in which the expression is not found stays as it is.
std::optional<model::PathRewrite> whole_rewrite(std::string_view path, std::string_view expression, std::string_view replacement) {
  if (model::judge(expression).dialect == model::Dialect::Portable && !model::found(expression, path, false))
    return model::PathRewrite{model::PathRewrite::Kind::Whole, std::string(path)};
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
  if (const auto chosen = without_choice(prefix, expression, replacement)) return prefix_replacement(prefix, chosen->expression, chosen->replacement);
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
  // What a prefix in front makes of `/` itself nobody says: some implementations leave out the slash.
  if (prefix == "/" && out.differs.empty() && *all != "/") out.differs = "/", out.before = *all + "/";
  return out;
}

std::vector<PathsApart> paths_apart(const std::vector<model::Path>& paths, std::string_view expression, std::string_view replacement) {
  std::vector<PathsApart> groups;
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::string_view stem = paths[i].match.text;
    if (stem.ends_with('/')) stem.remove_suffix(1);
    const auto [place, fresh] = places.try_emplace(stem, groups.size());
    if (fresh) groups.emplace_back();
    groups[place->second].paths.push_back(i);
  }
  std::vector<PathsApart> out;
  const auto add = [&](std::vector<std::size_t> numbers) {
    std::vector<model::Path> own;
    for (const std::size_t number : numbers) own.push_back(paths[number]);
    auto to = path_rewrite(own, expression, replacement);
    if (to) out.push_back({std::move(numbers), std::move(*to)});
    return to.has_value();
  };
  for (const PathsApart& group : groups)
    if (!add(group.paths) && !std::ranges::all_of(group.paths, [&](std::size_t number) { return add({number}); })) return {};
  return out;
}

}  // namespace gw::apisix
