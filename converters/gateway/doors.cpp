#include "gateway/doors.h"

#include <fmt/format.h>

#include "gateway/clients.h"
#include "gateway/names.h"

namespace gw::gateway {
namespace {

using yaml::Value;

std::string named(std::string_view prefix, std::string_view host) {
  std::string out(prefix);
  if (host.starts_with('*')) out.append("wildcard").append(host.substr(1));
  else out.append(host.empty() ? "any-host" : host);
  return dns_name(out);
}

/// The namespaces that routes may come from, by the label that the API server gives to each (Kubernetes 1.21 and newer).
Value namespaces_value(const std::set<std::string_view>& route_namespaces) {
  Value out = Value::map("namespaces", 2);
  const bool open = route_namespaces.contains("");  // the routes' namespace is known only when they are applied
  out.add(Value::string("from", open ? "All" : "Selector"));
  if (open) return out;
  Value& expression = out.add(Value::map("selector")).add(Value::list("matchExpressions")).add(Value::map());
  expression.add(Value::string("key", "kubernetes.io/metadata.name"));
  expression.add(Value::string("operator", "In"));
  Value& names = expression.add(Value::list("values"));
  for (const std::string_view name : route_namespaces) names.add(Value::string({}, std::string(name)));
  return out;
}

Value tls_value(const Door& door, std::string_view gateway_namespace) {
  Value tls = Value::map("tls", 2);
  tls.add(Value::string("mode", door.passthrough ? "Passthrough" : "Terminate"));
  Value certificates = Value::list("certificateRefs", door.certificates.size());
  for (const model::Certificate& certificate : door.certificates) {
    Value& reference = certificates.add(Value::map({}, 2));
    reference.at = certificate.at;
    reference.add(Value::string("name", certificate.secret, certificate.at));
    if (certificate.name_space != gateway_namespace && !certificate.name_space.empty()) reference.add(Value::string("namespace", certificate.name_space, certificate.at));
  }
  if (!certificates.items.empty()) tls.add(std::move(certificates));
  if (door.clients != nullptr) tls.add(validation_value("frontendValidation", *door.clients));
  return tls;
}

}  // namespace

Door plain_door(const std::set<std::string_view>& route_namespaces) {
  return {.name = "http", .protocol = "HTTP", .port = 80, .route_namespaces = route_namespaces};
}

Door door_of(const model::Listener& listener, const std::set<std::string_view>& route_namespaces, bool asks) {
  return {.name = named("https-", listener.host), .protocol = "HTTPS", .port = 443, .host = listener.host, .certificates = listener.certificates,
          .route_namespaces = route_namespaces, .clients = asks && listener.clients ? &*listener.clients : nullptr};
}

Door door_of(const model::Stream& stream, std::string_view kind, std::span<const model::Certificate> certificates) {
  using Protocol = model::Stream::Protocol;
  const bool tls = stream.protocol == Protocol::Tls || stream.protocol == Protocol::Passthrough;
  const std::string_view protocol = tls ? "TLS" : stream.protocol == Protocol::Udp ? "UDP" : "TCP";
  std::string name = dns_name(protocol);
  if (!tls || stream.port != 443) name += fmt::format("-{}", stream.port);
  if (tls) name = named(name + "-", stream.host);
  return {.name = std::move(name), .protocol = protocol, .port = stream.port, .host = stream.host, .passthrough = stream.protocol == Protocol::Passthrough,
          .certificates = certificates, .kind = tls && kind == "TCPRoute" ? kind : "", .route_namespaces = {stream.name_space}};
}

Value listener_value(const Door& door, std::string_view gateway_namespace) {
  Value out = Value::map({}, 6);
  out.add(Value::string("name", door.name));
  out.add(Value::string("protocol", std::string(door.protocol)));
  out.add(Value::number("port", door.port));
  if (!door.host.empty()) out.add(Value::string("hostname", std::string(door.host)));
  if (door.protocol == "HTTPS" || door.protocol == "TLS") out.add(tls_value(door, gateway_namespace));
  const bool same = door.route_namespaces.empty() || (door.route_namespaces.size() == 1 && *door.route_namespaces.begin() == gateway_namespace);
  Value allowed = Value::map("allowedRoutes", 2);
  if (!door.kind.empty()) allowed.add(Value::list("kinds", 1)).add(Value::map({}, 1)).add(Value::string("kind", std::string(door.kind)));
  if (!same) allowed.add(namespaces_value(door.route_namespaces));
  if (!allowed.items.empty()) out.add(std::move(allowed));
  return out;
}

}  // namespace gw::gateway
