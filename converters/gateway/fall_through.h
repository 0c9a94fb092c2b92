/// Rules of a wider host that also serve a narrower one: APISIX tries the next host when no rule of the best one matches,
/// while most implementations of the Gateway API look at the best host only.
#pragma once

#include <vector>

#include "diag/sink.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// Plans that repeat rules on the narrower hosts which they still serve, in the order of the rules; reports them (GW1207)
/// and what cannot be repeated without taking requests from the narrower host's own rules (GW1206).
std::vector<Plan> repeat_on_narrower_hosts(std::vector<Plan>& plans, const Index& index, const Settings& settings,
                                           Sink& sink);

}  // namespace gw::gateway
