/// Which rules become one HTTPRoute.
#pragma once

#include <span>
#include <vector>

#include "gateway/http_route.h"
#include "gateway/names.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// The plans of one source object or host in groups: one per rule, per set of hosts, or all of them. Rules of one HTTPRoute
/// that tie are tried in their order.
std::vector<RouteGroup> make_groups(std::span<const Plan> plans, const Settings& settings, const Names& names);

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

}  // namespace gw::gateway
