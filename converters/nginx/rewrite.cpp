#include "nginx/rewrite.h"

#include <fmt/format.h>

#include "http/url.h"

namespace gw::nginx {
namespace {

using Kind = model::PathRewrite::Kind;

/// A target as text and numbers of groups: "/bar/", 2, "".
struct Target {
  std::string before;       ///< the text in front of the first group that is not empty
  std::size_t group = 0;    ///< 0: none
  std::string after;
  bool variables = false;
  bool several = false;
};

Target read_target(std::string_view text, std::size_t groups) {
  Target out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& part = out.group == 0 ? out.before : out.after;
    if (text[i] != '$') {
      part += text[i];
      continue;
    }
    if (i + 1 == text.size() || text[i + 1] < '1' || text[i + 1] > '9') {
      out.variables = true;
      continue;
    }
    const auto number = static_cast<std::size_t>(text[++i] - '0');
    if (number > groups) continue;  // there is no such group: it is empty
    if (out.group != 0) out.several = true;
    out.group = number;
  }
  return out;
}

std::string joined(std::string_view prefix, std::string_view rest) {
  if (prefix.ends_with('/') && rest.starts_with('/')) rest.remove_prefix(1);
  return std::string(prefix).append(rest);
}

/// The prefix becomes `to`; `sample` behind it shows what nginx and the Gateway API make of a path.
void replace_prefix(Rewritten& out, const Pattern& pattern, const std::string& before) {
  std::string to = before;
  if (pattern.rest_has_slash) {  // `$1` brings its slash along
    if (to.ends_with('/')) {
      out.impossible = "the target and the group would both bring a `/`";
      return;
    }
    if (to.empty()) {
      out.differs = pattern.literal;
      out.before = "an error of nginx";
      out.after = "/";
    }
    out.path = model::PathRewrite{Kind::Prefix, to.empty() ? "/" : to};
    return;
  }
  if (!to.ends_with('/')) {
    if (!to.empty()) {
      out.impossible = fmt::format("what follows would be appended to `{}` without a `/`", to);
      return;
    }
    if (pattern.tail == Tail::Segment || pattern.slash_optional || pattern.literal.ends_with('/')) {
      out.impossible = "the path would lose its leading `/`";
      return;
    }
    out.differs = pattern.literal;
    out.before = "an error of nginx";
    out.after = "/";
    out.path = model::PathRewrite{Kind::Prefix, "/"};
    return;
  }
  while (to.size() > 1 && to.ends_with('/')) to.pop_back();
  const bool identity = pattern.literal == "/" && to == "/";
  if (identity && !pattern.slash_optional) return;
  out.path = model::PathRewrite{Kind::Prefix, to};
  if (identity) {
    out.path.reset();
    return;
  }
  if (pattern.tail == Tail::Segment) {
    if (to == "/") return;
    out.differs = pattern.literal;
    out.before = before;
    out.after = to;
  } else if (pattern.literal.ends_with('/')) {
    out.differs = pattern.literal.size() > 1 ? pattern.literal.substr(0, pattern.literal.size() - 1) : "/";
    out.before = pattern.literal.size() > 1 ? "404" : before;
    out.after = to;
  } else if (pattern.slash_optional) {
    out.differs = pattern.literal + "bar";
    out.before = before + "bar";
    out.after = "not this rule";
  } else {
    out.differs = pattern.literal + "/x";
    out.before = before + "/x";
    out.after = joined(to, "/x");
  }
}

}  // namespace

bool is_absolute(std::string_view target) { return target.starts_with("http://") || target.starts_with("https://"); }

Rewritten rewrite(const Pattern* pattern, bool exact, std::string_view text) {
  Rewritten out;
  const std::size_t groups = pattern == nullptr ? 9 : pattern->groups;
  const Target target = read_target(text, groups);
  constexpr std::size_t kMostCharacters = 1024;  // of a path in a filter
  if (text.size() > kMostCharacters) out.impossible = "it is longer than 1024 characters";
  else if (text.find_first_of("?#") != std::string_view::npos) out.impossible = "it has a query";
  else if (target.variables) out.impossible = "it has variables of nginx";
  else if (target.several) out.impossible = "it puts several groups together";
  else if (target.group != 0 && pattern == nullptr) out.impossible = "only the rest after a fixed prefix can be kept";
  else if (target.group != 0 && target.group != pattern->rest) out.impossible = "only the last group, the rest of the path, can be kept";
  else if (!target.after.empty()) out.impossible = "something follows the group";
  if (!out.impossible.empty()) return out;

  const bool absolute = is_absolute(text);
  std::string path = target.before;
  if (absolute) {
    const std::size_t slash = target.before.find('/', target.before.find("://") + 3);
    auto redirect = http::parse_redirect(target.before);
    if (!redirect) {
      out.impossible = redirect.error();
      return out;
    }
    out.redirect = *redirect;
    out.redirect->code = 302;
    path = slash == std::string::npos ? "/" : target.before.substr(slash);
  } else if (target.group == 0 && !path.starts_with('/')) {
    if (path.empty()) out.impossible = "the path would be empty";
    else path.insert(0, "/");
    if (!out.impossible.empty()) return out;
  }
  if (target.group == 0) out.path = model::PathRewrite{Kind::Whole, path};
  else if (exact) out.impossible = "an exact path has no rest";
  else replace_prefix(out, *pattern, path);
  if (absolute && out.impossible.empty()) {
    out.redirect->path = out.path;
    out.path.reset();
  }
  return out;
}

}  // namespace gw::nginx
