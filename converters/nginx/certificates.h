/// Which certificate serves a host (controller.go, createServers and extractTLSSecretName).
#pragma once

#include <span>
#include <vector>

#include "nginx/servers.h"

namespace gw::nginx {

/// Gives servers their listeners, which are added to the model for Gateway `gateway`. The names in a certificate count as they
/// do for the controller; of Secrets that are not in the input, it is said what is assumed.
void find_certificates(std::vector<Server>& servers, std::string_view gateway, Lowering& to);

}  // namespace gw::nginx
