/// Streams as TCPRoutes, UDPRoutes and TLSRoutes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "gateway/http_route.h"
#include "gateway/plan.h"
#include "model/route.h"

namespace gw::gateway {

/// A stream that can be written.
struct StreamPlan {
  const model::Stream* stream;
  std::string_view kind;  ///< "TCPRoute", "UDPRoute", "TLSRoute"; empty: only its listener is opened, so that nothing else takes its connections
  std::span<const model::Certificate> certificates;
  std::string name{};     ///< of the route
};

/// Those that the target has a route for, whose port is free and whose host has a certificate; the others are reported
/// (GW1508, GW1128). No route gets a name of `taken`.
std::vector<StreamPlan> plan_streams(const model::Model& model, const ObjectNames& taken, const Settings& settings, Sink& sink);

/// Writes the route of a plan that has a kind.
void write_stream(const StreamPlan& plan, const Settings& settings, const Gateways& gateways, const Emit& emit);

}  // namespace gw::gateway
