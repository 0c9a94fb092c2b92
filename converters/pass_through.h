/// Gateway API objects that are already in the input: printed as they are, and their names kept free.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "convert.h"
#include "gateway/http_route.h"
#include "kube/bundle.h"

namespace gw {

bool is_gateway_api(std::string_view group);

/// The names of the Gateway API objects in the input, which no generated route may take.
gateway::ObjectNames taken_names(const kube::Bundle& bundle);

/// Prints every Gateway API object with all of its values, except those that bear the name of a generated object: a
/// GatewayClass or a Gateway. They are errors (GW0103). `generated` are the manifests so far.
void pass_through(const kube::Bundle& bundle, const std::vector<Manifest>& generated, const gateway::Emit& emit, Sink& sink);

}  // namespace gw
