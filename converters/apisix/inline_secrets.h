/// Settings of plugins that stand in Secrets, written into the plugins: --inline-secrets.
#pragma once

#include "diag/sink.h"
#include "kube/bundle.h"
#include "yaml/nodes.h"

namespace gw::apisix {

/// Gives every object of APISIX that takes settings from Secrets of the bundle, through `secretRef` of a plugin or of a way to
/// authenticate that a Consumer cannot, a body that has them itself. What says `secretRef` keeps its place, and stays as it is
/// if the Secret is not there, has nothing, cannot be read, or has keys that exclude each other. `version`: of the controllers, 108 is 1.8 and 0 the newest. The bodies live as long as `nodes`.
void inline_secrets(kube::Bundle& bundle, int version, yaml::Nodes& nodes, Sink& sink);

}  // namespace gw::apisix
