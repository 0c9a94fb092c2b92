/// How backends are spoken to: retries and sessions in the rule, TLS in BackendTLSPolicies.
#pragma once

#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "gateway/http_route.h"
#include "gateway/plan.h"
#include "yaml/value.h"

namespace gw::gateway {

/// Whether the target has the kind BackendTLSPolicy, and the implementation does not pass over it.
bool has_backend_tls(const Settings& settings);

/// A rule whose backends expect TLS is not printed where there is no BackendTLSPolicy (GW2130), if TLS is essential to it.
void check_backend_tls(Plan& plan, const Settings& settings, Sink& sink);

/// Says what becomes of retries (GW1313, GW2110) and sessions (GW1314, GW2112).
void report_upstream(const model::Upstream& upstream, std::string_view kind, const Settings& settings, Sink& sink);

/// Adds `retry` and `sessionPersistence` to a rule, if routes of this kind have them in the target.
void add_upstream(const model::Upstream& upstream, std::string_view kind, const Settings& settings, yaml::Value& rule);

/// One BackendTLSPolicy for each Service, or named port of one, that printed rules speak TLS to (GW2135). Other rules that
/// it concerns are reported (GW2136).
void write_backend_tls(const model::Model& model, const std::vector<Plan>& plans, const Gateways& gateways, const Settings& settings, const Emit& emit,
                       Sink& sink);

}  // namespace gw::gateway
