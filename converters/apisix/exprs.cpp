// `match.exprs`: subjects and operators. Meaning: lua-resty-expr 1.3.2, executed; variables: apisix/core/ctx.lua.
#include <algorithm>
#include <array>

#include "apisix/pattern.h"
#include "apisix/rule.h"
#include "kube/secrets.h"
#include "yaml/resolve.h"

namespace gw::apisix {
namespace {

using model::Condition;

struct Operator {
  std::string_view name;
  Condition::Test test;
  bool takes_set;
  bool ignore_case;
  std::string_view comparison;
};

constexpr auto kOperators = std::to_array<Operator>({
    {"Equal", Condition::Test::Equal, false, false, ""},
    {"NotEqual", Condition::Test::NotEqual, false, false, ""},
    {"GreaterThan", Condition::Test::Numeric, false, false, ">"},
    {"GreaterThanEqual", Condition::Test::Numeric, false, false, ">="},
    {"LessThan", Condition::Test::Numeric, false, false, "<"},
    {"LessThanEqual", Condition::Test::Numeric, false, false, "<="},
    {"In", Condition::Test::Equal, true, false, ""},
    {"NotIn", Condition::Test::NotEqual, true, false, ""},
    {"RegexMatch", Condition::Test::Regex, false, false, ""},
    {"RegexNotMatch", Condition::Test::NotRegex, false, false, ""},
    {"RegexMatchCaseInsensitive", Condition::Test::Regex, false, true, ""},
    {"RegexNotMatchCaseInsensitive", Condition::Test::NotRegex, false, true, ""},
});

struct Scope {
  std::string_view name;
  Condition::Subject subject;
};

constexpr auto kScopes = std::to_array<Scope>({
    {"Header", Condition::Subject::Header},
    {"Query", Condition::Subject::Query},
    {"Cookie", Condition::Subject::Cookie},
    {"Path", Condition::Subject::Path},
    {"Variable", Condition::Subject::Variable},
    {"Body", Condition::Subject::Body},
});

template <class Rows>
std::string names(const Rows& rows) {
  std::string out;
  for (const auto& row : rows) out.append(out.empty() ? "" : ", ").append(row.name);
  return out;
}

struct Variable {
  std::string_view prefix;
  Condition::Subject subject;
};

/// Variables that are another name for a header, parameter or cookie.
constexpr auto kVariables = std::to_array<Variable>({
    {"http_", Condition::Subject::Header},
    {"arg_", Condition::Subject::Query},
    {"cookie_", Condition::Subject::Cookie},
});

void resolve_variable(Condition& condition) {
  if (condition.name == "uri") {
    condition.subject = Condition::Subject::Path;
    condition.name.clear();
    return;
  }
  for (const Variable& variable : kVariables) {
    if (!condition.name.starts_with(variable.prefix)) continue;
    condition.subject = variable.subject;
    condition.name.erase(0, variable.prefix.size());
    if (variable.subject == Condition::Subject::Header) std::ranges::replace(condition.name, '_', '-');
    return;
  }
}

bool read_subject(const yaml::View& subject, Condition& condition, Sink& sink) {
  const auto scope = subject.required_text("scope");
  if (!scope) return false;
  const auto row = std::ranges::find(kScopes, scope->value, &Scope::name);
  if (row == kScopes.end()) {
    sink.report<Code::value_not_allowed>(scope->at, "scope", scope->value, names(kScopes));
    return false;
  }
  condition.subject = row->subject;
  if (row->subject == Condition::Subject::Path) return true;
  const auto name = subject.required_text("name");
  if (!name) return false;
  condition.name = name->value;
  if (row->subject == Condition::Subject::Variable) resolve_variable(condition);
  return true;
}

bool read_operand(const yaml::View& expr, const Operator& op, Condition& condition, Sink& sink) {
  const std::string_view key = op.takes_set ? "set" : "value";
  if (!expr.has(key)) {
    expr.get(key);
    sink.report<Code::missing_field>(expr.at(), key, fmt::format("; operator {} needs it", op.name));
    return false;
  }
  if (op.takes_set) {
    std::unordered_set<std::string_view> seen;
    for (const auto& value : expr.texts(key)) {
      if (!seen.insert(value.value).second)
        sink.report<Code::duplicate_entry>(value.at, value.value);
      else
        condition.values.emplace_back(value.value);
    }
  } else if (const auto value = expr.text(key)) {
    condition.values.emplace_back(value->value);
  } else {
    return false;
  }
  return true;
}

void read_expr(const yaml::View& expr, const RuleReader& reader) {
  if (!expr.as_map()) return;
  Sink& sink = reader.sink();
  Condition condition;
  condition.at = expr.at();
  const yaml::View subject = expr.map("subject");
  const auto op = expr.required_text("op");
  if (!subject) {
    sink.report<Code::missing_field>(expr.at(), "subject", "");
    return;
  }
  if (!read_subject(subject, condition, sink) || !op) return expr.mark_all_read();  // the rule is withheld as a whole
  const auto row = std::ranges::find(kOperators, op->value, &Operator::name);
  if (row == kOperators.end()) {
    sink.report<Code::value_not_allowed>(op->at, "op", op->value, names(kOperators));
    return expr.mark_all_read();
  }
  condition.test = row->test;
  condition.ignore_case = row->ignore_case;
  condition.comparison = row->comparison;
  condition.secret = kube::names_credential(condition.name);
  if (condition.secret) kube::redact_all(expr.get(row->takes_set ? "set" : "value"), sink);
  if (read_operand(expr, *row, condition, sink))
    reader.rule.conditions.push_back(std::move(condition));
  else
    expr.mark_all_read();
}

struct Symbol {
  std::string_view written;
  Condition::Test test;
  Condition::Test negated;
  bool ignore_case = false;
};

/// Numbers compare otherwise once they are negated, so those stay out.
constexpr auto kSymbols = std::to_array<Symbol>({
    {"==", Condition::Test::Equal, Condition::Test::NotEqual},
    {"~=", Condition::Test::NotEqual, Condition::Test::Equal},
    {"in", Condition::Test::Equal, Condition::Test::NotEqual},
    {"~~", Condition::Test::Regex, Condition::Test::NotRegex},
    {"~*", Condition::Test::Regex, Condition::Test::NotRegex, true},
});
constexpr auto kComparisons = std::to_array<std::string_view>({">", ">=", "<", "<="});

bool is_positive_set(const Condition& condition) { return condition.test == Condition::Test::Equal; }

/// Whether a manifest can hold `value` as a path that some request has; reports it if not.
bool is_path(std::string_view value, Origin at, Sink& sink) {
  const Pattern pattern = read_literal(value);
  if (!pattern.dead.empty())
    sink.report<Code::path_dead>(at, value, pattern.dead);
  else if (!pattern.not_expressible.empty())
    sink.report<Code::path_not_expressible>(at, value, pattern.not_expressible);
  return pattern.dead.empty() && pattern.not_expressible.empty();
}

/// `uri` equal to some values: those that a pattern of the rule matches become exact paths, with that pattern's rank.
void fold_path(const Condition& condition, model::Rule& rule, Sink& sink) {
  using Kind = model::PathMatch::Kind;
  std::vector<model::Path> kept;
  std::vector<std::string_view> unmatched;
  for (const std::string& value : condition.values) {
    const auto matches = [&](const model::Path& path) {
      if (path.match.kind == Kind::Exact) return path.match.text == value;
      return path.match.kind == Kind::TextPrefix && value.starts_with(path.match.text);
    };
    const auto best = std::ranges::max_element(rule.paths, [&](const model::Path& a, const model::Path& b) {
      return std::pair(matches(a), a.rank) < std::pair(matches(b), b.rank);
    });
    if (best == rule.paths.end() || !matches(*best)) {
      unmatched.push_back(value);
      continue;
    }
    if (!is_path(value, condition.at, sink)) continue;
    model::Path& path = kept.emplace_back(*best);
    path.match = {Kind::Exact, value};
    path.written = value;
    path.at = condition.at;
  }
  rule.paths = std::move(kept);
  if (rule.paths.empty()) return;  // the whole rule is dead, which is reported
  for (const std::string_view value : unmatched)
    sink.report<Code::field_without_effect>(condition.at, value, "here: no path of the rule matches it");
}

void fold_method(const Condition& condition, model::Rule& rule, Sink& sink) {
  std::vector<From<std::string>> kept;
  for (const std::string& value : condition.values) {
    const auto never = [&] { sink.report<Code::field_without_effect>(condition.at, value, "here: no request has this method"); };
    if (!is_method({value, condition.at}, sink, never)) continue;
    const auto same = [&](const From<std::string>& method) { return method.value == value; };
    if (rule.methods.empty() || std::ranges::any_of(rule.methods, same)) kept.push_back({value, condition.at});
  }
  rule.methods = std::move(kept);
}

/// Whether every path of the rule is literal or a prefix, so that exact values can be compared with it here.
bool has_plain_paths(const model::Rule& rule) {
  return std::ranges::all_of(rule.paths, [](const model::Path& path) { return path.match.kind != model::PathMatch::Kind::Regex; });
}

}  // namespace

void read_exprs(const yaml::View& exprs, const RuleReader& reader) {
  for (const yaml::View& expr : exprs.items()) read_expr(expr, reader);
}

std::optional<Condition> read_variable_test(const yaml::View& test) {
  if (!test.node().is_list()) return std::nullopt;
  const auto parts = test.node().items();
  const bool negated = parts.size() == 4 && parts[1].is_scalar() && parts[1].text() == "!";
  if ((parts.size() != 3 && !negated) || !parts.front().is_scalar() || !parts[parts.size() - 2].is_scalar()) return std::nullopt;
  const std::string_view symbol = parts[parts.size() - 2].text();
  const yaml::Node& operand = parts.back();
  Condition out;
  out.subject = Condition::Subject::Variable;
  out.name = parts.front().text();
  out.at = test.at();
  resolve_variable(out);
  const auto row = std::ranges::find(kSymbols, symbol, &Symbol::written);
  if (row != kSymbols.end()) {
    out.test = negated ? row->negated : row->test;
    out.ignore_case = row->ignore_case;
  } else if (!negated && std::ranges::find(kComparisons, symbol) != kComparisons.end()) {
    out.test = Condition::Test::Numeric;
    out.comparison = symbol;
  } else {
    return std::nullopt;
  }
  if (operand.is_list() != (symbol == "in") || (!operand.is_list() && !operand.is_scalar()) || (operand.is_list() && operand.items().empty())) return std::nullopt;
  const auto is_truth = [](const yaml::Node& node) { return node.is_scalar() && node.plain() && yaml::meaning(node.text()) == yaml::Meaning::Bool; };
  if (is_truth(operand) || std::ranges::any_of(operand.items(), is_truth)) return std::nullopt;  // no text equals it
  if (operand.is_scalar()) out.values.emplace_back(operand.text());
  for (const yaml::Node& item : operand.items()) {
    if (!item.is_scalar()) return std::nullopt;
    out.values.emplace_back(item.text());
  }
  out.secret = kube::names_credential(out.name);
  test.mark_all_read();
  return out;
}

void fold_conditions(const RuleReader& reader) {
  model::Rule& rule = reader.rule;
  const auto fold = [&](const Condition& condition) {
    if (!is_positive_set(condition)) return false;
    const bool on_path = condition.subject == Condition::Subject::Path;
    const bool on_method = condition.subject == Condition::Subject::Variable && condition.name == "request_method";
    if (on_path && !has_plain_paths(rule)) return false;
    if (!on_path && !on_method) return false;
    const bool had_paths = !rule.paths.empty();
    if (on_path) fold_path(condition, rule, reader.sink());
    if (on_method) fold_method(condition, rule, reader.sink());
    if ((on_path && had_paths && rule.paths.empty()) || (on_method && rule.methods.empty())) {
      reader.sink().report<Code::rule_dead>(condition.at, "APISIX", on_path ? "no path of the rule has this value" : "the rule does not serve this method");
      rule.withheld = std::max(rule.withheld, model::Withheld::Omitted);
    }
    return true;
  };
  std::erase_if(rule.conditions, fold);
}

}  // namespace gw::apisix
