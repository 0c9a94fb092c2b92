/// The kinds of apisix.apache.org/v1alpha1, which the APISIX ingress controllers 2.x read beside the Gateway API.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/extensions/extensions.h"
#include "gateway/streams.h"
#include "yaml/value.h"

namespace gw::gateway::apisix {

/// An object of these kinds with an empty `spec` as its last member.
yaml::Value new_object(std::string_view kind, const std::string& name, std::string_view name_space, const model::Metadata& metadata, Origin at,
                       const Settings& settings);

/// A list of plugins as PluginConfig and Consumer hold it.
yaml::Value plugins_value(const std::vector<model::Plugin>& plugins);

/// Whether lua-resty-expr can say a condition.
bool holds(const model::Condition& condition);
/// The same as an item of `vars`. Every scalar is a string: the controllers drop others (2.2.0 api/adc/types.go:793).
yaml::Value expression(const model::Condition& condition);

void settle(std::vector<Plan>& plans, const Index& index);

/// The GatewayProxy that the Gateway refers to, and the Secret with its key, if there is something to say in them.
void write_gateway_proxy(const model::Model& model, const std::vector<Plan>& plans, const GatewayName& gateway, const Settings& settings,
                         const Emit& emit, Sink& sink);
/// PluginConfigs, and the references to them.
void write_plugin_configs(const model::Model& model, std::vector<Plan>& plans, const Settings& settings, const Emit& emit);
/// HTTPRoutePolicies: conditions and priorities of rules.
void write_route_policies(const WrittenRoute& route, const Settings& settings, const Emit& emit);
/// L4RoutePolicies: plugins of streams.
void write_stream_policy(const StreamPlan& stream, const Settings& settings, const Emit& emit);
/// BackendTrafficPolicies: settings and time limits of Services.
void write_traffic_policies(const model::Model& model, const std::vector<Plan>& plans, const Settings& settings, const Emit& emit, Sink& sink);
void write_consumers(const model::Model& model, const GatewayName& gateway, const Settings& settings, const Emit& emit);

}  // namespace gw::gateway::apisix
