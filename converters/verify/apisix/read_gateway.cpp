/// Gateway API manifests as APISIX's controllers read them (spec/apisix §3.2, §3.3): a route for each match, with plugins for the
/// filters, and APISIX's own objects beside them.
#include <fmt/format.h>

#include <algorithm>

#include "verify/apisix/read_gateway.h"
#include "verify/words.h"

namespace gw::verify::apisix {
namespace {

constexpr std::string_view kGroup = "apisix.apache.org";

/// What HTTPRoutePolicies and BackendTrafficPolicies say, by what they are about.
class Policies {
 public:
  Policies(const kube::Bundle& manifests, Sink& sink) {
    for (const kube::Object& object : manifests.objects()) {
      if (object.group != kGroup) continue;
      const yaml::View spec = object.view(sink).map("spec");
      for (const yaml::View& target : spec.list("targetRefs").items()) {
        const std::string key = fmt::format("{}/{}/{}", object.name_space, text_of(target, "name"), text_of(target, "sectionName"));
        if (object.kind == "HTTPRoutePolicy") routes_[key].push_back(spec);
        if (object.kind == "BackendTrafficPolicy") services_[fmt::format("{}/{}", object.name_space, text_of(target, "name"))] = spec;
      }
    }
  }

  void apply(const gateway::Route& route, const gateway::RouteRule& rule, Route& out) const {
    for (const std::string& section : {std::string(), rule.name}) {
      const auto found = routes_.find(fmt::format("{}/{}/{}", route.name_space, route.name, section));
      if (found == routes_.end()) continue;
      for (const yaml::View& spec : found->second) {
        const auto priority = spec.integer("priority", -1'000'000'000'000'000, 1'000'000'000'000'000);
        out.priority = priority ? priority->value : 0;
        for (const yaml::View& one : spec.list("vars").items()) out.conditions.push_back(read_variable(one));
      }
      if (section.empty() && rule.name.empty()) break;
    }
  }

  /// The host that a backend sees; empty: that of the request.
  std::string host_for(const std::string& service, const std::string& backend) const {
    const auto found = services_.find(service);
    if (found == services_.end()) return "";
    const std::string how = text_of(found->second, "passHost");
    if (how == "rewrite") return text_of(found->second, "upstreamHost");
    const bool outside = backend.find('/') == std::string::npos;
    return how != "node" ? "" : outside ? backend.substr(0, backend.rfind(':')) : "that of the endpoint";
  }

 private:
  std::map<std::string, std::vector<yaml::View>> routes_;
  std::map<std::string, yaml::View> services_;
};

std::vector<std::string> uris_of(const Pattern& path, bool first_controllers) {
  const std::string& text = path.literal;
  switch (path.kind) {
    case Pattern::Kind::Exact: return {text};
    case Pattern::Kind::Regex: return {"/*"};
    case Pattern::Kind::Prefix: return {text + "*"};
    case Pattern::Kind::Elements: break;
  }
  const std::string written = path.written.empty() ? text : path.written;
  if (first_controllers) return {written + "*"};
  return written.ends_with('/') ? std::vector<std::string>{written, written + "*"} : std::vector<std::string>{written, written + "/*"};
}

/// Regular expressions are searched for, not matched as a whole.
void search(Condition& condition) {
  if (condition.regex) condition.regex = Regex(condition.regex->pattern(), {});
}

std::int64_t computed_priority(const std::string& host, const gateway::Match& match, std::size_t rule) {
  const auto length = static_cast<std::int64_t>(host.size());
  const std::int64_t exact = host.starts_with('*') ? 0 : length;
  return (exact << 31) | (length << 23) | (static_cast<std::int64_t>(match.method) << 22) | (static_cast<std::int64_t>(match.headers) << 17) |
         (static_cast<std::int64_t>(match.parameters) << 12) | ((16 - static_cast<std::int64_t>(std::min<std::size_t>(rule, 16))) << 7);
}

std::string rewritten(const gateway::PathChange& change, const Pattern& match, const std::string& path) {
  if (change.kind == gateway::PathChange::Kind::None) return path;
  if (change.kind == gateway::PathChange::Kind::Full) return change.text;
  const std::string prefix = match.written.empty() ? match.literal : match.written;
  const std::string target = change.text == "/" && prefix != "/" ? "" : change.text;
  const auto out = Regex(fmt::format("^({})(/.*)?$", prefix), {}).replaced(path, target + "$2", true);
  return !out ? path : out->empty() ? "/" : *out;
}

void apply_filters(const gateway::Filters& filters, const Pattern& match, bool first_controllers, const Request& request, Answer& out) {
  for (const auto& [name, change] : filters.request_headers) out.request_headers[name] = change;
  out.mirrors.insert(out.mirrors.end(), filters.mirrors.begin(), filters.mirrors.end());
  if (!first_controllers) {
    for (const auto& [name, change] : filters.response_headers) out.response_headers[name] = change;
    out.path = rewritten(filters.path, match, out.path);
    if (!filters.hostname.empty()) out.host = filters.hostname;
    if (!filters.cors.empty()) out.cors = filters.cors;
    out.guards = filters.guards;
  }
  if (!filters.redirect) return;
  const gateway::Redirect& how = *filters.redirect;
  out.kind = Answer::Kind::Redirect;
  out.status = how.status;
  out.location = fmt::format("{}://{}{}{}", how.scheme.empty() ? request.scheme : how.scheme, how.hostname.empty() ? request.host : how.hostname,
                             how.port == 0 ? "" : fmt::format(":{}", how.port), request.target());
}

bool attached(const gateway::Route& route, const gateway::Objects& objects, std::string_view protocol) {
  return std::ranges::any_of(objects.listeners, [&](const gateway::Listener& one) {
    return one.protocol == protocol && (one.all_namespaces || one.namespaces.contains(route.name_space)) &&
           std::ranges::any_of(route.parents, [&](const gateway::Parent& parent) { return parent.name == one.parent && (parent.section.empty() || parent.section == one.name); });
  });
}

bool at_other_port(const gateway::Listener& one) { return (one.protocol == "HTTP" && one.port != usual_port("http")) || (one.protocol == "HTTPS" && one.port != usual_port("https")); }

}  // namespace

Objects read_gateway(const kube::Bundle& manifests, const gateway::Objects& objects, bool first_controllers, Sink& sink) {
  Objects out;
  const Policies policies(manifests, sink);
  const Settings settings;
  for (const gateway::Route& route : objects.routes) {
    if (!attached(route, objects, "HTTP") && !attached(route, objects, "HTTPS")) continue;
    for (std::size_t i = 0; i < route.rules.size(); ++i) {
      const gateway::RouteRule& rule = route.rules[i];
      if (first_controllers && rule.backends.empty()) continue;  // they leave it out
      for (const gateway::Match& match : rule.matches) {
        Route made;
        made.rule = rule.rule;
        made.name_space = route.name_space;
        made.id = route.name;
        made.hosts = route.hostnames;
        for (const std::string& uri : uris_of(match.path, first_controllers)) made.uris.emplace_back(uri, settings.router);
        made.conditions = match.conditions;
        for (Condition& one : made.conditions) search(one);
        if (match.path.kind == Pattern::Kind::Regex) {
          Condition path{Subject::Path, "", Condition::Test::Matches, {match.path.regex->pattern()}};
          path.regex = Regex(match.path.regex->pattern(), {});
          made.conditions.push_back(std::move(path));
        }
        made.priority = first_controllers ? 0 : computed_priority(route.hostnames.empty() ? "" : route.hostnames.front(), match, i);
        policies.apply(route, rule, made);
        for (const gateway::Backend& backend : rule.backends) made.shares.push_back({backend.name, backend.weight});
        made.usual = made.shares;
        if (made.usual.size() > 1) made.usual = {{made.shares.front().backend, 1}};  // a traffic-split of the user replaces the one of the controller
        for (std::size_t n = 0; n < rule.backends.size(); ++n) made.hosts_of_backends.push_back(policies.host_for(rule.backends[n].service, rule.backends[n].name));
        made.host = common_host(made.hosts_of_backends);
        simplify(made.shares);
        for (const std::string& extension : rule.filters.extensions) {
          if (!extension.starts_with("PluginConfig ")) continue;
          const kube::Object* config = manifests.find(kGroup, "PluginConfig", route.name_space, extension.substr(13));
          if (config != nullptr) read_plugins(config->view(sink).map("spec").list("plugins"), made.plugins);
        }
        made.filters = [&rule, &match, first_controllers](const Request& request, Answer& answer) { apply_filters(rule.filters, match.path, first_controllers, request, answer); };
        if (rule.backends.empty() && !rule.filters.redirect) made.without_backend = 500;
        out.routes.push_back(std::move(made));
      }
    }
  }
  for (const gateway::Listener& one : objects.listeners)
    if (one.protocol == "HTTPS" && one.has_certificate) out.certificates.push_back({{one.hostname}, !one.client_guard.empty()});
  for (const kube::Object& object : manifests.objects())
    if (object.group == kGroup && object.kind == "GatewayProxy") read_plugins(object.view(sink).map("spec").list("plugins"), out.global);
  out.not_read = objects.not_read;
  if (std::ranges::any_of(objects.listeners, at_other_port)) out.not_read.emplace_back("ports of listeners: APISIX has those of its own configuration");
  return out;
}

}  // namespace gw::verify::apisix
