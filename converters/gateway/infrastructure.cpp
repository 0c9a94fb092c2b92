#include "gateway/infrastructure.h"

#include "gateway/rule_value.h"

namespace gw::gateway {

using yaml::Value;

Value new_object(const Settings& settings, std::string_view kind, const std::string& name, std::string_view name_space) {
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

Value listener_value(const std::string& name, const model::Listener& listener, std::string_view gateway_namespace) {
  Value out = Value::map({}, 6);
  out.add(Value::string("name", name));
  out.add(Value::string("protocol", listener.passthrough ? "TLS" : "HTTPS"));
  out.add(Value::number("port", 443));
  if (!listener.host.empty()) out.add(Value::string("hostname", listener.host));
  Value tls = Value::map("tls", 2);
  tls.add(Value::string("mode", listener.passthrough ? "Passthrough" : "Terminate"));
  Value certificates = Value::list("certificateRefs", listener.certificates.size());
  for (const model::Listener::Certificate& certificate : listener.certificates) {
    Value reference = Value::map({}, 2);
    reference.at = certificate.at;
    reference.add(Value::string("name", certificate.secret, certificate.at));
    if (certificate.name_space != gateway_namespace) reference.add(Value::string("namespace", certificate.name_space, certificate.at));
    certificates.add(std::move(reference));
  }
  if (!certificates.items.empty()) tls.add(std::move(certificates));
  out.add(std::move(tls));
  return out;
}

void add_pairs(std::string_view key, const model::Metadata::Pairs& pairs, Value& metadata) {
  if (pairs.empty()) return;
  Value map = Value::map(key, pairs.size());
  for (const auto& pair : pairs) map.add(Value::string(pair.value.first, pair.value.second, pair.at));
  metadata.add(std::move(map));
}

void add_metadata(const model::Metadata& pairs, Value& metadata) {
  add_pairs("labels", pairs.labels, metadata);
  add_pairs("annotations", pairs.annotations, metadata);
}

Value external_service_value(const model::ExternalService& service) {
  Value out = Value::map({}, 4);
  out.at = service.at;
  out.add(Value::string("apiVersion", "v1"));
  out.add(Value::string("kind", "Service"));
  Value& metadata = out.add(Value::map("metadata", 2));
  metadata.add(Value::string("name", service.name));
  if (!service.name_space.empty()) metadata.add(Value::string("namespace", service.name_space));
  add_metadata(service.metadata, metadata);
  Value& spec = out.add(Value::map("spec", 2));
  spec.add(Value::string("type", "ExternalName"));
  spec.add(Value::string("externalName", service.external_name, service.at));
  return out;
}

Value grant_value(const Settings& settings, const std::string& name, std::string_view from, std::string_view to,
                  std::span<const std::string_view> secrets) {
  Value source = Value::map({}, 3);
  source.add(Value::string("group", "gateway.networking.k8s.io"));
  source.add(Value::string("kind", "Gateway"));
  source.add(Value::string("namespace", std::string(from)));
  Value targets = Value::list("to", secrets.size());
  for (const std::string_view secret : secrets) {
    Value target = Value::map({}, 3);
    target.add(Value::string("group", ""));
    target.add(Value::string("kind", "Secret"));
    target.add(Value::string("name", std::string(secret)));
    targets.add(std::move(target));
  }
  Value spec = Value::map("spec", 2);
  spec.add(Value::list("from", 1)).add(std::move(source));
  spec.add(std::move(targets));
  Value out = new_object(settings, "ReferenceGrant", name, to);
  out.add(std::move(spec));
  return out;
}

}  // namespace gw::gateway
