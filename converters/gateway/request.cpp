#include "gateway/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "model/regex.h"

namespace gw::gateway {
namespace {

using model::Condition;
using Pairs = std::vector<std::pair<std::string, std::string>>;

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return fold(x) == fold(y);
  });
}

/// The part of a request that a condition looks at, or nullptr if requests here do not have it.
template <class R>
auto* part(R& request, Condition::Subject subject) {
  switch (subject) {
    case Condition::Subject::Header: return &request.headers;
    case Condition::Subject::Query: return &request.query;
    case Condition::Subject::Cookie: return &request.cookies;
    default: return static_cast<decltype(&request.headers)>(nullptr);
  }
}

std::optional<std::string_view> value_of(const Request& request, const Condition& condition) {
  if (condition.subject == Condition::Subject::Path) return request.path;
  const auto* pairs = part(request, condition.subject);
  if (pairs == nullptr) return std::nullopt;
  const bool fold = condition.subject == Condition::Subject::Header;
  for (const auto& [name, value] : *pairs)
    if (fold ? same_letters(name, condition.name) : name == condition.name) return value;
  return std::nullopt;
}

bool compare(std::string_view value, const Condition& condition) {
  const auto number = [](std::string_view text) -> std::optional<double> {
    double out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return out;
  };
  const auto left = number(value);
  const auto right = number(condition.values.empty() ? "" : condition.values.front());
  if (!left || !right) return false;
  if (condition.comparison == ">") return *left > *right;
  if (condition.comparison == ">=") return *left >= *right;
  if (condition.comparison == "<") return *left < *right;
  return *left <= *right;
}

/// How lua-resty-expr judges: negative operators hold for an absent subject, all others do not.
bool holds(const Condition& condition, const Request& request) {
  const auto value = value_of(request, condition);
  if (!value) return condition.negative();
  const auto listed = [&] { return std::ranges::find(condition.values, *value) != condition.values.end(); };
  const auto occurs = [&] { return !condition.values.empty() && model::found(condition.values.front(), *value, condition.ignore_case); };
  switch (condition.test) {
    case Condition::Test::Equal: return listed();
    case Condition::Test::NotEqual: return !listed();
    case Condition::Test::Regex: return occurs();
    case Condition::Test::NotRegex: return !occurs();
    case Condition::Test::Numeric: return compare(*value, condition);
  }
  return false;
}

/// A value that meets a positive condition.
std::optional<std::string> value_for(const Condition& condition) {
  if (condition.values.empty()) return std::nullopt;
  if (condition.test == Condition::Test::Equal) return condition.values.front();
  if (condition.test == Condition::Test::Regex) return model::sample(condition.values.front(), condition.ignore_case);
  return std::nullopt;
}

bool same_subject(const Condition& a, const Condition& b) {
  if (a.subject != b.subject) return false;
  return a.subject == Condition::Subject::Header ? same_letters(a.name, b.name) : a.name == b.name;
}

bool conditions_disjoint(const Condition& a, const Condition& b) {
  if (!same_subject(a, b)) return false;
  const auto shares = [&] {
    return std::ranges::any_of(a.values, [&](const auto& v) { return std::ranges::find(b.values, v) != b.values.end(); });
  };
  const auto within = [](const Condition& few, const Condition& many) {
    return std::ranges::all_of(few.values, [&](const auto& v) { return std::ranges::find(many.values, v) != many.values.end(); });
  };
  using Test = Condition::Test;
  if (a.test == Test::Equal && b.test == Test::Equal) return !shares();
  if (a.test == Test::Equal && b.test == Test::NotEqual) return within(a, b);
  if (a.test == Test::NotEqual && b.test == Test::Equal) return within(b, a);
  const bool opposite = (a.test == Test::Regex && b.test == Test::NotRegex) || (a.test == Test::NotRegex && b.test == Test::Regex);
  return opposite && a.values == b.values && a.ignore_case == b.ignore_case;
}

}  // namespace

std::string describe(const Request& request) {
  const auto shown = [&](const std::string& value) { return std::ranges::find(request.secrets, value) == request.secrets.end() ? std::string_view(value) : std::string_view("***"); };
  std::string out;  // appended to, not formatted: one for every finding about a path
  out.append(request.method).append(" http://").append(request.host).append(request.path);
  for (std::size_t i = 0; i < request.query.size(); ++i)
    out += fmt::format("{}{}={}", i == 0 ? '?' : '&', request.query[i].first, shown(request.query[i].second));
  std::string_view joint = " with ";
  for (const auto& [name, value] : request.headers) {
    out += fmt::format("{}{}: {}", joint, name, shown(value));
    joint = ", ";
  }
  for (const auto& [name, value] : request.cookies) {
    out += fmt::format("{}Cookie: {}={}", joint, name, shown(value));
    joint = ", ";
  }
  return out;
}

std::string sample_path(const model::PathMatch& match) {
  if (match.kind != model::PathMatch::Kind::Regex) return match.text;
  return model::sample(match.text, false).value_or("/");
}

std::string sample_host(std::string_view pattern) {
  if (pattern.empty() || pattern == "*") return "example.com";
  if (pattern.starts_with("*.")) return "www" + std::string(pattern.substr(1));
  return std::string(pattern);
}

bool meet(const model::Rule& rule, Request& request) {
  if (!rule.methods.empty() && std::ranges::none_of(rule.methods, [&](const auto& m) { return m.value == request.method; }))
    request.method = rule.methods.front().value;
  for (const Condition& condition : rule.conditions) {
    if (holds(condition, request)) continue;
    auto* pairs = part(request, condition.subject);
    const auto value = value_for(condition);
    if (pairs == nullptr || !value || value_of(request, condition)) return false;
    pairs->emplace_back(condition.name, *value);
    if (condition.secret) request.secrets.push_back(*value);
  }
  return satisfies(rule, request);
}

bool matches(const model::PathMatch& match, std::string_view path) {
  using Kind = model::PathMatch::Kind;
  switch (match.kind) {
    case Kind::Exact: return path == match.text;
    case Kind::TextPrefix: return path.starts_with(match.text);
    case Kind::Regex: return model::matches_all(match.text, path);
    case Kind::SegmentPrefix: break;
  }
  const std::string_view prefix = std::string_view(match.text).substr(0, match.text.find_last_not_of('/') + 1);
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

bool satisfies(const model::Rule& rule, const Request& request) {
  if (rule.restricted_otherwise) return false;  // an arbitrary client is not among the admitted ones
  const auto is_method = [&](const From<std::string>& method) { return method.value == request.method; };
  if (!rule.methods.empty() && std::ranges::none_of(rule.methods, is_method)) return false;
  return std::ranges::all_of(rule.conditions, [&](const Condition& c) { return holds(c, request); });
}

bool disjoint(const model::Rule& a, const model::Rule& b) {
  if (!a.methods.empty() && !b.methods.empty()) {
    const auto in_b = [&](const From<std::string>& m) {
      return std::ranges::any_of(b.methods, [&](const From<std::string>& n) { return n.value == m.value; });
    };
    if (std::ranges::none_of(a.methods, in_b)) return true;
  }
  for (const Condition& c : a.conditions)
    for (const Condition& d : b.conditions)
      if (conditions_disjoint(c, d)) return true;
  return false;
}

std::string describe_backends(const model::Route& route, const model::Rule& rule) {
  if (rule.filters && rule.filters->redirect) {
    const model::Redirect& to = rule.filters->redirect->value;
    std::string out = "redirect " + std::to_string(to.code);
    if (!to.scheme.empty() || !to.host.empty()) out.append(" to ").append(to.scheme).append(to.host.empty() ? "" : "://").append(to.host);
    return to.path ? out.append(to.host.empty() ? " to " : "").append(to.path->text) : out;
  }
  if (rule.backends.empty()) return "no backend";
  if (rule.withheld == model::Withheld::Refused) return "refused";
  std::string out;
  for (const model::Backend& backend : rule.backends) {
    if (!out.empty()) out += " or ";
    if (const std::string_view name_space = name_space_of(backend, route.name_space); !name_space.empty()) out.append(name_space).append("/");
    out += backend.service;
    if (backend.port != 0) out.append(":").append(std::to_string(backend.port));
  }
  return out;
}

}  // namespace gw::gateway
