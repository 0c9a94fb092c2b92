// Gateways and what belongs to them, as objects.
#include <algorithm>

#include "gateway/clients.h"
#include "gateway/extensions/extensions.h"
#include "gateway/gateways.h"
#include "gateway/grants.h"
#include "gateway/infrastructure.h"
#include "gateway/names.h"

namespace gw::gateway {

using yaml::Value;

void Gateways::write(const Emit& emit) const {
  if (holders_.empty()) return;
  if (!settings_.controller_name.empty()) {
    Value gateway_class = new_object(settings_, "GatewayClass", settings_.gateway_class, {});
    gateway_class.add(Value::map("spec")).add(Value::string("controllerName", settings_.controller_name));
    emit("GatewayClass", {}, settings_.gateway_class, std::move(gateway_class));
  }
  std::set<std::pair<std::string_view, std::string>> copied;
  for (const Holder& holder : holders_) {
    for (const model::Authority* authority : authorities(holder))
      if (const std::string name = authority_name(*authority); !authority->pem.empty() && copied.emplace(holder.name_space, name).second)
        emit("ConfigMap", holder.name_space, name, authority_value(*authority, holder.name_space));
    Value object = holder.kind == "Gateway" ? gateway_value(holder) : listener_set_value(holder);
    emit(holder.kind, holder.name_space, holder.name, std::move(object));
  }
  write_grants(emit);
}

/// What the Gateway demands of clients and shows to backends.
void Gateways::add_tls(const Holder& gateway, Value& spec) const {
  Value tls = Value::map("tls", 2);
  if (gateway.clients != nullptr) tls.add(Value::map("frontend", 1)).add(Value::map("default", 1)).add(validation_value("validation", *gateway.clients));
  if (gateway.shows != nullptr) {
    Value reference = Value::map("clientCertificateRef", 2);
    reference.at = gateway.shows->at;
    reference.add(Value::string("name", gateway.shows->secret, gateway.shows->at));
    if (gateway.shows->name_space != gateway.name_space && !gateway.shows->name_space.empty()) reference.add(Value::string("namespace", gateway.shows->name_space, gateway.shows->at));
    const auto [outer, inner] = shown_certificate_field(settings_);
    if (inner.empty()) spec.add(Value::map(outer, 1)).add(std::move(reference));
    else tls.add(Value::map(inner, 1)).add(std::move(reference));
  }
  if (!tls.items.empty()) spec.add(std::move(tls));
}

Value Gateways::gateway_value(const Holder& gateway) const {
  Value object = new_object(settings_, gateway.kind, gateway.name, gateway.name_space);
  Value annotations = Value::map("annotations");
  for (const model::GatewayAnnotation& annotation : model_.gateway_annotations)
    if (annotation.gateway == gateway.key) annotations.add(Value::string(annotation.key, annotation.value.value, annotation.value.at));
  if (!annotations.items.empty()) object.items.back().add(std::move(annotations));
  Value& spec = object.add(Value::map("spec", 4));
  spec.add(Value::string("gatewayClassName", settings_.gateway_class));
  spec.add(listeners_value(gateway));
  const auto index = static_cast<std::size_t>(&gateway - holders_.data());
  if (index + 1 < holders_.size() && holders_[index + 1].base == index)
    spec.add(Value::map("allowedListeners", 1)).add(Value::map("namespaces", 1)).add(Value::string("from", "Same"));
  add_tls(gateway, spec);
  if (const Extensions* extensions = extensions_of(settings_); extensions != nullptr && !extensions->parameters.kind.empty()) {
    Value& reference = spec.add(Value::map("infrastructure", 1)).add(Value::map("parametersRef", 3));
    reference.add(Value::string("group", std::string(extensions->parameters.group)));
    reference.add(Value::string("kind", std::string(extensions->parameters.kind)));
    reference.add(Value::string("name", std::string(parameters_name(gateway.key.empty() ? &model_ : nullptr, settings_))));
  }
  return object;
}

Value Gateways::listener_set_value(const Holder& set) const {
  Value object = new_object(settings_, set.kind, set.name, set.name_space);
  Value& spec = object.add(Value::map("spec", 2));
  spec.add(Value::map("parentRef", 1)).add(Value::string("name", holders_[set.base].name));
  spec.add(listeners_value(set));
  return object;
}

Value Gateways::listeners_value(const Holder& holder) const {
  Value out = Value::list("listeners", holder.doors.size());
  for (const Door& door : holder.doors) out.add(listener_value(door, holder.name_space));
  return out;
}

/// For the certificates that a Gateway of another namespace uses.
void Gateways::write_grants(const Emit& emit) const {
  Grants grants;
  for (const Holder& holder : holders_)
    for (const Door& door : holder.doors)
      for (const model::Certificate& certificate : door.certificates)
        if (certificate.name_space != holder.name_space && !certificate.name_space.empty()) grants.add(holder.kind, holder.name_space, "Secret", certificate.name_space, certificate.secret);
  for (const Holder& holder : holders_)
    if (holder.kind == "Gateway" && holder.shows != nullptr && holder.shows->name_space != holder.name_space && !holder.shows->name_space.empty())
      grants.add(holder.kind, holder.name_space, "Secret", holder.shows->name_space, holder.shows->secret);
  grants.write(settings_, emit);
}

}  // namespace gw::gateway
