/// Labels and annotations of Ingresses that others read: what goes along to routes and Gateways.
#pragma once

#include <span>
#include <string>

#include "nginx/servers.h"

namespace gw::nginx {

/// Copies the labels and the annotations of no controller from the members of `server` in the route's namespace.
void carry_to_route(const Server& server, model::Route& route, Sink& sink);

/// Moves annotations that are read from the Gateway, where all Ingresses agree (GW2024), and reports the others (GW2025)
/// and those of other controllers (GW2023).
void carry_to_gateway(std::span<const Settings> settings, const std::string& gateway, Lowering& to);

}  // namespace gw::nginx
