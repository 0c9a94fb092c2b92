// HTTPRoutePolicy: what a rule demands of requests beyond a match, and its priority.
#include <algorithm>
#include <array>

#include "gateway/extensions/apisix/apisix.h"
#include "source/words.h"

namespace gw::gateway::apisix {
namespace {

using model::Condition;
using yaml::Value;

constexpr std::size_t kMostTargets = 16;

/// The variable of nginx or APISIX that holds the subject (2.2.0 api/v2/apisixroute_types.go:297-318).
std::string variable(const Condition& condition) {
  switch (condition.subject) {
    case Condition::Subject::Header: {
      std::string name = lower_case(condition.name);
      std::ranges::replace(name, '-', '_');
      return "http_" + name;
    }
    case Condition::Subject::Query: return "arg_" + condition.name;
    case Condition::Subject::Cookie: return "cookie_" + condition.name;
    case Condition::Subject::Path: return "uri";
    case Condition::Subject::Variable: return condition.name;
    case Condition::Subject::Body: return "post_arg." + condition.name;
    case Condition::Subject::ClientAddress: return "remote_addr";
  }
  return {};
}

/// An operator of lua-resty-expr, after `!` if `negated`.
struct Operator {
  std::string_view name;
  bool negated = false;
  bool takes_list = false;
};

Operator operator_of(const Condition& condition) {
  if (condition.subject == Condition::Subject::ClientAddress) return {"ipmatch", false, true};
  const bool one = condition.values.size() == 1;
  const std::string_view regex = condition.ignore_case ? "~*" : "~~";
  switch (condition.test) {
    case Condition::Test::Equal: return one ? Operator{"=="} : Operator{"in", false, true};
    case Condition::Test::NotEqual: return one ? Operator{"~="} : Operator{"in", true, true};
    case Condition::Test::Regex: return {regex};
    case Condition::Test::NotRegex: return {regex, true};
    case Condition::Test::Numeric: return {condition.comparison};
  }
  return {};
}

Value spec_of(const WrittenRoute& route, std::size_t begin) {
  const Plan& plan = *route.plan;
  Value spec = Value::map("spec", 3);
  Value& targets = spec.add(Value::list("targetRefs"));
  for (std::size_t i = begin; i < std::min(route.names.size(), begin + kMostTargets); ++i) {
    Value& target = targets.add(Value::map({}, 3));
    target.add(Value::string("group", "gateway.networking.k8s.io"));
    target.add(Value::string("kind", "HTTPRoute"));
    target.add(Value::string("name", route.names[i]));
  }
  // Without a priority the controllers would take 0 (2.2.0 internal/adc/translator/httproute.go:341), so it is always written.
  const auto& written = plan.ref.rule->priority;
  spec.add(Value::number("priority", plan.priority.value_or(0), written ? written->at : Origin{}));
  if (plan.kept.empty()) return spec;
  Value& vars = spec.add(Value::list("vars", plan.kept.size()));
  for (const Condition* condition : plan.kept) vars.add(expression(*condition));
  return spec;
}

}  // namespace

bool holds(const Condition&) { return true; }

Value expression(const Condition& condition) {
  const Operator op = operator_of(condition);
  Value out = Value::list({}, 4);
  out.at = condition.at;
  out.add(Value::string({}, variable(condition), condition.at));
  if (op.negated) out.add(Value::string({}, "!", condition.at));
  out.add(Value::string({}, std::string(op.name), condition.at));
  Value values = Value::list({}, condition.values.size());
  for (const std::string& value : condition.values) values.add(Value::string({}, value, condition.at));
  if (op.takes_list)
    out.add(std::move(values));
  else
    out.add(std::move(values.items.front()));
  return out;
}

void write_route_policies(const WrittenRoute& route, const Settings& settings, const Emit& emit) {
  for (std::size_t begin = 0; begin < route.names.size(); begin += kMostTargets) {
    const std::string& name = route.names[begin];  // no other HTTPRoute has it, so no other policy does
    const std::string& name_space = route.plan->ref.route->name_space;
    Value object = new_object("HTTPRoutePolicy", name, name_space, {}, route.plan->ref.rule->at, settings);
    object.items.back() = spec_of(route, begin);
    emit("HTTPRoutePolicy", name_space, name, std::move(object));
  }
}

}  // namespace gw::gateway::apisix
