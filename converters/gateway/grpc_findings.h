/// What is said about rules whose backends speak gRPC.
#pragma once

#include <vector>

#include "diag/sink.h"
#include "gateway/grpc_choice.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// A rule that becomes one of a GRPCRoute (GW1320), without its methods (GW1321) or not at all for want of POST (GW1322);
/// why others stay HTTPRoutes (GW1323), and what their backends need then (GW2131, GW1324).
void report_grpc(const std::vector<Plan>& plans, const Index& index, const GrpcChoice& choice, const Settings& settings, Sink& sink);

}  // namespace gw::gateway
