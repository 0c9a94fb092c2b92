/// Gateway API manifests as APISIX's controllers read them.
#pragma once

#include "verify/apisix/objects.h"
#include "verify/gateway/objects.h"

namespace gw::verify::apisix {

/// The result refers to `objects` and the bodies of `manifests`. `first_controllers`: 1.5 to 1.8, which read other things than 2.x.
Objects read_gateway(const kube::Bundle& manifests, const gateway::Objects& objects, bool first_controllers, Sink& sink);

}  // namespace gw::verify::apisix
