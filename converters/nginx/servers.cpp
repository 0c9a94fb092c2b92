#include "nginx/servers.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>

#include "kube/hosts.h"
#include "nginx/rewrite.h"

namespace gw::nginx {
namespace {

constexpr std::string_view kProduct = "ingress-nginx";
constexpr std::size_t kFewLocations = 32;

bool rewrites_to_another(const Settings& settings, std::string_view path) {
  return settings.rewrite_target != nullptr && settings.rewrite_target->value.value != path;
}

class Builder {
 public:
  explicit Builder(Lowering& to) : to_(to) {}

  void add(const Settings& settings) {
    const ingress::Ingress& ingress = *settings.ingress;
    if (ingress.default_backend.resource) to_.sink.report<Code::resource_backend_ignored>(ingress.default_backend.at, "/", kProduct);
    if (ingress.rules.empty()) return add_catch_all(settings);
    for (const ingress::HostRule& rule : ingress.rules) {
      if (!rule.host.empty() && !kube::is_host(rule.host)) {
        to_.sink.report<Code::host_not_expressible>(rule.at, rule.host, kube::host_fault(rule.host.starts_with("*.") ? std::string_view(rule.host).substr(2) : rule.host));
        continue;
      }
      Server& server = server_of(rule.host, rule.at, settings);
      for (const ingress::Path& path : rule.paths) add_path(server, path, settings);
    }
  }

  std::vector<Server> finish() {
    for (Server& server : servers_) find_regex(server);
    return std::move(servers_);
  }

 private:
  Server& server_of(const std::string& host, Origin at, const Settings& settings) {
    const auto [found, fresh] = by_host_.try_emplace(host, servers_.size());
    if (fresh) {
      Server& server = servers_.emplace_back();
      server.host = host;
      server.at = at;
      Location root{.path = "/", .implicit = true, .settings = &settings, .at = at, .entry = at};
      // With rules, the default backend does not serve hosts that nobody names.
      if (!host.empty() && settings.ingress->default_backend.written && !settings.ingress->default_backend.resource) {
        root.backend = &settings.ingress->default_backend;
        root.at = root.entry = root.backend->at;
      }
      if (host.empty()) {  // that server is there before any Ingress is read, and its `/` has no annotations
        auto bare = std::make_shared<Settings>();
        bare->ingress = settings.ingress;
        root.settings = bare.get();
        server.bare = std::move(bare);
      }
      server.locations.push_back(std::move(root));
    }
    Server& server = servers_[found->second];
    if (std::ranges::find(server.members, &settings) == server.members.end()) server.members.push_back(&settings);
    return server;
  }

  /// An Ingress without rules serves all hosts without a server; only the first one counts.
  void add_catch_all(const Settings& settings) {
    const ingress::Backend& backend = settings.ingress->default_backend;
    if (!backend.written || backend.resource) return;
    Server& server = server_of("", backend.at, settings);
    Location& root = server.locations.front();
    if (!root.implicit || root.backend != nullptr) {
      to_.sink.report<Code::path_taken>(backend.at, "/", "*", root.settings->ingress->label());
      server.members.pop_back();  // it says nothing about the host
      return;
    }
    root.backend = &backend;
    root.settings = &settings;
    root.at = root.entry = backend.at;
    root.implicit = false;
  }

  void add_path(Server& server, const ingress::Path& path, const Settings& settings) {
    if (!path.backend.written) return;
    if (path.backend.resource) {
      to_.sink.report<Code::resource_backend_ignored>(path.entry, path.text, kProduct);
      return;
    }
    Location location{.path = std::string(path.text.empty() ? "/" : path.text), .exact = path.type == ingress::PathType::Exact,
                      .settings = &settings, .backend = &path.backend, .at = path.at, .entry = path.entry};
    // The controller looks at the first location of the path only; one more of another type is a place of its own.
    const auto same = same_path(server, location.path);
    if (!same.empty() && server.locations[same.front()].exact == location.exact) {
      Location& other = server.locations[same.front()];
      if (!other.implicit) return report_taken(server, location, other);
      other = std::move(location);
      return;
    }
    if (server.locations.size() >= kFewLocations) by_path_[server.host + '\n' + location.path].push_back(server.locations.size());
    server.locations.push_back(std::move(location));
  }

  /// The locations of the server with this path: of a few, each is looked at; more are kept in a table.
  std::vector<std::size_t> same_path(const Server& server, std::string_view path) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < std::min(server.locations.size(), kFewLocations); ++i)
      if (server.locations[i].path == path) out.push_back(i);
    if (server.locations.size() <= kFewLocations) return out;
    if (const auto more = by_path_.find(std::string(server.host).append(1, '\n').append(path)); more != by_path_.end())
      out.insert(out.end(), more->second.begin(), more->second.end());
    return out;
  }

  void report_taken(const Server& server, const Location& location, Location& winner) {
    to_.sink.report<Code::path_taken>(location.entry, location.path, shown(server), winner.settings->ingress->label());
    const ingress::Ingress& a = *winner.settings->ingress;
    const ingress::Ingress& b = *location.settings->ingress;
    if (&a == &b || (!a.created.empty() && !b.created.empty())) return;
    // Perhaps it is the other way round: what one of the two guards must not be open because of a guess.
    const bool asks = location.settings->auth_url != nullptr && !to_.sink.accepts(Code::external_auth_not_expressible);
    if (asks || location.settings->withheld == model::Withheld::Guarded) winner.withheld = model::Withheld::Guarded;
    to_.sink.report<Code::age_unknown>(location.at, a.label(), b.label(), shown(server));
  }

  /// template.go, enforceRegexModifier: one location is enough, and the implicit one is one.
  static void find_regex(Server& server) {
    for (const Location& location : server.locations) {
      if (location.settings->use_regex == nullptr && !rewrites_to_another(*location.settings, location.path)) continue;
      server.regex_by = location.settings;
      return;
    }
  }

  Lowering& to_;
  std::vector<Server> servers_;
  std::unordered_map<std::string, std::size_t> by_host_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_path_;  ///< of host and path, beyond the first few
};

/// A default backend that no host falls back to.
void report_idle_backends(const std::vector<Server>& servers, std::span<const Settings> settings, Sink& sink) {
  std::set<const ingress::Backend*> used;
  for (const Server& server : servers) used.insert(server.locations.front().backend);
  for (const Settings& one : settings)
    if (const ingress::Backend& backend = one.ingress->default_backend; backend.written && !backend.resource && !one.ingress->rules.empty() && !used.contains(&backend))
      sink.report<Code::field_without_effect>(backend.at, "defaultBackend", "because no host falls back to it");
}

}  // namespace

Hosts hosts_of(std::span<const Server> servers) {
  Hosts out;
  out.reserve(servers.size());
  for (const Server& server : servers) out.insert(server.host);
  return out;
}

void sort_by_age(std::vector<Settings>& settings) {
  if (std::ranges::any_of(settings, [](const Settings& s) { return s.ingress->created.empty(); })) return;
  std::vector<std::string> names;
  for (const Settings& one : settings) names.push_back(std::string(one.ingress->name_space()).append("/").append(one.ingress->object->name));
  std::vector<std::size_t> order(settings.size());  // settings are large: only numbers are sorted
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    const int age = settings[a].ingress->created.compare(settings[b].ingress->created);
    return age != 0 ? age < 0 : names[a] > names[b];
  });
  std::vector<Settings> sorted;
  sorted.reserve(settings.size());
  for (const std::size_t number : order) sorted.push_back(std::move(settings[number]));
  settings = std::move(sorted);
}

void report_age(const Server& server, Origin at, Sink& sink) {
  if (server.members.size() < 2) return;
  const ingress::Ingress& first = *server.members[0]->ingress;
  const ingress::Ingress& second = *server.members[1]->ingress;
  if (!first.created.empty() && !second.created.empty()) return;
  sink.report<Code::age_unknown>(at, first.label(), second.label(), shown(server));
}

std::vector<Server> build_servers(std::span<const Settings> settings, Lowering& to) {
  Builder builder(to);
  for (const bool catch_all : {true, false})  // createServers: what has no rules comes before every path
    for (const Settings& one : settings)
      if (!one.ignored && one.canary.on == nullptr && one.ingress->rules.empty() == catch_all) builder.add(one);
  std::vector<Server> servers = builder.finish();
  report_idle_backends(servers, settings, to.sink);
  return servers;
}

std::string shown(const Server& server) { return server.host.empty() ? "*" : server.host; }

std::string sample_host(const Server& server) {
  if (server.host.empty()) return "any.host";
  return server.host.starts_with('*') ? "any" + server.host.substr(1) : server.host;
}

std::string route_name(const Server& server) { return ingress::host_in_name(server.host); }

std::string before_of(const Location& location) {
  const Settings& settings = *location.settings;
  if (settings.redirect || (settings.rewrite_target != nullptr && is_absolute(settings.rewrite_target->value.value))) return "a redirect";
  return location.backend == nullptr ? "404" : upstream_key(settings.ingress->name_space(), *location.backend);
}

std::string after_of(const Server& server, const Location& location) {
  const model::Withheld withheld = std::max(location.settings->withheld_at(location.path), location.withheld);
  if (server.guarded || withheld == model::Withheld::Guarded) return "refused";
  return withheld == model::Withheld::Omitted ? "404, or another rule" : before_of(location);
}

std::string upstream_key(std::string_view name_space, const ingress::Backend& backend) {
  return fmt::format("{}/{}{}", name_space, backend.service, backend.resolved ? fmt::format(":{}", backend.port) : "");
}

}  // namespace gw::nginx
