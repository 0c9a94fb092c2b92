/// Plans as GRPCRoute objects.
#pragma once

#include <string>
#include <vector>

#include "gateway/http_route.h"

namespace gw::gateway {

/// Writes the group, whose plans are all for gRPC, as one GRPCRoute or several and returns their names.
std::vector<std::string> write_grpc_route(const RouteGroup& group, const Settings& settings, const Gateways& gateways, Names& names,
                                          const Emit& emit, Sink& sink);

}  // namespace gw::gateway
