/// Gateway API objects that are already in the input: printed as they are, and their names kept free.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/http_route.h"
#include "gateway/plan.h"
#include "kube/bundle.h"

namespace gw {

bool is_gateway_api(std::string_view group);

/// Namespaces and names of the HTTPRoutes in the input, which no generated object may take.
std::vector<std::pair<std::string, std::string>> taken_names(const kube::Bundle& bundle);

/// Prints every Gateway API object with all of its values; reports those that bear the name of a generated GatewayClass
/// or Gateway (GW0103).
void pass_through(const kube::Bundle& bundle, const gateway::Settings& settings, const gateway::Emit& emit, Sink& sink);

}  // namespace gw
