// GatewayProxy: how the controllers reach APISIX, and the plugins that run for every request.
#include "gateway/extensions/apisix/apisix.h"
#include "gateway/names.h"

namespace gw::gateway::apisix {
namespace {

using yaml::Value;

constexpr std::string_view kKeyInSecret = "admin-key";

Value provider_value(const model::ControlPlane& from, const std::string& secret) {
  Value out = Value::map("provider", 2);
  out.at = from.at;
  out.add(Value::string("type", "ControlPlane"));
  Value& control_plane = out.add(Value::map("controlPlane", 2));
  control_plane.add(Value::list("endpoints", 1)).add(Value::string({}, from.endpoint, from.at));
  Value& auth = control_plane.add(Value::map("auth", 2));
  auth.add(Value::string("type", "AdminKey"));
  Value& reference = auth.add(Value::map("adminKey", 1)).add(Value::map("valueFrom", 1)).add(Value::map("secretKeyRef", 2));
  reference.add(Value::string("name", secret));
  reference.add(Value::string("key", std::string(kKeyInSecret)));
  return out;
}

/// Plugins behind those that are there already.
void add_plugins(const std::vector<model::GatewaySettings::Added>& added, Value& spec) {
  if (added.empty()) return;
  auto list = std::ranges::find(spec.items, "plugins", &Value::key);
  if (list == spec.items.end()) {
    spec.add(Value::list("plugins", added.size()));
    list = std::prev(spec.items.end());
  }
  for (const auto& [plugin, owner] : added) {
    Value& item = list->add(Value::map({}, 3));
    item.at = plugin.at;
    item.add(Value::string("name", plugin.name, plugin.at));
    item.add({.kind = Value::Kind::Bool, .key = "enabled", .text = "true"});
    item.add(plugin.config);
  }
}

/// The key of the Admin API, where no report shows it.
void write_key(const model::ControlPlane& from, std::string_view proxy, const std::string& name, std::string_view name_space, const Emit& emit, Sink& sink) {
  if (from.key.empty()) {
    sink.report<Code::admin_key_missing>(from.at, proxy, name, kKeyInSecret);
    return;
  }
  sink.report<Code::admin_key_printed>(from.key_at, name);
  Value out = Value::map({}, 4);
  out.at = from.key_at;
  out.add(Value::string("apiVersion", "v1"));
  out.add(Value::string("kind", "Secret"));
  Value& metadata = out.add(Value::map("metadata", 2));
  metadata.add(Value::string("name", name));
  if (!name_space.empty()) metadata.add(Value::string("namespace", std::string(name_space)));
  out.add(Value::map("stringData", 1)).add(Value::string(kKeyInSecret, from.key, from.key_at));
  emit("Secret", name_space, name, std::move(out));
}

/// Plugins of a GatewayProxy run for all that the same APISIX serves.
void report_other_routes(const model::GatewaySettings& from, std::string_view proxy, const std::vector<Plan>& plans, const Settings& settings, Sink& sink) {
  if (from.plugins.empty()) return;
  const std::string_view product = keeps_of(settings).product;
  const auto other = std::ranges::find_if(plans, [&](const Plan& plan) { return plan.printed && plan.ref.route->product != product; });
  if (other != plans.end()) sink.report<Code::global_plugins_for_others>(from.plugins.front().plugin.at, proxy, other->ref.route->product);
}

}  // namespace

void write_gateway_proxy(const model::Model& model, const std::vector<Plan>& plans, const GatewayName& gateway, const Settings& settings,
                         const Emit& emit, Sink& sink) {
  if (!model.gateway_settings || !model.gateway_settings->printed) return;
  const model::GatewaySettings& from = *model.gateway_settings;
  const std::string name(parameters_name(&model, settings));
  const std::string_view name_space = from.name.empty() ? gateway.name_space : std::string_view(from.name_space);
  Value object = new_object("GatewayProxy", name, name_space, from.metadata, from.at, settings);
  Value& spec = object.items.back();
  if (from.name.empty()) {
    const std::string secret = dns_name(name + "-admin-key");
    sink.report<Code::control_plane_kept>(from.control_plane.at, from.control_plane.endpoint, name);
    write_key(from.control_plane, name, secret, name_space, emit, sink);
    spec.add(provider_value(from.control_plane, secret));
  } else {
    for (const Value& member : from.spec.items) spec.add(member);
  }
  add_plugins(from.plugins, spec);
  report_other_routes(from, name, plans, settings, sink);
  emit("GatewayProxy", name_space, name, std::move(object));
}

}  // namespace gw::gateway::apisix
