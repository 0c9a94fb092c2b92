#include "gateway/clients.h"

#include "gateway/implementations/implementations.h"
#include "gateway/names.h"

namespace gw::gateway {
namespace {

using yaml::Value;

constexpr std::string_view kOfListener = "spec.listeners[].tls.frontendValidation";
constexpr std::string_view kOfGateway = "spec.tls.frontend";
constexpr std::string_view kFeature = "GatewayFrontendClientCertificateValidation";

/// What is passed over in silence lets everybody in.
bool heeds(const Settings& settings, std::string_view path) {
  if (!has_field(settings.target, "Gateway", path)) return false;
  const Implementation* implementation = settings.implementation;
  if (implementation == nullptr) return true;
  if (implementation->lost_guard("Gateway", path) != nullptr) return false;
  const Report* report = implementation->report_for(settings.target.channel);
  return report == nullptr || claims(*report, kFeature);
}

}  // namespace

AsksClients asks_clients(const Settings& settings) {
  if (heeds(settings, kOfGateway)) return AsksClients::ByGateway;
  return heeds(settings, kOfListener) ? AsksClients::ByListener : AsksClients::No;
}

std::string clients_asked_since() { return first_available("Gateway", kOfGateway) + " or " + first_available("Gateway", kOfListener); }

bool same_clients(const model::Listener& a, const model::Listener& b) {
  if (!a.clients || !b.clients) return !a.clients && !b.clients;
  return a.clients->secret == b.clients->secret && a.clients->name_space == b.clients->name_space;
}

std::pair<std::string_view, std::string_view> shown_certificate_field(const Settings& settings) {
  if (has_field(settings.target, "Gateway", "spec.tls.backend.clientCertificateRef")) return {"tls", "backend"};
  if (has_field(settings.target, "Gateway", "spec.backendTLS.clientCertificateRef")) return {"backendTLS", ""};
  return {};
}

std::string shown_certificates_since() {
  return first_available("Gateway", "spec.tls.backend.clientCertificateRef") + " or " + first_available("Gateway", "spec.backendTLS.clientCertificateRef");
}

/// A namespace has no dot, so no two authorities share a name.
std::string authority_name(const model::Authority& authority) {
  return dns_name(authority.name_space.empty() ? authority.secret : authority.secret + "." + authority.name_space);
}

Value authority_value(const model::Authority& authority, std::string_view name_space) {
  Value out = Value::map({}, 4);
  out.at = authority.at;
  out.add(Value::string("apiVersion", "v1"));
  out.add(Value::string("kind", "ConfigMap"));
  Value& metadata = out.add(Value::map("metadata", 2));
  metadata.add(Value::string("name", authority_name(authority)));
  if (!name_space.empty()) metadata.add(Value::string("namespace", std::string(name_space)));
  out.add(Value::map("data", 1)).add(Value::string("ca.crt", authority.pem));
  return out;
}

Value authority_references(std::string_view key, const model::Authority& authority) {
  Value out = Value::list(key, 1);
  Value& reference = out.add(Value::map({}, 3));
  reference.add(Value::string("group", ""));
  reference.add(Value::string("kind", "ConfigMap"));
  reference.add(Value::string("name", authority_name(authority), authority.at));
  return out;
}

Value validation_value(std::string_view key, const model::Authority& authority) {
  Value out = Value::map(key, 1);
  out.at = authority.at;
  out.add(authority_references("caCertificateRefs", authority));
  return out;
}

}  // namespace gw::gateway
