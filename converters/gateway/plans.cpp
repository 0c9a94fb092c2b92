#include "gateway/plans.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

#include "gateway/conditions.h"
#include "gateway/filters.h"
#include "gateway/grants.h"
#include "gateway/grpc_call.h"
#include "gateway/paths.h"
#include "gateway/precedence.h"
#include "gateway/upstream.h"

namespace gw::gateway {
namespace {

std::vector<RuleRef> rules_of(const model::Model& model, model::Order which) {
  std::vector<RuleRef> out;
  for (const model::Route& route : model.routes)
    if (route.order == which)
      for (const model::Rule& rule : route.rules) out.push_back({&route, &rule});
  return out;
}

/// A guarded rule is printed without its backends: its requests are refused instead of being left to another rule, which
/// is perhaps open to everybody. Where its conditions cannot be expressed, it rather refuses too much than too little.
void deny(Plan& plan) {
  plan.denies = true;
  plan.kept.clear();
  if (plan.printed) return;
  plan.printed = true;
  plan.headers.clear();
  plan.query.clear();
  plan.implied.clear();
}

/// Only a prefix can have its prefix replaced; a rule that also serves other paths would send them on as they are.
void check_replaced_prefix(Plan& plan, Sink& sink) {
  const model::Rule& rule = *plan.ref.rule;
  if (!plan.printed || plan.denies || !replaces_prefix(rule)) return;
  const auto other = std::ranges::find_if(plan.paths, [](const PathOut& path) { return path.type != PathType::PathPrefix; });
  if (other == plan.paths.end()) return;
  const Origin at = other->from == nullptr ? rule.at : other->from->at;
  sink.report<Code::path_not_expressible>(at, other->from == nullptr ? other->value : other->from->written, "the rule replaces the prefix of its paths, and this one becomes none");
  if (rule.filters->external_auth) deny(plan);  // no other rule may take what it guards
  else plan.printed = false;
}

void make_plan(Plan& plan, const Index& index, const Settings& settings, Sink& sink) {
  const model::Withheld withheld = plan.ref.rule->withheld;
  lower_conditions(plan, index, settings, sink);
  Sink unheard;  // what its paths become matters only if they are printed with their backends
  lower_paths(plan, index, settings, plan.printed && withheld == model::Withheld::No ? sink : unheard);
  const bool guards_lost = plan.ref.rule->guards_kept && (withheld != model::Withheld::No || !plan.printed);
  if ((withheld >= model::Withheld::Guarded || guards_lost) && !plan.dead)
    deny(plan);
  else if (withheld != model::Withheld::No)
    plan.printed = false;
  if (plan.paths.empty()) plan.printed = false;
  if (plan.grpc && plan.printed && !plan.denies && !serves_post(*plan.ref.rule)) {
    if (plan.ref.rule->guards_kept) {  // no other rule may take what it guards
      deny(plan);
    } else {
      plan.printed = false;
      plan.dead = true;
    }
  }
  check_replaced_prefix(plan, sink);
  check_filters(plan, settings, sink);
  check_backend_tls(plan, settings, sink);
  check_reach(plan, settings, sink);
  const std::size_t most = http_limits(settings.target).backend_refs;
  if (const std::size_t count = plan.ref.rule->backends.size(); count > most) {
    sink.report<Code::too_many_backends>(plan.ref.rule->at, count, most);
    plan.printed = false;
  }
}

}  // namespace

Part::Part(const model::Model& model, model::Order which, const GrpcRules& grpc) : rules(rules_of(model, which)), index(rules) {
  plans.reserve(rules.size());
  for (const RuleRef& ref : rules) {
    Plan& plan = plans.emplace_back();
    plan.ref = ref;
    plan.grpc = grpc.contains(ref.rule);
  }
}

void make_plans(Part& part, const Settings& settings, Sink& sink) {
  for (Plan& plan : part.plans) plan.methods_count = prefers_methods(settings.target);
  if (!part.rules.empty() && part.rules.front().route->order == model::Order::ByRank) find_shadowed(part.plans, part.index, sink);
  for (Plan& plan : part.plans) make_plan(plan, part.index, settings, sink);
  settle_negations(part.plans, sink);
}

std::vector<Plan> joined(std::vector<Plan> a, std::vector<Plan> b, std::vector<Plan> c) {
  if (b.empty() && c.empty()) return a;
  if (a.empty() && c.empty()) return b;
  std::vector<Plan> out;
  out.reserve(a.size() + b.size() + c.size());
  std::array<std::span<Plan>, 3> rest{a, b, c};
  const auto next_route = [](std::span<Plan> plans) { return plans.empty() ? nullptr : plans.front().ref.route; };
  const auto sooner = [](const model::Route* x, const model::Route* y) { return x != nullptr && (y == nullptr || std::less{}(x, y)); };
  while (out.size() < out.capacity()) {
    std::span<Plan>& from = *std::ranges::min_element(rest, sooner, next_route);
    out.push_back(std::move(from.front()));
    from = from.subspan(1);
  }
  return out;
}

}  // namespace gw::gateway
