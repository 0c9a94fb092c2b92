#include "gateway/extensions/apisix/apisix.h"

#include <array>

#include "gateway/infrastructure.h"

namespace gw::gateway {
namespace apisix {

using yaml::Value;

Value new_object(std::string_view kind, const std::string& name, std::string_view name_space, const model::Metadata& pairs, Origin at, const Settings& settings) {
  Value out = Value::map({}, 4);
  out.at = at;
  out.annotated = settings.annotate;
  out.add(Value::string("apiVersion", "apisix.apache.org/v1alpha1"));
  out.add(Value::string("kind", std::string(kind)));
  Value& metadata = out.add(Value::map("metadata", 3));
  metadata.add(Value::string("name", name));
  if (!name_space.empty()) metadata.add(Value::string("namespace", std::string(name_space)));
  add_metadata(pairs, metadata);
  out.add(Value::map("spec", 4));
  return out;
}

Value plugins_value(const std::vector<model::Plugin>& plugins) {
  Value out = Value::list("plugins", plugins.size());
  for (const model::Plugin& plugin : plugins) {
    Value& item = out.add(Value::map({}, 2));
    item.at = plugin.at;
    item.add(Value::string("name", plugin.name, plugin.at));
    item.add(plugin.config);
  }
  return out;
}

namespace {

constexpr auto kKinds =
    std::to_array<std::string_view>({"GatewayProxy", "Secret", "PluginConfig", "HTTPRoutePolicy", "L4RoutePolicy", "BackendTrafficPolicy", "Consumer"});

model::Keeps keeps(int series) {
  return {.product = "APISIX", .plugins = true, .service_settings = true, .health_checks = series >= 201, .port_settings = series >= 202,
          .stream_plugins = series >= 202};
}

void write_before(const model::Model& model, std::vector<Plan>& plans, const GatewayName& gateway, const Settings& settings, const Emit& emit,
                  Sink& sink) {
  write_gateway_proxy(model, plans, gateway, settings, emit, sink);
  write_plugin_configs(model, plans, settings, emit);
}

void write_after(const model::Model& model, const std::vector<Plan>& plans, const GatewayName& gateway, const Settings& settings,
                 const Emit& emit, Sink& sink) {
  write_traffic_policies(model, plans, settings, emit, sink);
  write_consumers(model, gateway, settings, emit);
}

}  // namespace
}  // namespace apisix

const Extensions kApisixExtensions = {
    apisix::kKinds, apisix::keeps, apisix::holds, apisix::settle, apisix::write_before, apisix::write_route_policies, apisix::write_stream_policy, apisix::write_after,
    {"apisix.apache.org", "PluginConfig", ""}, {"apisix.apache.org", "GatewayProxy", "apisix-config"},  // as the chart calls it
};

}  // namespace gw::gateway
