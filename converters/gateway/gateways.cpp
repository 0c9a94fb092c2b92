#include "gateway/gateways.h"

#include <algorithm>
#include <tuple>

#include "gateway/extensions/extensions.h"
#include "gateway/infrastructure.h"
#include "gateway/names.h"

namespace gw::gateway {
namespace {

using yaml::Value;
using NameSpaces = std::set<std::string_view>;

/// `https-shop.example.com`, `tls-wildcard.example.com`; a listener without a host serves all others.
std::string door_name(const model::Listener& listener) {
  std::string host = listener.host.starts_with('*') ? "wildcard" + listener.host.substr(1) : listener.host;
  if (host.empty()) host = "any-host";
  return dns_name((listener.passthrough ? "tls-" : "https-") + host);
}

}  // namespace

std::string common_gateway(const Settings& settings) { return settings.gateway.empty() ? "apisix-gateway" : settings.gateway; }

std::string gateway_name(const Settings& settings, std::string_view key, bool only_one) {
  if (!settings.gateway.empty()) return only_one || key.empty() ? settings.gateway : dns_name(fmt::format("{}-{}", settings.gateway, key));
  return key.empty() ? common_gateway(settings) : dns_name(fmt::format("{}-gateway", key));
}

Gateways::Gateways(const model::Model& model, const std::vector<Plan>& plans, const Settings& settings, Sink& sink)
    : model_(model), settings_(settings) {
  std::map<std::string_view, NameSpaces> used;
  std::vector<std::string_view> order;
  for (const Plan& plan : plans) {
    if (!plan.printed) continue;
    const model::Route& route = *plan.ref.route;
    const auto [found, fresh] = used.try_emplace(route.gateway);
    if (fresh) order.push_back(route.gateway);
    found->second.insert(route.name_space);
  }
  for (const std::string_view key : order) add(key, used.at(key), order.size() == 1, sink);
}

/// The one that the user names; that of the routes if they share one; that of the certificates likewise; else `default`.
std::string Gateways::namespace_of(const NameSpaces& route_namespaces, const std::vector<const model::Listener*>& listeners) const {
  if (!settings_.gateway_namespace.empty()) return settings_.gateway_namespace;
  if (route_namespaces.size() == 1) return std::string(*route_namespaces.begin());
  NameSpaces secrets;
  for (const model::Listener* listener : listeners)
    for (const model::Listener::Certificate& certificate : listener->certificates) secrets.insert(certificate.name_space);
  return secrets.size() == 1 ? std::string(*secrets.begin()) : "default";
}

void Gateways::add(std::string_view key, const NameSpaces& route_namespaces, bool only_one, Sink& sink) {
  std::vector<const model::Listener*> listeners;
  for (const model::Listener& listener : model_.listeners)
    if (listener.gateway == key) listeners.push_back(&listener);
  std::ranges::stable_sort(listeners, {}, [](const model::Listener* listener) { return std::tie(listener->host, listener->passthrough); });
  const std::string name = gateway_name(settings_, key, only_one);
  const bool linked = key.empty() && model_.gateway_settings && !model_.gateway_settings->name.empty();
  const std::string name_space = linked ? model_.gateway_settings->name_space : namespace_of(route_namespaces, listeners);
  const std::size_t room = http_limits(settings_.target).listeners - 1;
  const std::size_t first = gateways_.size();
  std::set<std::string> names;
  const auto open = [&] {
    const std::size_t number = gateways_.size() - first + 1;
    gateways_.push_back({number == 1 ? name : fmt::format("{}-{}", name, number), name_space, {}, route_namespaces, &model_.gateway_annotations, key});
    names.clear();
  };
  open();
  for (const model::Listener* listener : listeners) {
    if (gateways_.back().doors.size() == room) open();
    std::string door = door_name(*listener);
    for (std::size_t n = 2; !names.insert(door).second; ++n) door = fmt::format("{}-{}", door_name(*listener), n);
    places_[static_cast<std::uint32_t>(listener - model_.listeners.data())] = {gateways_.size() - 1, gateways_.back().doors.size()};
    gateways_.back().doors.push_back({std::move(door), listener});
  }
  if (const std::size_t count = gateways_.size() - first; count > 1)
    sink.report<Code::many_listeners>(Origin{}, name, listeners.size() + 1, room + 1, count);
  for (std::size_t i = first; i < gateways_.size(); ++i) check_reach(gateways_[i], sink);
}

void Gateways::check_reach(const Gateway& gateway, Sink& sink) const {
  if (!served_versions(settings_.target, "ReferenceGrant").empty()) return;
  for (const Door& door : gateway.doors)
    for (const model::Listener::Certificate& certificate : door.listener->certificates)
      if (certificate.name_space != gateway.name_space)
        sink.report<Code::secret_not_reachable>(certificate.at, certificate.name_space + "/" + certificate.secret,
                                                gateway.name_space + "/" + gateway.name, describe(settings_.target))
            .available = first_available("ReferenceGrant", "");
}

void Gateways::write(const Emit& emit) const {
  if (gateways_.empty()) return;
  if (!settings_.controller_name.empty()) {
    Value gateway_class = new_object(settings_, "GatewayClass", settings_.gateway_class, {});
    gateway_class.add(Value::map("spec")).add(Value::string("controllerName", settings_.controller_name));
    emit("GatewayClass", {}, settings_.gateway_class, std::move(gateway_class));
  }
  for (const Gateway& gateway : gateways_) write_gateway(gateway, emit);
  write_grants(emit);
}

void Gateways::write_gateway(const Gateway& gateway, const Emit& emit) const {
  Value object = new_object(settings_, "Gateway", gateway.name, gateway.name_space);
  Value annotations = Value::map("annotations");
  for (const model::GatewayAnnotation& annotation : *gateway.annotations)
    if (annotation.gateway == gateway.key) annotations.add(Value::string(annotation.key, annotation.value.value, annotation.value.at));
  if (!annotations.items.empty()) object.items.back().add(std::move(annotations));
  const bool same = gateway.route_namespaces.size() == 1 && *gateway.route_namespaces.begin() == gateway.name_space;
  Value listeners = Value::list("listeners", gateway.doors.size() + 1);
  const auto finish = [&](Value listener) {
    if (!same) listener.add(allowed_routes(gateway.route_namespaces));
    listeners.add(std::move(listener));
  };
  Value http = Value::map({}, 4);
  http.add(Value::string("name", "http"));
  http.add(Value::string("protocol", "HTTP"));
  http.add(Value::number("port", 80));
  finish(std::move(http));
  for (const Door& door : gateway.doors) finish(listener_value(door.name, *door.listener, gateway.name_space));
  Value spec = Value::map("spec", 2);
  spec.add(Value::string("gatewayClassName", settings_.gateway_class));
  spec.add(std::move(listeners));
  if (const Extensions* extensions = extensions_of(settings_); extensions != nullptr && !extensions->parameters.kind.empty()) {
    Value& reference = spec.add(Value::map("infrastructure", 1)).add(Value::map("parametersRef", 3));
    reference.add(Value::string("group", std::string(extensions->parameters.group)));
    reference.add(Value::string("kind", std::string(extensions->parameters.kind)));
    reference.add(Value::string("name", std::string(parameters_name(gateway.key.empty() ? &model_ : nullptr, settings_))));
  }
  object.add(std::move(spec));
  emit("Gateway", gateway.name_space, gateway.name, std::move(object));
}

/// One ReferenceGrant for each namespace whose certificates a Gateway of another namespace uses.
void Gateways::write_grants(const Emit& emit) const {
  if (served_versions(settings_.target, "ReferenceGrant").empty()) return;
  std::map<std::pair<std::string_view, std::string_view>, std::set<std::string_view>> grants;  // from, to: Secrets
  for (const Gateway& gateway : gateways_)
    for (const Door& door : gateway.doors)
      for (const model::Listener::Certificate& certificate : door.listener->certificates)
        if (certificate.name_space != gateway.name_space)
          grants[{gateway.name_space, certificate.name_space}].insert(certificate.secret);
  for (const auto& [spaces, secrets] : grants) {
    const auto& [from, to] = spaces;
    const std::string name = dns_name(fmt::format("gateways-of-{}", from));
    const std::vector<std::string_view> names(secrets.begin(), secrets.end());
    for (std::size_t begin = 0; begin < names.size(); begin += kMostReferences) {
      const std::string part = begin == 0 ? name : fmt::format("{}-{}", name, begin / kMostReferences + 1);
      const auto count = std::min(kMostReferences, names.size() - begin);
      emit("ReferenceGrant", to, part, grant_value(settings_, part, from, to, std::span(names).subspan(begin, count)));
    }
  }
}

std::pair<std::string_view, std::string_view> Gateways::common() const {
  if (gateways_.empty()) return {settings_.gateway_namespace, {}};
  const auto of_no_class = std::ranges::find(gateways_, std::string_view(), &Gateway::key);
  const Gateway& one = of_no_class == gateways_.end() ? gateways_.front() : *of_no_class;
  return {one.name_space, one.name};
}

bool Gateways::some_have_a_class() const {
  return std::ranges::any_of(gateways_, [](const Gateway& gateway) { return !gateway.key.empty(); });
}

Value Gateways::parent(const Gateway& gateway, const model::Route& route, std::string_view section) const {
  Value out = Value::map({}, 3);
  out.add(Value::string("name", gateway.name));
  if (gateway.name_space != route.name_space && !gateway.name_space.empty()) out.add(Value::string("namespace", gateway.name_space));
  if (!section.empty()) out.add(Value::string("sectionName", std::string(section)));
  return out;
}

std::vector<Value> Gateways::parents(const model::Route& route) const {
  std::vector<Value> out;
  const auto mine = [&](const Gateway& gateway) { return gateway.key == route.gateway; };
  if (!route.attachment) {
    for (const Gateway& gateway : gateways_)
      if (mine(gateway)) out.push_back(parent(gateway, route, {}));
    return out;
  }
  const model::Attachment& attachment = *route.attachment;
  std::set<std::size_t> holders;
  for (const std::uint32_t listener : attachment.listeners) holders.insert(places_.at(listener).first);
  if (attachment.http) {
    for (std::size_t i = 0; i < gateways_.size(); ++i) {
      if (!mine(gateways_[i])) continue;
      const bool first = holders.empty() && (i == 0 || !mine(gateways_[i - 1]));
      const bool everywhere = holders.empty() && route.rules.front().hosts.empty();
      if (holders.contains(i) || first || everywhere) out.push_back(parent(gateways_[i], route, "http"));
    }
  }
  if (attachment.tls)
    for (const std::uint32_t listener : attachment.listeners) {
      const auto& [gateway, door] = places_.at(listener);
      out.push_back(parent(gateways_[gateway], route, gateways_[gateway].doors[door].name));
    }
  return out;
}

}  // namespace gw::gateway
