// Canaries: an Ingress of its own that takes a part of the requests of another one (controller.go, mergeAlternativeBackends;
// rootfs/etc/nginx/lua/balancer.lua).
#include <algorithm>
#include <map>
#include <unordered_map>

#include "nginx/servers.h"

namespace gw::nginx {
namespace {

struct Place {
  const Server* server;
  Location* location;
};

class Canaries {
 public:
  Canaries(std::vector<Server>& servers, std::span<const Settings> settings, Lowering& to) : to_(to) {
    for (Server& server : servers)
      for (Location& location : server.locations) {
        if (location.backend == nullptr) continue;  // the default backend of a host has a canary like any other
        places_[key(server.host, location.path, location.exact)] = &location;
        by_upstream_[upstream(location)].push_back({&server, &location});
      }
    for (std::size_t i = 0; i < settings.size(); ++i) age_[&settings[i]] = i;
  }

  /// Returns whether any of its paths counts.
  bool attach(const Settings& canary) {
    bool any = false;
    for (const ingress::HostRule& rule : canary.ingress->rules)
      for (const ingress::Path& path : rule.paths)
        if (path.backend.written && !path.backend.resource)
          any = attach(canary, {rule.host, std::string(path.text.empty() ? "/" : path.text), path.type == ingress::PathType::Exact, path.backend, path.entry}) || any;
    // controller.go, mergeAlternativeBackends: a default backend is a canary of the catch-all server.
    if (const ingress::Backend& rest = canary.ingress->default_backend; rest.written && !rest.resource) any = attach(canary, {"", "/", false, rest, rest.at}) || any;
    return any;
  }

  /// A canary counts for the Service, wherever else that is used.
  void report_leaks() {
    for (const auto& [name, places] : by_upstream_) {
      const auto with = std::ranges::find_if(places, [](const Place& p) { return p.location->canary != nullptr; });
      if (with == places.end()) continue;
      const auto without = std::ranges::find_if(places, [](const Place& p) { return p.location->canary == nullptr; });
      if (without == places.end()) continue;
      const auto others = std::ranges::count_if(places, [](const Place& p) { return p.location->canary == nullptr; });
      Finding& finding = to_.sink.report<Code::canary_leaks>(with->location->canary_backend->at, name, shown(without->server->host), without->location->path, others > 1 ? fmt::format(" and {} more", others - 1) : "");
      finding.witness = Witness{fmt::format("GET http://{}{}", sample_host(*without->server), without->location->path),
                                fmt::format("{} or {}", name, upstream_key(with->location->canary->ingress->name_space(), *with->location->canary_backend)), name};
    }
  }

 private:
  struct Wanted {
    std::string_view host;
    std::string path;
    bool exact;
    const ingress::Backend& backend;
    Origin at;
  };

  static std::string key(std::string_view host, std::string_view path, bool exact) { return fmt::format("{}\n{}\n{}", host, path, exact ? 'e' : 'p'); }
  static std::string_view shown(std::string_view host) { return host.empty() ? "*" : host; }
  static std::string upstream(const Location& location) { return upstream_key(location.settings->ingress->name_space(), *location.backend); }

  bool attach(const Settings& canary, const Wanted& wanted) {
    const auto found = places_.find(key(wanted.host, wanted.path, wanted.exact));
    if (found == places_.end()) {
      to_.sink.report<Code::canary_without_main>(wanted.at, wanted.path, shown(wanted.host));
      return false;
    }
    Location& location = *found->second;
    if (location.canary != nullptr) {
      to_.sink.report<Code::canary_ignored>(wanted.at, wanted.path, shown(wanted.host), fmt::format("only the oldest canary counts, that of {}", location.canary->ingress->label()));
      return false;
    }
    const std::string name = upstream_key(canary.ingress->name_space(), wanted.backend);
    if (name == upstream(location)) {
      to_.sink.report<Code::canary_ignored>(wanted.at, wanted.path, shown(wanted.host), "it has the Service of the main Ingress");
      return false;
    }
    const auto [first, fresh] = of_service_.try_emplace(upstream(location), name);
    if (!fresh && first->second != name) {
      to_.sink.report<Code::canary_ignored>(wanted.at, wanted.path, shown(wanted.host), fmt::format("Service `{}` has the canary `{}` already, on another path", first->first, first->second));
      return false;
    }
    location.canary = &canary;
    location.canary_backend = &wanted.backend;
    if (const auto mains = by_upstream_.find(name); mains != by_upstream_.end()) report_main(canary, wanted, *mains);
    return true;
  }

  void report_main(const Settings& canary, const Wanted& wanted, const std::pair<const std::string, std::vector<Place>>& mains) {
    for (const Place& place : mains.second) {
      if (age_.at(place.location->settings) < age_.at(&canary)) continue;
      to_.sink.report<Code::canary_service_is_main>(wanted.at, mains.first, place.location->path, shown(place.server->host));
      if (!to_.sink.accepts(Code::canary_service_is_main)) place.location->withheld = model::Withheld::Omitted;
    }
  }

  Lowering& to_;
  std::unordered_map<std::string, Location*> places_;
  std::map<std::string, std::vector<Place>> by_upstream_;
  std::unordered_map<const Settings*, std::size_t> age_;
  std::map<std::string, std::string> of_service_;  ///< the first canary of a Service counts for all of its paths
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
    if (one.canary.on != nullptr && !one.ignored) report_settings(one, canaries.attach(one), to.sink);
  canaries.report_leaks();
}

}  // namespace gw::nginx
