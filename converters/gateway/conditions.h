/// Conditions of a rule as header and query matches, as far as these can say them.
#pragma once

#include "diag/sink.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// Fills in the plan's methods, headers and query parameters. A condition that cannot be expressed is reported (GW1120,
/// GW1122) and keeps the plan from being printed, unless its risk is accepted: then the rule does without it.
void lower_conditions(Plan& plan, const Index& index, const Settings& settings, Sink& sink);

/// Decides about the negative conditions that siblings seem to imply: a sibling does only if it is printed and more
/// specific. The others are refused. Call when every plan is otherwise complete.
void settle_negations(std::vector<Plan>& plans, Sink& sink);

/// "header `X-Env` is not `test`": for messages.
std::string describe(const model::Condition& condition);

}  // namespace gw::gateway
