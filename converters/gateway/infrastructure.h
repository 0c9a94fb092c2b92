/// GatewayClass and Gateway: what operators own.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "gateway/http_route.h"

namespace gw::gateway {

/// The namespace of the Gateway: the one that the user names, that of the routes if they share one, else `default`.
std::string gateway_namespace(const Settings& settings, const std::set<std::string_view>& route_namespaces);

/// Writes both objects. The listener admits routes from exactly `route_namespaces`.
void write_infrastructure(const Settings& settings, std::string_view name_space,
                          const std::set<std::string_view>& route_namespaces, const Emit& emit);

}  // namespace gw::gateway
