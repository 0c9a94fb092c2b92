#include "verify/apisix/side.h"

#include <fmt/format.h>

#include <algorithm>

#include "verify/apisix/traffic_split.h"

namespace gw::verify::apisix {

namespace {

/// Redirects tell methods and queries apart, and so do annotations that refuse methods.
void look_at_plugins(Route& route) {
  const auto tell = [&](Subject subject, std::string name, std::vector<std::string> values) {
    Condition out;
    out.subject = subject;
    out.name = std::move(name);
    out.values = std::move(values);
    route.looked_at.push_back({std::move(out)});
  };
  route.looked_at = split_conditions(route.plugins);
  if (const auto found = route.plugins.find(kRefusedMethods); found != route.plugins.end())
    for (const auto& [list, methods] : found->second.lists) tell(Subject::Method, "", methods);
  if (route.plugins.contains("cors")) tell(Subject::Method, "", {"OPTIONS"});
  if (route.plugins.contains("redirect")) {
    tell(Subject::Method, "", {"GET", "HEAD"});
    tell(Subject::Query, "q", {"1"});
  }
}

}  // namespace

bool host_matches(std::string_view pattern, std::string_view host) {
  return pattern.starts_with('*') ? host.ends_with(pattern.substr(1)) : pattern == host;
}

ApisixSide::ApisixSide(Objects objects, const Settings& settings, const Backends& backends)
    : objects_(std::move(objects)), router_(settings.router), backends_(backends) {
  // After a restart routes come in the order of their ids.
  std::ranges::stable_sort(objects_.routes, {}, &Route::id);
  for (Route& route : objects_.routes) look_at_plugins(route);
  for (const Route& route : objects_.routes) add(route);
  for (auto& [host, tree] : by_host_) put_in_order(tree);
}

void ApisixSide::add(const Route& route) {
  const std::size_t order = static_cast<std::size_t>(&route - objects_.routes.data());
  const auto put = [&](const std::string& host) {
    for (const Uri& uri : route.uris) (uri.exact ? by_host_[host].exact : by_host_[host].prefixes)[uri.key].push_back({&route, &uri, order});
  };
  if (router_ != Router::HostUri || route.hosts.empty()) return put("");
  for (const std::string& host : route.hosts) put(host);
}

void ApisixSide::put_in_order(Tree& tree) {
  const auto better = [](const Entry& a, const Entry& b) {
    if (a.route->priority != b.route->priority) return a.route->priority > b.route->priority;
    if (a.uri->written.size() != b.uri->written.size()) return a.uri->written.size() > b.uri->written.size();
    return a.order < b.order;
  };
  for (auto* table : {&tree.exact, &tree.prefixes})
    for (auto& [key, entries] : *table) std::ranges::stable_sort(entries, better);
}

const std::vector<const ApisixSide::Tree*>& ApisixSide::trees(std::string_view host) const {
  auto& [asked, out] = trees_;
  if (!out.empty() && asked == host) return out;
  asked = host;
  out.clear();
  const auto add = [&](std::string_view key) {
    if (const auto found = by_host_.find(std::string(key)); found != by_host_.end()) out.push_back(&found->second);
  };
  if (router_ == Router::HostUri) {
    add(host);
    for (std::size_t at = 0; at <= host.size(); ++at) add("*" + std::string(host.substr(at)));
  }
  add("");
  return out;
}

std::vector<const ApisixSide::Entry*> ApisixSide::candidates(const Tree& tree, std::string_view path) {
  std::vector<const Entry*> out;
  const auto add = [&](const auto& table, std::string_view key) {
    const auto found = table.find(std::string(key));
    if (found == table.end()) return;
    for (const Entry& entry : found->second)
      if (entry.uri->matches(path)) out.push_back(&entry);
  };
  add(tree.exact, path);
  if (!tree.prefixes.empty())
    for (std::size_t length = path.size() + 1; length-- > 0;) add(tree.prefixes, path.substr(0, length));
  return out;
}

bool ApisixSide::serves_host(const Route& route, std::string_view host) const {
  return router_ == Router::HostUri || route.hosts.empty() || std::ranges::any_of(route.hosts, [&](const std::string& one) { return host_matches(one, host); });
}

std::vector<std::string> ApisixSide::hosts() const {
  std::vector<std::string> out;
  for (const Route& route : objects_.routes) {
    if (route.hosts.empty()) out.emplace_back();
    out.insert(out.end(), route.hosts.begin(), route.hosts.end());
  }
  for (const Certificate& one : objects_.certificates) out.insert(out.end(), one.hosts.begin(), one.hosts.end());
  return out;
}

const Certificate* ApisixSide::certificate(std::string_view host) const {
  const Certificate* by_wildcard = nullptr;
  for (const Certificate& one : objects_.certificates)
    for (const std::string& name : one.hosts) {
      if (name == host) return &one;
      if (name.starts_with('*') && host_matches(name, host) && host.substr(0, host.size() - name.size() + 1).find('.') == std::string_view::npos) by_wildcard = &one;
    }
  return by_wildcard;
}

bool ApisixSide::listens(const Request& request) const {
  return at_usual_port(request) && (request.scheme != "https" || certificate(request.host) != nullptr);
}

void ApisixSide::paths(const Request& request, std::vector<Pattern>& patterns, std::vector<std::string>& probes) const {
  for (const Tree* tree : trees(request.host))
    for (const auto* table : {&tree->exact, &tree->prefixes})
      for (const auto& [key, entries] : *table)
        for (const Entry& entry : entries) {
          if (!serves_host(*entry.route, request.host)) continue;
          patterns.push_back(entry.uri->exact ? Pattern::exact(key) : Pattern::prefix(key));
          if (entry.uri->check && entry.uri->check->decided()) patterns.push_back(Pattern::matching(*entry.uri->check));
          for (const Condition& one : entry.route->conditions) {
            if (one.subject != Subject::Path) continue;
            if (one.regex) patterns.push_back(Pattern::matching(*one.regex));
            else
              for (const std::string& value : one.values)
                if (value.starts_with('/')) patterns.push_back(Pattern::exact(value));
          }
          if (entry.route->plugins.contains("proxy-rewrite") || entry.route->plugins.contains("redirect")) probes.push_back(key);
        }
}

void ApisixSide::conditions(const Request& request, std::vector<const Conditions*>& out) const {
  for (const Tree* tree : trees(request.host))
    for (const Entry* entry : candidates(*tree, request.path)) {
      if (!serves_host(*entry->route, request.host)) continue;
      if (!entry->route->conditions.empty()) out.push_back(&entry->route->conditions);
      for (const Conditions& one : entry->route->looked_at) out.push_back(&one);
    }
}

const Route* ApisixSide::route_for(const Request& request) const {
  for (const Tree* tree : trees(request.host))
    for (const Entry* entry : candidates(*tree, request.path))
      if (serves_host(*entry->route, request.host) && first_failing(entry->route->conditions, request) == nullptr) return entry->route;
  return nullptr;
}

Answer ApisixSide::answer(const Request& request, Trace* trace) const {
  Answer out;
  if (!at_usual_port(request)) return refused(request, "APISIX", trace);
  const Certificate* tls = request.scheme == "https" ? certificate(request.host) : nullptr;
  if (request.scheme == "https" && tls == nullptr) {
    out.kind = Answer::Kind::Refused;
    // A wildcard stands for one label here, and for any number in the Gateway API.
    for (const Certificate& one : objects_.certificates)
      if (std::ranges::any_of(one.hosts, [&](const std::string& name) { return name.starts_with('*') && host_matches(name, request.host); })) out.involved.push_back(&one.rule);
    if (trace != nullptr) trace->add(fmt::format("no ApisixTls has a certificate for host `{}`", request.host));
    return out;
  }
  const Entry* winner = nullptr;
  for (const Tree* tree : trees(request.host)) {
    for (const Entry* entry : candidates(*tree, request.path)) {
      if (!serves_host(*entry->route, request.host) || first_failing(entry->route->conditions, request) != nullptr) continue;
      if (winner == nullptr) {
        winner = entry;
        out = of(*entry->route, request);
        continue;
      }
      // Nothing but their ids decides between routes of one pattern and priority.
      const bool tied = entry->uri->written == winner->uri->written && entry->route->priority == winner->route->priority && entry->route != winner->route;
      if (!tied) break;
      out.others.push_back(of(*entry->route, request));
    }
    if (trace != nullptr) explain(*tree, request, winner, *trace);
    if (winner != nullptr) break;
  }
  if (winner == nullptr) apply(objects_.global, request, {"", backends_}, out);
  if (tls != nullptr && tls->client) out.guards.emplace_back("client certificate");
  std::ranges::sort(out.guards);
  return out;
}

Answer ApisixSide::of(const Route& route, const Request& request) const {
  Answer out;
  out.rule = &route.rule;
  out.kind = Answer::Kind::Forward;
  out.shares = route.shares;
  out.path = request.path;
  out.host = request.host;
  out.method = request.method;
  if (route.filters) route.filters(request, out);
  const Place place{route.name_space, backends_, route.usual};
  apply(objects_.global, request, place, out);
  apply(route.plugins, request, place, out);
  std::ranges::sort(out.guards);
  if (!route.host.empty()) out.host = route.host;
  simplify(out.shares);
  if (out.kind == Answer::Kind::Forward && out.shares.empty()) {
    out.kind = Answer::Kind::Status;
    out.status = route.without_backend;
  }
  return out;
}

void ApisixSide::explain(const Tree& tree, const Request& request, const Entry* winner, Trace& trace) const {
  const auto begin = static_cast<std::ptrdiff_t>(trace.steps.size());
  for (const auto* table : {&tree.exact, &tree.prefixes})
    for (const auto& [key, entries] : *table)
      for (const Entry& entry : entries)
        if (!entry.uri->matches(request.path)) trace.add(fmt::format("{} (path `{}`): the path does not match", entry.route->rule.label, entry.uri->written), &entry.route->rule);
  std::ranges::sort(trace.steps.begin() + begin, trace.steps.end(), {}, &Trace::Step::text);  // these are not tried at all
  for (const Entry* entry : candidates(tree, request.path)) {
    const std::string name = fmt::format("{} (path `{}`)", entry->route->rule.label, entry->uri->written);
    if (!serves_host(*entry->route, request.host)) trace.add(name + ": the host is not one of its hosts", &entry->route->rule);
    else if (const Condition* failing = first_failing(entry->route->conditions, request)) trace.add(fmt::format("{}: {}", name, failing->fails()), &entry->route->rule);
    else if (entry == winner) trace.add(name + ": matches", &entry->route->rule, true);
    else trace.add(name + ": matches, but comes later", &entry->route->rule);
  }
}

}  // namespace gw::verify::apisix
