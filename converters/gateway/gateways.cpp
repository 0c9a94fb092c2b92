#include "gateway/gateways.h"

#include <algorithm>
#include <tuple>

#include "gateway/clients.h"
#include "gateway/extensions/extensions.h"
#include "gateway/grants.h"
#include "gateway/implementations/implementations.h"
#include "gateway/infrastructure.h"
#include "gateway/names.h"
#include "source/words.h"

namespace gw::gateway {
namespace {

using yaml::Value;
using NameSpaces = std::set<std::string_view>;

/// The doors of one Gateway: their names differ.
class DoorNames {
 public:
  void make_unique(Door& door) {
    const std::string wanted = door.name;
    for (std::size_t n = 2; !taken_.insert(door.name).second; ++n) door.name = fmt::format("{}-{}", wanted, n);
  }

 private:
  std::set<std::string> taken_;
};

/// Whether listeners beyond those of one Gateway can stand in objects that belong to it.
bool has_listener_sets(const Settings& settings) {
  if (served_versions(settings.target, "ListenerSet").empty()) return false;
  const Implementation* implementation = settings.implementation;
  if (implementation == nullptr || implementation->name == implementations().front().name) return true;
  const Report* report = implementation->report_for(settings.target.channel);
  return report != nullptr && claims(*report, "ListenerSet");
}

/// Listeners whose Gateways demand the same of clients: those that demand nothing first, each authority behind them.
std::vector<std::vector<const model::Listener*>> by_clients(const std::vector<const model::Listener*>& listeners, const Settings& settings) {
  std::vector<std::vector<const model::Listener*>> out(1);
  const bool apart = asks_clients(settings) == AsksClients::ByGateway;
  for (const model::Listener* listener : listeners) {
    if (!apart || !listener->clients) {
      out.front().push_back(listener);
      continue;
    }
    const auto same = std::find_if(out.begin() + 1, out.end(), [&](const auto& other) { return same_clients(*other.front(), *listener); });
    if (same == out.end()) out.push_back({listener});
    else same->push_back(listener);
  }
  if (out.size() == 2 && out.front().empty()) out.erase(out.begin());  // one for all
  return out;
}

}  // namespace

std::string common_gateway(const Settings& settings) { return settings.gateway.empty() ? "apisix-gateway" : settings.gateway; }

std::string gateway_name(const Settings& settings, std::string_view key, bool only_one) {
  if (!settings.gateway.empty()) return only_one || key.empty() ? settings.gateway : dns_name(fmt::format("{}-{}", settings.gateway, key));
  return key.empty() ? common_gateway(settings) : dns_name(fmt::format("{}-gateway", key));
}

Gateways::Gateways(const model::Model& model, const std::vector<Plan>& plans, std::span<const StreamPlan> streams, const Settings& settings, Sink& sink)
    : model_(model), settings_(settings) {
  std::map<std::string_view, Wanted> wanted;
  std::vector<std::string_view> order;
  const auto gateway = [&](std::string_view key) -> Wanted& {
    const auto [found, fresh] = wanted.try_emplace(key);
    if (fresh) order.push_back(key);
    return found->second;
  };
  for (const Plan& plan : plans) {
    if (!plan.printed) continue;
    Wanted& of = gateway(plan.ref.route->gateway);
    of.http_namespaces.insert(plan.ref.route->name_space);
    const model::Upstream* upstream = plan.ref.rule->upstream.get();
    if (!plan.denies && upstream != nullptr && upstream->tls && upstream->tls->value.shows) of.shown.push_back(&*upstream->tls->value.shows);
  }
  for (const StreamPlan& plan : streams) gateway(plan.stream->gateway).streams.push_back(&plan);
  for (const model::Listener& listener : model.listeners)
    if (listener.without_routes || wanted.contains(listener.gateway)) gateway(listener.gateway).listeners.push_back(&listener);
  for (auto& [key, of] : wanted) sort_doors(of);
  for (const std::string_view key : order) add(key, wanted.at(key), order.size() == 1, sink);
  report_authorities(sink);
}

void Gateways::sort_doors(Wanted& wanted) {
  std::ranges::stable_sort(wanted.listeners, {}, &model::Listener::host);
  std::ranges::stable_sort(wanted.streams, {}, [](const StreamPlan* plan) { return std::pair(plan->stream->port, std::string_view(plan->stream->host)); });
}

/// The one that the user names; that of the routes if they share one; that of the certificates likewise; else `default`.
std::string Gateways::namespace_of(const Wanted& wanted) const {
  if (!settings_.gateway_namespace.empty()) return settings_.gateway_namespace;
  NameSpaces routes = wanted.http_namespaces;
  for (const StreamPlan* plan : wanted.streams) routes.insert(plan->stream->name_space);
  NameSpaces secrets;
  for (const model::Listener* listener : wanted.listeners)
    for (const model::Certificate& certificate : listener->certificates) secrets.insert(certificate.name_space);
  for (const model::Certificate* certificate : wanted.shown) secrets.insert(certificate->name_space);
  // A ReferenceGrant for Secrets of a certain namespace has to name that of the Gateway.
  const bool open = routes.contains("") && std::ranges::any_of(secrets, [](std::string_view name) { return !name.empty(); });
  if (routes.size() == 1 && !open) return std::string(*routes.begin());
  return secrets.size() == 1 ? std::string(*secrets.begin()) : "default";
}

void Gateways::add(std::string_view key, const Wanted& wanted, bool only_one, Sink& sink) {
  const std::string name = gateway_name(settings_, key, only_one);
  const bool linked = key.empty() && model_.gateway_settings && !model_.gateway_settings->name.empty();
  const std::string name_space = linked ? model_.gateway_settings->name_space : namespace_of(wanted);
  const auto parts = by_clients(wanted.listeners, settings_);
  const model::Certificate* shown = choose_shown(wanted, name, sink);
  const bool by_gateway = asks_clients(settings_) == AsksClients::ByGateway;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const model::Authority* clients = !parts[i].empty() && parts[i].front()->clients && by_gateway ? &*parts[i].front()->clients : nullptr;
    Wanted part{wanted.http_namespaces, parts[i], i == 0 ? wanted.streams : std::vector<const StreamPlan*>(), {}};
    const std::string own = i == 0 ? name : dns_name(fmt::format("{}-clients-{}", name, i));
    if (i > 0) sink.report<Code::gateway_for_clients>(clients->at, plural(parts[i].size(), "host"), clients->secret, own);
    spread({"Gateway", own, name_space, {}, key, holders_.size(), clients, shown}, part, sink);
  }
}

/// A Gateway shows one certificate to all backends that ask.
const model::Certificate* Gateways::choose_shown(const Wanted& wanted, const std::string& gateway, Sink& sink) const {
  const model::Certificate* chosen = nullptr;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const model::Certificate* one : wanted.shown) {
    if (!seen.emplace(one->name_space, one->secret).second) continue;
    const std::string secret = one->name_space.empty() ? one->secret : one->name_space + "/" + one->secret;
    if (shown_certificate_field(settings_).first.empty()) {
      sink.report<Code::certificate_not_shown>(one->at, secret, fmt::format("{} cannot", describe(settings_.target))).available = shown_certificates_since();
    } else if (chosen != nullptr) {
      sink.report<Code::certificate_not_shown>(one->at, secret, fmt::format("Gateway `{}` shows Secret `{}`, and has room for one", gateway, chosen->secret));
    } else {
      chosen = one;
      sink.report<Code::certificate_shown>(one->at, secret, gateway);
    }
  }
  return chosen;
}

void Gateways::spread(const Holder& gateway, const Wanted& wanted, Sink& sink) {
  const std::size_t room = http_limits(settings_.target).listeners;
  const bool sets = has_listener_sets(settings_);
  DoorNames names;
  const auto more = [&] {
    Holder& next = holders_.emplace_back(gateway);
    const std::size_t number = holders_.size() - gateway.base;
    if (number > 1) next.name = dns_name(fmt::format("{}-{}", gateway.name, number));
    if (number > 1 && sets) next.kind = "ListenerSet";
    else next.base = holders_.size() - 1;
    if (!sets) names = {};
    if (!wanted.http_namespaces.empty() && next.kind == "Gateway") next.doors.push_back(plain_door(wanted.http_namespaces));
  };
  const auto open = [&](const void* from, Door door) {
    if (holders_.back().doors.size() == room) more();
    names.make_unique(door);
    places_[from] = {holders_.size() - 1, holders_.back().doors.size()};
    holders_.back().doors.push_back(std::move(door));
  };
  more();
  for (const model::Listener* listener : wanted.listeners) open(listener, door_of(*listener, wanted.http_namespaces, asks_clients(settings_) == AsksClients::ByListener));
  for (const StreamPlan* plan : wanted.streams) open(plan->stream, door_of(*plan->stream, plan->kind, plan->certificates));
  const std::size_t count = holders_.size() - gateway.base;
  const std::size_t doors = wanted.listeners.size() + wanted.streams.size() + (wanted.http_namespaces.empty() ? 0 : 1);
  if (count > 1 && sets) sink.report<Code::listener_sets>(Origin{}, gateway.name, doors, room, plural(count - 1, "ListenerSet"));
  else if (count > 1) sink.report<Code::many_listeners>(Origin{}, gateway.name, doors, room, count);
  for (std::size_t i = gateway.base; i < holders_.size(); ++i) check_reach(holders_[i], sink);
}

/// The authorities that a Gateway refers to, itself or by its listeners: once each.
std::vector<const model::Authority*> Gateways::authorities(const Holder& holder) {
  std::vector<const model::Authority*> out;
  const auto add = [&](const model::Authority* clients) {
    const auto same = [&](const model::Authority* other) { return authority_name(*other) == authority_name(*clients); };
    if (clients != nullptr && std::ranges::none_of(out, same)) out.push_back(clients);
  };
  add(holder.clients);
  for (const Door& door : holder.doors) add(door.clients);
  return out;
}

void Gateways::report_authorities(Sink& sink) const {
  std::set<std::pair<std::string_view, std::string>> seen;
  for (const Holder& holder : holders_)
    for (const model::Authority* authority : authorities(holder)) {
      const std::string name = authority_name(*authority);
      if (!seen.emplace(holder.name_space, name).second) continue;
      const std::string secret = authority->name_space.empty() ? authority->secret : authority->name_space + "/" + authority->secret;
      if (authority->pem.empty()) sink.report<Code::authority_expected>(authority->at, secret, holder.name_space + "/" + name);
      else sink.report<Code::authority_copied>(authority->at, secret, holder.name_space + "/" + name);
    }
}

void Gateways::check_reach(const Holder& holder, Sink& sink) const {
  for (const Door& door : holder.doors)
    for (const model::Certificate& certificate : door.certificates) {
      if (certificate.name_space == holder.name_space) continue;
      const std::string gateway = holder.name_space + "/" + holder.name;
      if (certificate.name_space.empty()) sink.report<Code::secret_namespace_open>(certificate.at, certificate.secret, gateway);
      else if (!has_grants(settings_))
        sink.report<Code::secret_not_reachable>(certificate.at, certificate.name_space + "/" + certificate.secret,
                                                gateway, describe(settings_.target))
            .available = first_available("ReferenceGrant", "");
    }
}

bool Gateways::copies(std::string_view name_space, std::string_view authority) const {
  return std::ranges::any_of(holders_, [&](const Holder& holder) {
    const auto same = [&](const model::Authority* one) { return !one->pem.empty() && authority_name(*one) == authority; };
    return holder.name_space == name_space && std::ranges::any_of(authorities(holder), same);
  });
}

std::pair<std::string_view, std::string_view> Gateways::common() const {
  if (holders_.empty()) return {settings_.gateway_namespace, {}};
  const auto of_no_class = std::ranges::find(holders_, std::string_view(), &Holder::key);
  const Holder& one = of_no_class == holders_.end() ? holders_.front() : *of_no_class;
  return {one.name_space, one.name};
}

bool Gateways::some_have_a_class() const {
  return std::ranges::any_of(holders_, [](const Holder& gateway) { return !gateway.key.empty(); });
}

Value Gateways::parent(const Holder& holder, std::string_view name_space, std::string_view section) const {
  Value out = Value::map({}, 4);
  if (holder.kind != "Gateway") out.add(Value::string("kind", std::string(holder.kind)));
  out.add(Value::string("name", holder.name));
  if (holder.name_space != name_space && !holder.name_space.empty()) out.add(Value::string("namespace", holder.name_space));
  if (!section.empty()) out.add(Value::string("sectionName", std::string(section)));
  return out;
}

Value Gateways::parent(const StreamPlan& stream) const {
  const Place& place = places_.at(stream.stream);
  const Holder& holder = holders_[place.holder];
  return parent(holder, stream.stream->name_space, holder.doors[place.door].name);
}

/// The Gateways on whose port 80 a route for these holders is. On each of a few, so that no wider host answers there instead;
/// else on its own, or the first, and on all if it is for every host.
std::set<std::size_t> Gateways::plain_places(const model::Route& route, const std::set<std::size_t>& holders) const {
  constexpr std::size_t kFew = 8;
  std::set<std::size_t> out;
  for (std::size_t i = 0; i < holders_.size(); ++i)
    if (holders_[i].key == route.gateway && holders_[i].base == i) out.insert(i);
  if (out.size() <= kFew) return out;
  out.clear();
  for (const std::size_t holder : holders) out.insert(holders_[holder].base);
  if (!out.empty()) return out;
  const bool everywhere = route.rules.front().hosts.empty();
  for (std::size_t i = 0; i < holders_.size(); ++i)
    if (holders_[i].key == route.gateway && holders_[i].base == i && (everywhere || out.empty())) out.insert(i);
  return out;
}

std::vector<Value> Gateways::parents(const model::Route& route) const {
  std::vector<Value> out;
  if (!route.attachment) {
    for (const Holder& holder : holders_)
      if (holder.key == route.gateway) out.push_back(parent(holder, route.name_space, {}));
    return out;
  }
  const model::Attachment& attachment = *route.attachment;
  std::vector<Place> places;
  for (const std::uint32_t listener : attachment.listeners) places.push_back(places_.at(&model_.listeners[listener]));
  std::set<std::size_t> holders;
  for (const Place& place : places) holders.insert(place.holder);
  if (attachment.http)
    for (const std::size_t holder : plain_places(route, holders)) out.push_back(parent(holders_[holder], route.name_space, "http"));
  if (attachment.tls)
    for (const Place& place : places) out.push_back(parent(holders_[place.holder], route.name_space, holders_[place.holder].doors[place.door].name));
  return out;
}

}  // namespace gw::gateway
