/// `auth-url`: another server decides about each request. Its Service becomes an `externalAuth` filter, where the target has it.
#pragma once

#include <map>
#include <vector>

#include "model/filters.h"
#include "nginx/servers.h"

namespace gw::nginx {

/// Finds the Service behind the `auth-url` of each Ingress: one of the cluster, or the path of a host of the input. Where there
/// is none, or the target has no such filter, access fails closed (GW2121).
void settle_external_auth(std::vector<Settings>& settings, const std::vector<Server>& servers, std::map<const Settings*, model::Filters>& filters, Lowering& to);

}  // namespace gw::nginx
