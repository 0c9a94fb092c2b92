#include "gateway/lower.h"

#include <algorithm>
#include <map>
#include <set>

#include "gateway/conditions.h"
#include "gateway/fall_through.h"
#include "gateway/infrastructure.h"
#include "gateway/paths.h"
#include "gateway/precedence.h"
#include "gateway/rule_value.h"
#include "source/words.h"

namespace gw::gateway {
namespace {

constexpr std::string_view kTimeout = "spec.rules[].timeouts.backendRequest";

std::vector<RuleRef> all_rules(const model::Model& model) {
  std::vector<RuleRef> out;
  for (const model::Route& route : model.routes)
    for (const model::Rule& rule : route.rules) out.push_back({&route, &rule});
  return out;
}

/// A guarded rule is printed without its backends: its requests are refused instead of being left to another rule, which
/// is perhaps open to everybody. Where its conditions cannot be expressed, it rather refuses too much than too little.
void deny(Plan& plan) {
  plan.denies = true;
  if (plan.printed) return;
  plan.printed = true;
  plan.headers.clear();
  plan.query.clear();
  plan.implied.clear();
}

std::vector<Plan> make_plans(const std::vector<RuleRef>& rules, const Index& index, const Settings& settings, Sink& sink) {
  std::vector<Plan> plans;
  plans.reserve(rules.size());
  for (const RuleRef& ref : rules) plans.emplace_back().ref = ref;
  find_shadowed(plans, index, sink);
  const std::size_t most_backends = http_limits(settings.target).backend_refs;
  for (Plan& plan : plans) {
    const model::Withheld withheld = plan.ref.rule->withheld;
    lower_conditions(plan, index, settings, sink);
    Sink unheard;  // what its paths become matters only if they are printed with their backends
    lower_paths(plan, index, settings, plan.printed && withheld == model::Withheld::No ? sink : unheard);
    if (withheld == model::Withheld::Guarded && !plan.dead)
      deny(plan);
    else if (withheld != model::Withheld::No)
      plan.printed = false;
    if (plan.paths.empty()) plan.printed = false;
    if (const std::size_t count = plan.ref.rule->backends.size(); count > most_backends) {
      sink.report<Code::too_many_backends>(plan.ref.rule->at, count, most_backends);
      plan.printed = false;
    }
  }
  settle_negations(plans, sink);
  return plans;
}

void report_backends_and_timeouts(const std::vector<Plan>& plans, const Settings& settings, Sink& sink) {
  for (const Plan& plan : plans) {
    const model::Rule& rule = *plan.ref.rule;
    if (plan.printed && !plan.denies && rule.backends.empty())
      sink.report<Code::no_backend>(rule.at, plan.ref.route->product, prefers_exact(settings.target) ? "500" : "404 or 500");
    if (!rule.timeouts) continue;
    const model::Timeouts& t = rule.timeouts->value;
    if (settings.approximate_timeouts && !has_field(settings.target, "HTTPRoute", kTimeout)) continue;  // GW4001 follows
    if (settings.approximate_timeouts)
      sink.report<Code::timeout_approximated>(rule.timeouts->at, t.written, duration(t.read_milliseconds));
    else
      sink.report<Code::timeout_not_converted>(rule.timeouts->at, t.written).available =
          first_available("HTTPRoute", kTimeout);
  }
}

/// Names every rule that is not printed, with what it serves in the source: the reason is a finding of its own.
void report_not_printed(const Plan& plan, Sink& sink) {
  const model::Rule& rule = *plan.ref.rule;
  std::string serves = "no path";
  const std::size_t count = rule.paths.size() * std::max<std::size_t>(rule.hosts.size(), 1);
  if (count > 0)
    serves = fmt::format("`{}{}`", rule.hosts.empty() ? "" : rule.hosts.front().value, rule.paths.front().written);
  if (count > 1) serves += fmt::format(" and {} more", count - 1);
  sink.report<Code::rule_not_printed>(rule.at, rule.name.empty() ? plan.ref.route->name : rule.name,
                                      serves + " to " + describe_backends(*plan.ref.route, rule),
                                      plan.denies ? "; its requests are refused, so that no open rule takes them" : "");
}

/// One note per ingress class, and a warning if there are several: they shared nothing before, and share a Gateway now.
void report_classes(const model::Model& model, const Settings& settings, Sink& sink) {
  std::map<std::string, std::pair<std::size_t, Origin>> classes;
  for (const model::Route& route : model.routes) {
    if (route.ingress_class.empty()) continue;
    auto& [count, first] = classes.try_emplace(route.ingress_class, 0, route.at).first->second;
    ++count;
  }
  std::string names;
  for (const auto& [name, seen] : classes) {
    sink.report<Code::class_becomes_gateway>(Origin{}, name, plural(seen.first, "object") + (seen.first == 1 ? " is" : " are"), settings.gateway);
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", name);
  }
  if (classes.size() > 1) sink.report<Code::several_classes>(Origin{}, classes.size(), names, settings.gateway);
}

/// Where `*` was written next to rules without hosts, it ranked above them; without hostnames nothing does.
void report_any_hosts(const std::vector<RuleRef>& rules, Sink& sink) {
  const auto hostless = [](const RuleRef& ref) { return ref.rule->hosts.empty() && !ref.rule->any_host_written; };
  if (std::ranges::none_of(rules, hostless)) return;
  for (const RuleRef& ref : rules)
    if (ref.rule->any_host_written) sink.report<Code::host_any_loses_rank>(ref.rule->at);
}

/// A hostname has whole labels: `*foo.com` loses `barfoo.com`, which perhaps another rule serves from now on.
void report_suffix_hosts(const std::vector<RuleRef>& rules, const Index& index, Sink& sink) {
  for (const RuleRef& ref : rules) {
    for (const From<model::SuffixHost>& suffix : ref.rule->suffix_hosts) {
      const std::string& name = suffix.value.name;
      const std::string lost = "bar" + name;
      Finding& finding = sink.report<Code::host_suffix_narrowed>(suffix.at, suffix.value.written, name, "*." + name, lost);
      if (ref.rule->paths.empty()) continue;
      Request request{.host = lost, .path = sample_path(ref.rule->paths.front().match)};
      if (!meet(*ref.rule, request)) continue;
      const RuleRef* after = index.winner(request);
      finding.witness = Witness{describe(request), describe_backends(*ref.route, *ref.rule),
                                after ? describe_backends(*after->route, *after->rule) : "404"};
    }
  }
}

std::vector<std::string_view> hosts_of(const Plan& plan) {
  if (!plan.hosts.empty()) return {plan.hosts.begin(), plan.hosts.end()};
  std::vector<std::string_view> out;
  out.reserve(plan.ref.rule->hosts.size());
  for (const From<std::string>& host : plan.ref.rule->hosts) out.emplace_back(host.value);
  return out;
}

/// The plans of one source object in groups: one per rule, or per set of hosts. Rules of one HTTPRoute that tie are tried
/// in their order, hence the sorting.
std::vector<RouteGroup> make_groups(std::span<const Plan> plans, const Settings& settings, const Names& names) {
  std::vector<RouteGroup> groups;
  std::map<std::vector<std::string_view>, std::size_t> by_hosts;
  for (const Plan& plan : plans) {
    if (!plan.printed) continue;
    std::vector<std::string_view> hosts = hosts_of(plan);
    if (settings.route_per_resource) {
      const auto [same, fresh] = by_hosts.try_emplace(hosts, groups.size());
      if (!fresh) {
        groups[same->second].plans.push_back(&plan);
        continue;
      }
    }
    const model::Route& route = *plan.ref.route;
    std::string name = names.wanted(route, *plan.ref.rule);
    if (settings.route_per_resource) name = groups.empty() ? route.name : fmt::format("{}-{}", route.name, groups.size() + 1);
    if (!plan.hosts.empty()) name += "-hosts";
    groups.push_back({{&plan}, std::move(hosts), std::move(name)});
  }
  const auto priority = [](const Plan* plan) { return plan->ref.rule->priority ? plan->ref.rule->priority->value : 0; };
  for (RouteGroup& group : groups) std::ranges::stable_sort(group.plans, std::ranges::greater{}, priority);
  return groups;
}

/// Calls `visit` with the groups of one source object after the other, so that only one object's are in memory.
template <class Visit>
void for_each_group(std::span<const Plan> plans, const Settings& settings, const Names& names, Visit visit) {
  while (!plans.empty()) {
    const auto end = std::ranges::find_if(plans, [&](const Plan& plan) { return plan.ref.route != plans.front().ref.route; });
    const auto count = static_cast<std::size_t>(end - plans.begin());
    for (const RouteGroup& group : make_groups(plans.first(count), settings, names)) visit(group);
    plans = plans.subspan(count);
  }
}

void report_repeat(const Plan& plan, const std::string& name, Sink& sink) {
  std::string hosts;
  constexpr std::size_t kShown = 3;
  for (std::size_t i = 0; i < std::min(plan.hosts.size(), kShown); ++i)
    hosts += fmt::format("{}`{}`", i == 0 ? "" : ", ", plan.hosts[i]);
  if (plan.hosts.size() > kShown) hosts += fmt::format(" and {} more hosts", plan.hosts.size() - kShown);
  sink.report<Code::host_fall_through_copied>(plan.ref.rule->at, hosts, name);
}

}  // namespace

Summary lower(const model::Model& model, const Settings& settings, const std::vector<std::pair<std::string, std::string>>& taken,
              const Emit& emit, Sink& sink) {
  const std::vector<RuleRef> rules = all_rules(model);
  const Index index(rules);
  const std::vector<Plan> plans = make_plans(rules, index, settings, sink);
  check_precedence(plans, index, settings, sink);
  report_any_hosts(rules, sink);
  report_suffix_hosts(rules, index, sink);
  report_backends_and_timeouts(plans, settings, sink);
  report_classes(model, settings, sink);
  const std::vector<Plan> repeats = repeat_on_narrower_hosts(plans, index, settings, sink);

  Names names(model.routes);
  for (const auto& [name_space, name] : taken) names.take(name_space, name);
  std::set<std::string_view> name_spaces;
  Summary summary{rules.size(), 0};
  for (const Plan& plan : plans) {
    if (plan.printed) name_spaces.insert(plan.ref.route->name_space);
    if (plan.printed && !plan.denies) continue;
    ++summary.not_printed;
    report_not_printed(plan, sink);
  }
  if (name_spaces.empty()) return summary;
  const std::string name_space = gateway_namespace(settings, name_spaces);
  write_infrastructure(settings, name_space, name_spaces, emit);
  const auto write = [&](const RouteGroup& group) { return write_http_route(group, settings, name_space, names, emit, sink); };
  for_each_group(plans, settings, names, write);
  for_each_group(repeats, settings, names, [&](const RouteGroup& group) { report_repeat(*group.plans.front(), write(group), sink); });
  return summary;
}

}  // namespace gw::gateway
