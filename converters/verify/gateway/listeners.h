/// Listeners of Gateways and listener sets: what they say, which of them conflict, and where clients reach them.
#pragma once

#include <map>
#include <vector>

#include "verify/gateway/grants.h"
#include "verify/gateway/objects.h"

namespace gw::verify::gateway {

/// Adds the listeners of a Gateway or listener set. `input` has the Secrets that they refer to.
void read_listeners(const kube::Object& object, const kube::Bundle& manifests, const kube::Bundle& input, const Grants& grants, Sink& sink, std::vector<Listener>& out);

/// Takes out the listeners that serve nobody: those that want the same port and host as others of their Gateway, or another
/// protocol there (spec/gateway-api §5.10). Of a Gateway's own and those of listener sets the first ones stay.
void take_out_conflicts(Objects& objects);

/// Where clients reach the listeners: `ports` has the port of a listener for each port that clients call.
void publish(const std::map<int, int>& ports, Objects& objects);

}  // namespace gw::verify::gateway
