/// What is said about rules and classes beside their paths and conditions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "diag/sink.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// Rules without a backend (GW1303) and timeouts (GW1308, GW1312).
void report_backends_and_timeouts(const std::vector<Plan>& plans, const Settings& settings, Sink& sink);

/// Names a rule that is not printed, with what it serves in the source (GW1128): the reason is a finding of its own.
void report_not_printed(const Plan& plan, Sink& sink);

/// One note per ingress class (GW0107), and a warning if there are several (GW0108).
void report_classes(const model::Model& model, const Settings& settings, Sink& sink);

/// Hosts that lose their rank (GW1103) or a part of their names (GW1102).
void report_any_hosts(std::span<const RuleRef> rules, Sink& sink);
void report_suffix_hosts(std::span<const RuleRef> rules, const Index& index, Sink& sink);

/// A rule that stands on narrower hosts as well, as a route called `name` (GW1207).
void report_repeat(const Plan& plan, const std::string& name, Sink& sink);

}  // namespace gw::gateway
