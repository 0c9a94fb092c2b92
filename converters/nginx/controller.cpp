#include "nginx/controller.h"

#include <algorithm>

#include "nginx/carried.h"
#include "nginx/certificates.h"
#include "nginx/config_map.h"
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
    if (location.backend == nullptr) continue;
    finding.witness = Witness{fmt::format("GET http://a.b{}{}", server.host.substr(1), location.path.find_first_of("(|[\\") == std::string::npos ? location.path : "/"), "404",
                              upstream_key(location.settings->ingress->name_space(), *location.backend)};
    return;
  }
}

void report_rules_without_host(const std::vector<Server>& servers, Sink& sink) {
  const auto hostless = std::ranges::find_if(servers, [](const Server& s) { return s.host.empty(); });
  if (hostless == servers.end() || servers.size() == 1) return;
  const auto other = std::ranges::find_if(servers, [](const Server& s) { return !s.host.empty(); });
  const auto serving = std::ranges::find_if(hostless->locations, [](const Location& l) { return l.backend != nullptr; });
  Finding& finding = sink.report<Code::rules_without_host>(hostless->at, "ingress-nginx");
  if (serving == hostless->locations.end()) return;
  finding.witness = Witness{fmt::format("GET http://{}/of-no-rule", other->host.starts_with('*') ? "any" + other->host.substr(1) : other->host), "404",
                            fmt::format("404, or {}", upstream_key(serving->settings->ingress->name_space(), *serving->backend))};
}

/// The law of this house: no annotation of the controller without a word about it, and no Ingress that vanishes.
void report_idle(std::span<const Settings> settings, Sink& sink) {
  for (const Settings& one : settings) {
    if (!one.live) sink.report<Code::nothing_printed>(one.ingress->object->at(), one.ingress->label());
    for (const Annotation& annotation : one.ingress->annotations)
      if (annotation.key.starts_with(kPrefix) && !annotation.reported && !(annotation.in_output && one.live))
        report<Code::annotation_without_effect>(sink, annotation, fmt::format("{}: {}", short_name(annotation), annotation.value.value),
                                                "nothing that is printed depends on it");
  }
}

}  // namespace

void convert(ingress::Class& of, Lowering& to) {
  const Defaults defaults = read_defaults(to);
  std::vector<Settings> settings;
  settings.reserve(of.ingresses.size());
  for (const ingress::Ingress& ingress : of.ingresses) settings.push_back(read_settings(ingress, defaults, to));
  sort_by_age(settings);
  std::map<const Settings*, model::Filters> filters;
  for (Settings& one : settings) filters.emplace_hint(filters.end(), &one, read_filters(one, defaults, to));

  const std::string gateway = of.name.empty() ? "ingress" : of.name;
  std::vector<Server> servers = build_servers(settings, to);
  attach_canaries(servers, settings, to);
  guard_hosts(servers, filters, to);
  add_aliases(servers, to);
  add_www_redirects(servers, to);
  pass_tls_through(servers, gateway, to);
  find_certificates(servers, gateway, to);
  report_rules_without_host(servers, to.sink);

  const RouteContext context{gateway, defaults, filters, to};
  std::size_t redirects = 0;
  for (const Server& server : servers) {
    report_wildcard(server, to.sink);
    redirects += add_routes(server, context) ? 1 : 0;
  }
  to.model.classes.push_back({of.name, gateway, of.ingresses.size(), of.ingresses.front().object->name_at});
  carry_to_gateway(settings, gateway, to);
  report_idle(settings, to.sink);
  if (!servers.empty()) report_implicit(defaults, std::ranges::any_of(servers, [](const Server& s) { return s.listener.has_value(); }), redirects, to);
}

}  // namespace gw::nginx
