#include "gateway/conditions.h"

#include <algorithm>
#include <unordered_map>

#include "gateway/constraint.h"
#include "gateway/extensions/extensions.h"
#include "gateway/paths.h"
#include "model/regex.h"

namespace gw::gateway {
namespace {

using model::Condition;

std::string_view subject_word(Condition::Subject subject) {
  switch (subject) {
    case Condition::Subject::Header: return "header";
    case Condition::Subject::Query: return "query parameter";
    case Condition::Subject::Cookie: return "cookie";
    case Condition::Subject::Path: return "the path";
    case Condition::Subject::Variable: return "variable";
    case Condition::Subject::Body: return "body member";
    case Condition::Subject::ClientAddress: return "the client address";
  }
  return "";
}

/// The positive condition that holds exactly when `negative` does not, if the subject is there.
Condition complement(const Condition& negative) {
  Condition out = negative;
  out.test = negative.test == Condition::Test::NotEqual ? Condition::Test::Equal : Condition::Test::Regex;
  return out;
}

bool same(const Condition& a, const Condition& b) {
  return a.subject == b.subject && a.test == b.test && a.ignore_case == b.ignore_case && a.name == b.name &&
         a.comparison == b.comparison && a.values == b.values;
}

bool same_hosts_paths_methods(const model::Rule& a, const model::Rule& b) {
  const auto texts_equal = [](const auto& x, const auto& y) {
    return std::ranges::is_permutation(x, y, {}, &From<std::string>::value, &From<std::string>::value);
  };
  const auto path_in = [](const model::Path& path, const model::Rule& rule) {
    return std::ranges::any_of(rule.paths, [&](const model::Path& other) { return other.match == path.match; });
  };
  return texts_equal(a.hosts, b.hosts) && texts_equal(a.methods, b.methods) &&
         std::ranges::all_of(a.paths, [&](const model::Path& path) { return path_in(path, b); });
}

/// A sibling on the same hosts, paths and methods that demands the opposite of `negative` and otherwise the same: it is
/// more specific, so it takes the requests that `negative` keeps out.
const model::Rule* implied_by(const RuleRef& ref, const Condition& negative, const Index& index) {
  const model::Rule& rule = *ref.rule;
  if (rule.paths.empty()) return nullptr;
  const auto hosts = index.hosts_for(host_names(rule).front());
  if (hosts.empty()) return nullptr;
  constexpr std::size_t kSiblings = 64;  // enough for people; a longer list of rules with one path is a machine's
  const auto run = index.with_text(hosts.front(), rule.paths.front().match.text);
  for (const Index::Entry& entry : run.first(std::min(run.size(), kSiblings))) {
    const model::Rule& other = *index.ref(entry).rule;
    if (&other == &rule || other.withheld != model::Withheld::No || !same_hosts_paths_methods(rule, other)) continue;
    std::vector<Condition> wanted;
    for (const Condition& c : rule.conditions) wanted.push_back(&c == &negative ? complement(c) : c);
    if (std::ranges::is_permutation(wanted, other.conditions, same)) return &other;
  }
  return nullptr;
}

bool all_paths_are_root(const model::Rule& rule) {
  return !rule.paths.empty() && std::ranges::all_of(rule.paths, [](const model::Path& path) {
    return path.match == model::PathMatch{model::PathMatch::Kind::TextPrefix, "/"};
  });
}

/// Whether a kind of the implementation's own says the condition, from now on.
bool keep(Plan& plan, const Condition& condition, const Settings& settings) {
  if (!keeps_of(plan, settings).plugins || !extensions_of(settings)->holds(condition)) return false;
  plan.kept.push_back(&condition);
  return true;
}

void withhold(Plan& plan, const Condition& condition, Sink& sink) {
  sink.report<Code::condition_not_expressible>(condition.at, describe(condition));
  if (!sink.accepts(Code::condition_not_expressible)) plan.printed = false;
}

class Lowering {
 public:
  Lowering(Plan& plan, const Index& index, const Settings& settings, Sink& sink)
      : plan_(plan), rule_(*plan.ref.rule), index_(index), product_(plan.ref.route->product), settings_(settings), constraints_(settings.target), sink_(sink) {}

  void run() {
    if (!plan_.grpc)  // which is always a POST
      for (const From<std::string>& method : rule_.methods) plan_.methods.push_back(method.value);
    for (const Condition& condition : rule_.conditions) take(condition);
    constraints_.finish(plan_, product_, sink_);
  }

 private:
  void dead(const Condition& condition, std::string_view why) {
    sink_.report<Code::rule_dead>(condition.at, product_, why);
    plan_.printed = false;
    plan_.dead = true;
  }

  bool judge_regex(const Condition& condition) {
    const model::Judgement judgement = model::judge(condition.values.front());
    if (judgement.dialect == model::Dialect::Portable) return true;
    if (judgement.dialect == model::Dialect::Invalid) {  // APISIX: constant false, and its negation constant true
      if (condition.negative())
        sink_.report<Code::field_without_effect>(condition.at, condition.values.front(), "as a regular expression: " + judgement.reason);
      else
        dead(condition, "the regular expression is not valid: " + judgement.reason);
      return false;
    }
    if (keep(plan_, condition, settings_)) return false;
    sink_.report<Code::regex_dialect>(condition.at, condition.values.front(), judgement.reason);
    if (!sink_.accepts(Code::regex_dialect)) plan_.printed = false;
    return false;
  }

  void take(const Condition& condition) {
    const bool regex = condition.test == Condition::Test::Regex || condition.test == Condition::Test::NotRegex;
    if (regex && !judge_regex(condition)) return;
    if (condition.negative()) {
      if (keep(plan_, condition, settings_)) return;
      const model::Rule* sibling = implied_by(plan_.ref, condition, index_);
      if (sibling == nullptr) return refuse(condition);
      plan_.implied.emplace_back(&condition, sibling);
      return;
    }
    if (condition.test == Condition::Test::Numeric) return refuse(condition);
    if (condition.subject == Condition::Subject::Path) return take_path(condition);
    const bool matchable = condition.subject != Condition::Subject::Variable && condition.subject != Condition::Subject::Body &&
                           condition.subject != Condition::Subject::ClientAddress;
    if (!matchable || !constraints_.add(condition)) refuse(condition);
  }

  void refuse(const Condition& condition) {
    if (!keep(plan_, condition, settings_)) withhold(plan_, condition, sink_);
  }

  void take_path(const Condition& condition) {
    if (condition.test != Condition::Test::Regex || !all_paths_are_root(rule_) || !plan_.paths.empty())
      return refuse(condition);
    const std::string value = model::portable(condition.values.front(), condition.ignore_case);
    if (value.size() > http_limits(settings_.target).path_length) return refuse(condition);
    plan_.paths.push_back({PathType::RegularExpression, value, &rule_.paths.front()});
    sink_.report<Code::condition_becomes_regex>(condition.at, describe(condition), value);
  }

  Plan& plan_;
  const model::Rule& rule_;
  const Index& index_;
  std::string_view product_;
  const Settings& settings_;
  Constraints constraints_;
  Sink& sink_;
};

}  // namespace

std::string describe(const Condition& condition) {
  std::string out(subject_word(condition.subject));
  if (!condition.name.empty()) out += fmt::format(" `{}`", condition.name);
  switch (condition.test) {
    case Condition::Test::Equal: out += condition.values.size() == 1 ? " is " : " is one of "; break;
    case Condition::Test::NotEqual: out += condition.values.size() == 1 ? " is not " : " is none of "; break;
    case Condition::Test::Regex: out += " matches "; break;
    case Condition::Test::NotRegex: out += " does not match "; break;
    case Condition::Test::Numeric: out += " " + condition.comparison + " "; break;
  }
  if (condition.secret) return out + "`***`";
  constexpr std::size_t kShown = 5;
  for (std::size_t i = 0; i < condition.values.size() && i < kShown; ++i)
    out += fmt::format("{}`{}`", i == 0 ? "" : ", ", condition.values[i]);
  if (condition.values.size() > kShown) out += fmt::format(" and {} more", condition.values.size() - kShown);
  if (condition.ignore_case) out += " in either case";
  return out;
}

void lower_conditions(Plan& plan, const Index& index, const Settings& settings, Sink& sink) {
  Lowering(plan, index, settings, sink).run();
}

void settle_negations(std::vector<Plan>& plans, Sink& sink) {
  std::unordered_map<const model::Rule*, const Plan*> by_rule;
  for (const Plan& plan : plans)
    if (!plan.implied.empty())
      for (const auto& [condition, sibling] : plan.implied) by_rule.emplace(sibling, nullptr);
  for (const Plan& plan : plans)
    if (const auto found = by_rule.find(plan.ref.rule); found != by_rule.end()) found->second = &plan;
  const auto holds = [&](const Plan& plan, const model::Rule* sibling) {
    const Plan& other = *by_rule.at(sibling);
    return other.printed && !other.denies && other.specificity() > plan.specificity();
  };
  for (bool changed = true; changed;) {  // a rule that is refused cannot imply anything for another one
    changed = false;
    for (Plan& plan : plans) {
      std::erase_if(plan.implied, [&](const auto& entry) {
        if (holds(plan, entry.second)) return false;
        withhold(plan, *entry.first, sink);
        changed = true;
        return true;
      });
    }
  }
  for (const Plan& plan : plans)
    for (const auto& [condition, sibling] : plan.implied)
      sink.report<Code::negation_by_sibling>(condition->at, describe(*condition), sibling->name);
}

}  // namespace gw::gateway
