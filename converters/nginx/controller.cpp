#include "nginx/controller.h"

#include <algorithm>
#include <unordered_map>

#include "nginx/certificates.h"
#include "nginx/client_certificates.h"
#include "nginx/config_map.h"
#include "nginx/external_auth.h"
#include "nginx/filters.h"
#include "nginx/more_servers.h"
#include "nginx/routes.h"

namespace gw::nginx {
namespace {

/// A wildcard stands for one label in nginx (template.go, buildServerName), but for any number in the Gateway API.
void report_wildcard(const Server& server, Sink& sink) {
  if (!server.host.starts_with('*')) return;
  Finding& finding = sink.report<Code::wildcard_host_widened>(server.at, server.host, "ingress-nginx");
  for (const Location& location : server.locations) {
    const std::string after = location.backend == nullptr ? "404" : after_of(server, location);
    if (after == "404" || after == "refused") continue;
    finding.witness = Witness{fmt::format("GET http://a.b{}{}", server.host.substr(1), location.path.find_first_of("(|[\\") == std::string::npos ? location.path : "/"), "404", after};
    return;
  }
}

/// A host of its own never falls back to a wider one in nginx.
void report_wider_host(const Server& wide, const Server& narrow, Sink& sink) {
  const auto serving = std::ranges::find_if(wide.locations, [](const Location& l) { return l.backend != nullptr; });
  if (serving == wide.locations.end()) return;
  Finding& finding = sink.report<Code::rules_without_host>(wide.at, wide.host.empty() ? "without a host" : fmt::format("of `{}`", wide.host), "ingress-nginx");
  finding.witness = Witness{fmt::format("GET http://{}/of-no-rule", sample_host(narrow)), "404",
                            fmt::format("404, or {}", after_of(wide, *serving))};
}

/// Whether a rule of the host takes every request for it.
bool has_root(const Server& server) {
  return std::ranges::any_of(server.locations, [](const Location& l) { return l.path == "/" && !l.exact && (l.backend != nullptr || l.settings->redirect); });
}

void report_wider_hosts(const std::vector<Server>& servers, Sink& sink) {
  std::unordered_map<std::string_view, const Server*> below;  // ".example.com": a host right below it
  for (const Server& server : servers)
    if (const std::size_t dot = server.host.find('.'); dot != std::string::npos && !server.host.starts_with('*') && !has_root(server))
      below.emplace(std::string_view(server.host).substr(dot), &server);
  const auto named = std::ranges::find_if(servers, [](const Server& s) { return !s.host.empty() && !has_root(s); });
  for (const Server& server : servers) {
    if (server.host.empty() && named != servers.end()) report_wider_host(server, *named, sink);
    if (!server.host.starts_with('*')) continue;
    if (const auto found = below.find(std::string_view(server.host).substr(1)); found != below.end()) report_wider_host(server, *found->second, sink);
  }
}

/// Once, if there is an Ingress that the ConfigMap's server is asked about.
void report_global_auth(std::span<const Settings> settings, const Defaults& defaults, Sink& sink) {
  if (defaults.global_auth.value.empty()) return;
  const auto asked = std::ranges::count_if(settings, [](const Settings& s) { return s.globally_guarded; });
  const std::string name = std::string(defaults.config_map->name_space).append("/").append(defaults.config_map->name);
  if (asked > 0) sink.report<Code::global_auth_not_expressible>(defaults.global_auth.at, name, defaults.global_auth.value, "their rules are");
  else sink.report<Code::field_without_effect>(defaults.global_auth.at, defaults.global_auth.value, "because every Ingress switches it off");
}

/// The controller sends to Pods directly, and takes the port that they listen on for the one of the Service.
void report_target_ports(const ingress::Ingress& ingress, Lowering& to) {
  for (const ingress::Backend* backend : ingress::backends_of(ingress))
    if (backend->by_target) to.sink.report<Code::port_by_target_port>(backend->at, ingress::written_port(ingress, *backend, to.bundle), backend->service, backend->port);
}

bool has_paths(const ingress::Ingress& ingress) {
  return ingress.default_backend.written || std::ranges::any_of(ingress.rules, [](const ingress::HostRule& rule) { return !rule.paths.empty(); });
}

/// The law of this house: no annotation of the controller without a word about it, and no Ingress that vanishes.
void report_idle(std::span<const Settings> settings, Sink& sink) {
  for (const Settings& one : settings) {
    if (!one.live) sink.report<Code::nothing_printed>(one.ingress->object->at(), one.ingress->label(), has_paths(*one.ingress) ? "; other findings say why" : ": it has no path");
    for (const Annotation& annotation : one.ingress->annotations)
      if (annotation.key.starts_with(kPrefix) && !annotation.reported && !annotation.stands && !(annotation.in_output && one.live))
        report<Code::annotation_without_effect>(sink, annotation, fmt::format("{}: {}", short_name(annotation), annotation.value.value),
                                                one.live ? "nothing that is printed depends on it" : "no rule of its Ingress is printed as it is");
  }
}

}  // namespace

void convert(ingress::Class& of, Lowering& to) {
  const Defaults defaults = read_defaults(to);
  std::vector<Settings> settings;
  settings.reserve(of.ingresses.size());
  for (const ingress::Ingress& ingress : of.ingresses) {
    settings.push_back(read_settings(ingress, defaults, to));
    report_target_ports(ingress, to);
  }
  report_global_auth(settings, defaults, to.sink);
  sort_by_age(settings);
  std::map<const Settings*, model::Filters> filters;
  for (Settings& one : settings) filters.emplace_hint(filters.end(), &one, read_filters(one, defaults, to));

  const std::string gateway = of.name.empty() ? "ingress" : of.name;
  std::vector<Server> servers = build_servers(settings, to);
  attach_canaries(servers, settings, to);
  settle_external_auth(settings, servers, filters, to);
  guard_hosts(servers, filters, to);
  add_aliases(servers, to);
  add_www_redirects(servers, to);
  pass_tls_through(servers, gateway, to);
  find_certificates(servers, gateway, to);
  demand_certificates(servers, to);
  report_wider_hosts(servers, to.sink);

  const Hosts hosts = hosts_of(servers);
  std::map<const Settings*, Upstream> upstreams;
  for (const Settings& one : settings) upstreams.emplace_hint(upstreams.end(), &one, read_upstream(one, to.bundle, to.sink));
  const RouteContext context{gateway, defaults, filters, upstreams, hosts, to};
  std::size_t redirects = 0;
  for (const Server& server : servers) {
    report_wildcard(server, to.sink);
    redirects += add_routes(server, context) ? 1 : 0;
  }
  to.model.classes.push_back({of.name, gateway, of.ingresses.size(), of.ingresses.front().object->name_at});
  std::vector<const ingress::Ingress*> ingresses;
  for (const Settings& one : settings) ingresses.push_back(one.ingress);
  ingress::carry_to_gateway(ingresses, kOwner, gateway, to);
  report_idle(settings, to.sink);
  if (!servers.empty()) report_implicit(defaults, std::ranges::any_of(servers, [](const Server& s) { return s.listener.has_value(); }), redirects, to);
}

}  // namespace gw::nginx
