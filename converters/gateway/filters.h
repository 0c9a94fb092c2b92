/// Filters of a rule: what the target can say of them, and how it is written.
#pragma once

#include <cstdint>
#include <vector>

#include "diag/sink.h"
#include "gateway/plan.h"
#include "yaml/value.h"

namespace gw::gateway {

/// Reports what the target cannot say (GW4003) and redirects that it sends with another status (GW2160). A rule whose
/// rewrite or redirect cannot be said is not printed, unless the risk is accepted.
void check_filters(Plan& plan, const Settings& settings, Sink& sink);

/// The filters of a printed rule, in a fixed order. `fit` takes out those that the target lacks.
std::vector<yaml::Value> filter_values(const Plan& plan, const Settings& settings);

/// The status to redirect with: `code`, or the nearest that the target has.
std::int64_t redirect_code(Target target, std::int64_t code);

}  // namespace gw::gateway
