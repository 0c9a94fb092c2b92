/// Rules that refuse their requests, with implementations that do not refuse them.
#pragma once

#include <vector>

#include "diag/sink.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// Where the implementation passes over a rule without a backend, its requests would go to a rule that is perhaps open to
/// everybody: then no rule of the same hosts is printed (GW4204), in `plans` or `repeats`.
void withhold_beside_lost_refusals(std::vector<Plan>& plans, std::vector<Plan>& repeats, const Settings& settings, Sink& sink);

}  // namespace gw::gateway
