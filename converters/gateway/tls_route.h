/// TLSRoutes: connections that go through to a backend undecrypted, chosen by the host that the client names.
#pragma once

#include <string>

#include "gateway/gateways.h"
#include "gateway/groups.h"

namespace gw::gateway {

/// Writes the group as one TLSRoute and returns its name.
std::string write_tls_route(const RouteGroup& group, const Settings& settings, const Gateways& gateways, const Emit& emit);

}  // namespace gw::gateway
