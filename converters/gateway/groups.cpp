#include "gateway/groups.h"

#include <algorithm>
#include <map>

namespace gw::gateway {
namespace {

std::vector<std::string_view> hosts_of(const Plan& plan) {
  if (!plan.hosts.empty()) return {plan.hosts.begin(), plan.hosts.end()};
  std::vector<std::string_view> out;
  out.reserve(plan.ref.rule->hosts.size());
  for (const From<std::string>& host : plan.ref.rule->hosts) out.emplace_back(host.value);
  return out;
}

/// The dialect has put the rules into the order in which they are tried.
std::vector<RouteGroup> one_group(std::span<const Plan> plans, const Names& names) {
  RouteGroup group;
  for (const Plan& plan : plans)
    if (plan.printed) group.plans.push_back(&plan);
  if (group.plans.empty()) return {};
  group.hosts = hosts_of(*group.plans.front());
  group.name = names.wanted(*plans.front().ref.route);
  return {std::move(group)};
}

}  // namespace

std::vector<RouteGroup> make_groups(std::span<const Plan> plans, const Settings& settings, const Names& names) {
  if (plans.front().ref.route->order != model::Order::ByRank) return one_group(plans, names);
  const bool joined = settings.route_per_resource || plans.front().ref.route->joined;
  std::vector<RouteGroup> groups;
  std::map<std::vector<std::string_view>, std::size_t> by_hosts;
  for (const Plan& plan : plans) {
    if (!plan.printed) continue;
    std::vector<std::string_view> hosts = hosts_of(plan);
    if (joined && !plan.stands_alone()) {
      const auto [same, fresh] = by_hosts.try_emplace(hosts, groups.size());
      if (!fresh) {
        groups[same->second].plans.push_back(&plan);
        continue;
      }
    }
    const model::Route& route = *plan.ref.route;
    std::string name = names.wanted(route, *plan.ref.rule);
    if (joined) name = groups.empty() ? route.name : fmt::format("{}-{}", route.name, groups.size() + 1);
    if (!plan.hosts.empty()) name += "-hosts";
    groups.push_back({{&plan}, std::move(hosts), std::move(name)});
  }
  const auto priority = [](const Plan* plan) { return plan->ref.rule->priority ? plan->ref.rule->priority->value : 0; };
  for (RouteGroup& group : groups) std::ranges::stable_sort(group.plans, std::ranges::greater{}, priority);
  return groups;
}

}  // namespace gw::gateway
