// Canaries: an Ingress of its own that takes a part of the requests of another one (controller.go, mergeAlternativeBackends;
// rootfs/etc/nginx/lua/balancer.lua).
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "nginx/servers.h"

namespace gw::nginx {
namespace {

/// Two names of one port are two upstreams (controller.go, upstreamName).
std::string upstream_of(const ingress::Ingress& ingress, const ingress::Backend& backend) {
  const std::string_view by = backend.by_name ? (backend.by_target ? "target port " : "port ") : "";
  return fmt::format("{}/{}:{}{}", ingress.name_space(), backend.service, by, backend.by_name ? backend.port : backend.written_port);
}

struct Place {
  Server* server;
  std::size_t number;
  Location& location() const { return server->locations[number]; }
};

/// What nginx has once for all paths with the same Service and port.
struct Upstream {
  const Settings* owner = nullptr;  ///< the Ingress that names it first: if that is a canary, the only one whose shares count
  Origin at;
  std::string service;              ///< for messages
  std::vector<Place> places{};      ///< that it serves as the main one
  std::string canary{};             ///< the upstream that is its canary: further ones are never used
  bool removed = false;

  bool only_canary() const { return owner->canary.on != nullptr; }
};

class Canaries {
 public:
  Canaries(std::vector<Server>& servers, std::span<const Settings> settings, Lowering& to) : to_(to) {
    for (const Settings& one : settings)
      if (!one.ignored)
        for (const ingress::Backend* backend : ingress::backends_of(*one.ingress))
          upstreams_.try_emplace(upstream_of(*one.ingress, *backend), Upstream{&one, backend->at, upstream_key(one.ingress->name_space(), *backend)});
    for (Server& server : servers)
      for (std::size_t i = 0; i < server.locations.size(); ++i) add({&server, i});
  }

  void attach(const Settings& canary) {
    // controller.go, mergeAlternativeBackends: a default backend is a canary of all that the catch-all server has.
    if (const ingress::Backend& rest = canary.ingress->default_backend; rest.written && !rest.resource) attach({canary, "", "/", rest, rest.at}, of_host_[""]);
    for (const ingress::HostRule& rule : canary.ingress->rules)
      for (const ingress::Path& path : rule.paths) {
        if (!path.backend.written || path.backend.resource) continue;
        const std::string text(path.text.empty() ? "/" : path.text);
        const auto found = places_.find(place_key(rule.host, text, path.type == ingress::PathType::Exact));
        attach({canary, rule.host, text, path.backend, path.entry}, found == places_.end() ? std::vector<Place>() : std::vector{found->second});
      }
  }

  /// Takes away again what has no upstream in the end.
  void settle() {
    for (const auto& [name, main] : upstreams_)
      for (const Place& place : main.places) {
        Location& location = place.location();
        if (location.canary == nullptr || !upstreams_.at(main.canary).removed) continue;
        ignore({*location.canary, place.server->host, location.path, *location.canary_backend, location.canary_backend->at}, kRemoved);
        location.canary = nullptr;
      }
  }

  /// A canary counts for the Service, wherever else that is used.
  void report_leaks() {
    for (const auto& [name, main] : upstreams_) {
      const auto has_canary = [](const Place& place) { return place.location().canary != nullptr; };
      const auto with = std::ranges::find_if(main.places, has_canary);
      const auto without = std::ranges::find_if_not(main.places, has_canary);
      if (with == main.places.end() || without == main.places.end()) continue;
      const auto others = static_cast<std::ptrdiff_t>(main.places.size()) - std::ranges::count_if(main.places, has_canary);
      Finding& finding = to_.sink.report<Code::canary_leaks>(with->location().canary_backend->at, main.service, shown(*without->server), without->location().path,
                                                             others > 1 ? fmt::format(" and {} more", others - 1) : "");
      finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(*without->server), without->location().path),
                                fmt::format("{} or {}", main.service, upstreams_.at(main.canary).service), main.service};
    }
  }

 private:
  static constexpr std::string_view kRemoved = "another path of its Service has no main Ingress, and for that nginx removes the Service as a canary";

  struct Wanted {
    const Settings& canary;
    std::string_view host;
    std::string_view path;
    const ingress::Backend& backend;
    Origin at;
  };

  static std::string place_key(std::string_view host, std::string_view path, bool exact) { return fmt::format("{}\n{}\n{}", host, path, exact ? 'e' : 'p'); }
  static std::string use_key(std::string_view host, std::string_view upstream) { return fmt::format("{}\n{}", host, upstream); }
  static std::string_view shown(std::string_view host) { return host.empty() ? "*" : host; }
  static std::string_view shown(const Server& server) { return shown(server.host); }
  static std::string main_of(const Location& location) { return upstream_of(*location.settings->ingress, *location.backend); }

  void ignore(const Wanted& wanted, std::string_view why) { to_.sink.report<Code::canary_ignored>(wanted.at, wanted.path, shown(wanted.host), why); }

  void report_age(const Upstream& upstream, const Settings& other, Origin at, std::string_view host) {
    const ingress::Ingress& a = *upstream.owner->ingress;
    const ingress::Ingress& b = *other.ingress;
    if (a.created.empty() || b.created.empty()) to_.sink.report<Code::age_unknown>(at, a.label(), b.label(), shown(host));
  }

  void add(Place place) {
    Location& location = place.location();
    if (location.backend == nullptr) return;
    const std::string name = main_of(location);
    Upstream& upstream = upstreams_.at(name);
    upstream.places.push_back(place);
    places_.emplace(place_key(place.server->host, location.path, location.exact), place);
    of_host_[place.server->host].push_back(place);
    first_on_host_.try_emplace(use_key(place.server->host, name), place.number);
    // controller.go, getBackendServers: a path whose upstream was made for a canary is left out; a default backend is not asked.
    if (!upstream.only_canary() || location.backend == &location.settings->ingress->default_backend) return;
    to_.sink.report<Code::canary_service_is_main>(upstream.at, upstream.service, location.path, shown(*place.server));
    report_age(upstream, *location.settings, upstream.at, place.server->host);
    if (!to_.sink.accepts(Code::canary_service_is_main)) location.withheld = model::Withheld::Omitted;
  }

  /// `places`: the paths that it is a canary of.
  void attach(const Wanted& wanted, const std::vector<Place>& places) {
    const std::string name = upstream_of(*wanted.canary.ingress, wanted.backend);
    Upstream& upstream = upstreams_.at(name);
    if (upstream.removed) return ignore(wanted, kRemoved);
    const auto main = first_on_host_.find(use_key(wanted.host, name));
    bool found = false;
    for (const Place& place : places) {
      if (main != first_on_host_.end() && main->second <= place.number) continue;  // it looks no further than there
      if (upstreams_.at(main_of(place.location())).only_canary() && !to_.sink.accepts(Code::canary_service_is_main)) continue;
      found = true;
      attach(wanted, name, upstream, place);
    }
    if (found) return;
    if (main != first_on_host_.end()) return ignore(wanted, "its Service is the main one of the same host");
    to_.sink.report<Code::canary_without_main>(wanted.at, wanted.path, shown(wanted.host));
    upstream.removed = of_host_.contains(std::string(wanted.host));
  }

  void attach(const Wanted& wanted, const std::string& name, const Upstream& upstream, const Place& place) {
    Location& location = place.location();
    Upstream& main = upstreams_.at(main_of(location));
    if (main.canary.empty()) main.canary = name;
    if (location.canary != nullptr) return ignore(wanted, fmt::format("only the oldest canary counts, that of {}", location.canary->ingress->label()));
    if (main.canary != name) return ignore(wanted, fmt::format("Service `{}` has the canary `{}` already", main.service, upstreams_.at(main.canary).service));
    if (!upstream.only_canary()) {
      ignore(wanted, fmt::format("its Service belongs to {}, which is older and no canary, so nginx has no share for it", upstream.owner->ingress->label()));
      return report_age(upstream, wanted.canary, wanted.at, wanted.host);
    }
    if (upstream.owner != &wanted.canary) {
      ignore(wanted, fmt::format("{} has the same Service, and is older, so what it says counts", upstream.owner->ingress->label()));
      report_age(upstream, wanted.canary, wanted.at, wanted.host);
    }
    location.canary = upstream.owner;
    location.canary_backend = &wanted.backend;
  }

  Lowering& to_;
  std::map<std::string, Upstream> upstreams_;
  std::unordered_map<std::string, Place> places_;
  std::unordered_map<std::string, std::vector<Place>> of_host_;
  std::unordered_map<std::string, std::size_t> first_on_host_;  ///< the first path of the host that an upstream serves
};

/// What a canary says that does not count, and that the rest does.
void report_settings(const Settings& settings, bool attached, Sink& sink) {
  const Canary& canary = settings.canary;
  const auto idle = [&](const Annotation* annotation, std::string_view why) {
    if (annotation != nullptr) report<Code::annotation_without_effect>(sink, *annotation, fmt::format("{}: {}", short_name(*annotation), annotation->value.value), why);
  };
  if (canary.header_value != nullptr) idle(canary.header_pattern, "`canary-by-header-value` wins");
  const auto total = canary.weight_total == nullptr ? std::nullopt : whole_number(canary.weight_total->value.value);
  if (!total || *total <= 100) idle(canary.weight_total, "a total counts from 101 on");
  const auto weight = canary.weight == nullptr ? std::nullopt : whole_number(canary.weight->value.value);
  if (canary.weight != nullptr && !weight) report<Code::annotation_ignored>(sink, *canary.weight, "canary-weight", canary.weight->value.value, "a whole number", "0");
  else if (!weight || *weight <= 0) idle(canary.weight, "no request is sent by a weight of 0");
  for (const Annotation* annotation : {canary.on, canary.header, canary.header_value, canary.header_pattern, canary.cookie, canary.weight, canary.weight_total})
    if (annotation != nullptr) annotation->in_output = annotation->in_output || attached;
}

}  // namespace

void attach_canaries(std::vector<Server>& servers, std::span<const Settings> settings, Lowering& to) {
  if (std::ranges::none_of(settings, [](const Settings& s) { return s.canary.on != nullptr; })) return;
  Canaries canaries(servers, settings, to);
  for (const Settings& one : settings)
    if (one.canary.on != nullptr && !one.ignored) canaries.attach(one);
  canaries.settle();
  canaries.report_leaks();
  std::set<const Settings*> attached;
  for (const Server& server : servers)
    for (const Location& location : server.locations) attached.insert(location.canary);
  for (const Settings& one : settings)
    if (one.canary.on != nullptr && !one.ignored) report_settings(one, attached.contains(&one), to.sink);
}

}  // namespace gw::nginx
