#include "gateway/infrastructure.h"

#include "gateway/rule_value.h"

namespace gw::gateway {
namespace {

using yaml::Value;

Value object(const Settings& settings, std::string_view kind, const std::string& name, std::string_view name_space) {
  Value out = Value::map();
  out.add(Value::string("apiVersion", "gateway.networking.k8s.io/" + api_version(settings, kind)));
  out.add(Value::string("kind", std::string(kind)));
  Value metadata = Value::map("metadata");
  metadata.add(Value::string("name", name));
  if (!name_space.empty()) metadata.add(Value::string("namespace", std::string(name_space)));
  out.add(std::move(metadata));
  return out;
}

/// `kubernetes.io/metadata.name` is a label that the API server gives to every namespace (Kubernetes 1.21 and newer).
Value allowed_routes(const std::set<std::string_view>& route_namespaces) {
  Value expression = Value::map();
  expression.add(Value::string("key", "kubernetes.io/metadata.name"));
  expression.add(Value::string("operator", "In"));
  Value names = Value::list("values");
  for (const std::string_view name : route_namespaces) names.add(Value::string({}, std::string(name)));
  expression.add(std::move(names));
  Value expressions = Value::list("matchExpressions");
  expressions.add(std::move(expression));
  Value selector = Value::map("selector");
  selector.add(std::move(expressions));
  Value namespaces = Value::map("namespaces");
  const bool open = route_namespaces.contains("");  // the routes' namespace is known only when they are applied
  namespaces.add(Value::string("from", open ? "All" : "Selector"));
  if (!open) namespaces.add(std::move(selector));
  Value out = Value::map("allowedRoutes");
  out.add(std::move(namespaces));
  return out;
}

}  // namespace

std::string gateway_namespace(const Settings& settings, const std::set<std::string_view>& route_namespaces) {
  if (!settings.gateway_namespace.empty()) return settings.gateway_namespace;
  if (route_namespaces.size() == 1) return std::string(*route_namespaces.begin());
  return "default";
}

void write_infrastructure(const Settings& settings, std::string_view name_space,
                          const std::set<std::string_view>& route_namespaces, const Emit& emit) {
  Value gateway_class = object(settings, "GatewayClass", settings.gateway_class, {});
  gateway_class.add(Value::map("spec")).add(Value::string("controllerName", settings.controller_name));
  emit("GatewayClass", {}, settings.gateway_class, std::move(gateway_class));

  Value listener = Value::map();
  listener.add(Value::string("name", "http"));
  listener.add(Value::string("protocol", "HTTP"));
  listener.add(Value::number("port", 80));
  const bool same = route_namespaces.size() == 1 && *route_namespaces.begin() == name_space;
  if (!same) listener.add(allowed_routes(route_namespaces));
  Value gateway = object(settings, "Gateway", settings.gateway, name_space);
  Value spec = Value::map("spec");
  spec.add(Value::string("gatewayClassName", settings.gateway_class));
  spec.add(Value::list("listeners")).add(std::move(listener));
  gateway.add(std::move(spec));
  emit("Gateway", name_space, settings.gateway, std::move(gateway));
}

}  // namespace gw::gateway
