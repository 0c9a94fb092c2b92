/// `exprs` (spec/apisix §2.5): what is compared, and how.
#include <algorithm>
#include <array>

#include "verify/apisix/expression.h"

namespace gw::verify::apisix {
namespace {

struct Operator {
  std::string_view name;
  Condition::Test test;
  bool negated;
  bool ignore_case;
};
using Test = Condition::Test;
constexpr auto kOperators = std::to_array<Operator>({
    {"Equal", Test::OneOf, false, false},
    {"NotEqual", Test::OneOf, true, false},
    {"GreaterThan", Test::More, false, false},
    {"GreaterThanEqual", Test::AtLeast, false, false},
    {"LessThan", Test::Less, false, false},
    {"LessThanEqual", Test::AtMost, false, false},
    {"In", Test::OneOf, false, false},
    {"NotIn", Test::OneOf, true, false},
    {"RegexMatch", Test::Matches, false, false},
    {"RegexNotMatch", Test::Matches, true, false},
    {"RegexMatchCaseInsensitive", Test::Matches, false, true},
    {"RegexNotMatchCaseInsensitive", Test::Matches, true, true},
});

/// A variable of nginx by its name: those of headers, parameters and cookies are these.
void name_variable(std::string name, Condition& out) {
  const auto behind = [&](std::string_view prefix) { return name.starts_with(prefix) ? name.substr(prefix.size()) : std::string(); };
  out.subject = Subject::Variable;
  out.name = name;
  if (std::string header = behind("http_"); !header.empty()) {
    std::ranges::replace(header, '_', '-');
    out.subject = Subject::Header;
    out.name = header;
  } else if (const std::string parameter = behind("arg_"); !parameter.empty()) {
    out.subject = Subject::Query;
    out.name = parameter;
  } else if (const std::string cookie = behind("cookie_"); !cookie.empty()) {
    out.subject = Subject::Cookie;
    out.name = cookie;
  } else if (name == "uri") {
    out.subject = Subject::Path;
    out.name.clear();
  } else if (name == "request_method") {
    out.subject = Subject::Method;
    out.name.clear();
  }
}

/// Operators of lua-resty-expr.
constexpr auto kSigns = std::to_array<Operator>({
    {"==", Test::OneOf, false, false},
    {"~=", Test::OneOf, true, false},
    {">", Test::More, false, false},
    {">=", Test::AtLeast, false, false},
    {"<", Test::Less, false, false},
    {"<=", Test::AtMost, false, false},
    {"in", Test::OneOf, false, false},
    {"~~", Test::Matches, false, false},
    {"~*", Test::Matches, false, true},
    {"ipmatch", Test::Within, false, false},
});

void apply(const Operator* op, Condition& out) {
  if (op == nullptr) {
    out.test = Test::Unknown;
    return;
  }
  out.test = op->test;
  if (out.values.empty()) out.values.emplace_back();
  if (out.test == Test::Matches) out.regex = Regex(out.values.front(), {.ignore_case = op->ignore_case});
}

}  // namespace

Condition read_variable(const yaml::View& variable) {
  Condition out;
  std::vector<std::string> words;
  for (const yaml::View& one : variable.items()) {
    if (one.node().is_scalar()) words.emplace_back(one.node().text());
    for (const yaml::View& value : one.items())
      if (value.node().is_scalar()) out.values.emplace_back(value.node().text());
  }
  if (!words.empty()) name_variable(words.front(), out);
  out.negated = words.size() > 1 && words[1] == "!";
  const std::size_t at = out.negated ? 2 : 1;
  const auto found = at < words.size() ? std::ranges::find(kSigns, words[at], &Operator::name) : kSigns.end();
  if (at + 1 < words.size()) out.values.push_back(words[at + 1]);
  apply(found == kSigns.end() ? nullptr : &*found, out);
  if (found != kSigns.end() && found->negated) out.negated = !out.negated;
  return out;
}

Condition read_expression(const yaml::View& expression) {
  Condition out;
  const yaml::View subject = expression.map("subject");
  const auto text = [](const std::optional<yaml::View::Text>& found) { return std::string(found ? found->value : ""); };
  const std::string scope = text(subject.text("scope"));
  out.name = text(subject.text("name"));
  if (scope == "Query") out.subject = Subject::Query;
  else if (scope == "Cookie") out.subject = Subject::Cookie;
  else if (scope == "Path") out.subject = Subject::Path, out.name.clear();
  else if (scope == "Body") out.subject = Subject::Variable, out.name = "post_arg." + out.name;
  else if (scope == "Variable") name_variable(out.name, out);

  const std::string op = text(expression.text("op"));
  const auto found = std::ranges::find(kOperators, op, &Operator::name);
  if (found != kOperators.end()) out.negated = found->negated;
  const yaml::View value = expression.get("value");
  if (value && value.node().is_scalar()) out.values.emplace_back(value.node().text());
  if (op == "In" || op == "NotIn") out.values.clear();
  for (const yaml::View& one : expression.list("set").items())
    if (one.node().is_scalar()) out.values.emplace_back(one.node().text());
  apply(found == kOperators.end() ? nullptr : &*found, out);
  return out;
}

}  // namespace gw::verify::apisix
