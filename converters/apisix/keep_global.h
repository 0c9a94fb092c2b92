/// What runs for every request, and where APISIX is configured: carried over in a GatewayProxy, if there is one to print.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dialects.h"
#include "kube/object.h"
#include "model/native.h"
#include "yaml/view.h"

namespace gw::apisix {

/// Whether a GatewayProxy takes what runs for every request.
bool has_gateway_proxy(const Lowering& to);
/// Its name; if there is none, the one that the Gateway refers to.
std::string_view gateway_proxy_name(const Lowering& to);

/// Adds a plugin to the GatewayProxy, unless it is there. One that has another configuration there is left out and reported
/// (GW1521). Returns whether that opens something and its risk was not accepted.
bool add_global_plugin(model::Plugin plugin, const kube::Object& owner, Lowering& to);

/// What to do about plugins that no GatewayProxy takes: text that can be pasted, without credentials. Empty if there are
/// none, the target reads no GatewayProxy, or the user wants none in the output.
std::string how_to_add(std::span<const model::Plugin> plugins, const Lowering& to);

/// Says that labels and annotations, which no object of the output gets, have no effect, and `why`; reads the ingress class.
void report_metadata(const kube::Object& object, std::string_view why, Lowering& to);

/// Withholds every rule: what guards all of them is not in the output.
void withhold_all(model::Model& model);

/// Reports an ApisixGlobalRule or a GatewayProxy that is not carried over, with its plugins. `help`: what to do, if not the usual.
void report_global_plugins(const kube::Object& object, std::string_view help, Lowering& to);

}  // namespace gw::apisix
