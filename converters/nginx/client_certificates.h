/// What restricts access to a whole host: `auth-tls-secret` and `server-snippet`.
#pragma once

#include <map>
#include <vector>

#include "model/filters.h"
#include "nginx/servers.h"

namespace gw::nginx {

/// Guards hosts, or notes whose certificates they demand if the target can. Headers that nginx would set from a certificate are
/// removed from requests, so that nobody can forge them.
void guard_hosts(std::vector<Server>& servers, std::map<const Settings*, model::Filters>& filters, Lowering& to);

/// Puts the demand to the listeners of the hosts, once these are known. A host without one of its own stays closed.
void demand_certificates(std::vector<Server>& servers, Lowering& to);

}  // namespace gw::nginx
