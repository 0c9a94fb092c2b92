#include "verify/gateway/side.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace gw::verify::gateway {
namespace {

/// The more specific of two host names that share hosts; nothing if they share none.
std::optional<std::string> intersection(const std::string& listener, const std::string& route) {
  if (listener.empty() || listener == route) return route;
  if (route.empty() || covers(route, listener)) return listener;
  if (covers(listener, route)) return route;
  if (route.starts_with("*.") && listener.starts_with("*.")) {
    if (route.ends_with(listener.substr(1))) return route;
    if (listener.ends_with(route.substr(1))) return listener;
  }
  return std::nullopt;
}

bool takes(const Listener& listener, const Parent& parent, const Route& route) {
  const bool http = listener.protocol == "HTTP" || listener.protocol == "HTTPS";
  return http && parent.kind == listener.parent_kind && parent.name == listener.parent && parent.name_space == listener.name_space &&
         (parent.section.empty() || parent.section == listener.name) && (parent.port == 0 || parent.port == listener.port) &&
         (listener.all_namespaces || listener.namespaces.contains(route.name_space)) && (listener.kinds.empty() || listener.kinds.contains(route.kind));
}

}  // namespace

Precedence precedence_of(std::string_view release) {
  if (release.starts_with("v0.5") || release.starts_with("v0.6")) return Precedence::PathLength;
  return release == "v0.7.0" ? Precedence::ExactLength : Precedence::ExactFirst;
}

GatewaySide::GatewaySide(Objects objects, Habits habits) : objects_(std::move(objects)), habits_(habits), by_listener_(objects_.listeners.size()) {
  for (std::size_t i = 0; i < objects_.listeners.size(); ++i) {
    const Listener& listener = objects_.listeners[i];
    const bool tls = listener.protocol == "HTTPS";
    if (!tls && listener.protocol != "HTTP") continue;
    for (const int port : listener.reached_at) {
      auto& there = listeners_[{tls ? "https" : "http", port}];
      if (!tls || (listener.has_certificate && !listener.passthrough)) there[listener.hostname].push_back(i);
    }
  }
  std::map<std::string, std::size_t> extensions;
  for (const Route& route : objects_.routes)
    for (const RouteRule& rule : route.rules)
      for (const std::string& extension : rule.filters.extensions) ++extensions[extension.substr(0, extension.find(' '))];
  for (const auto& [kind, count] : extensions)
    objects_.not_read.push_back(fmt::format("{} filter{} of kind {}, which the implementation defines", count, count == 1 ? "" : "s", kind.empty() ? "?" : kind));
  for (std::size_t i = 0; i < objects_.routes.size(); ++i) attach(i);
  for (Hosts& hosts : by_listener_)
    for (auto& [name, host] : hosts) put_in_order(host);
}

void GatewaySide::attach(std::size_t index) {
  const Route& route = objects_.routes[index];
  std::set<std::pair<std::size_t, std::string>> places;
  for (std::size_t l = 0; l < objects_.listeners.size(); ++l) {
    const Listener& listener = objects_.listeners[l];
    if (std::ranges::none_of(route.parents, [&](const Parent& parent) { return takes(listener, parent, route); })) continue;
    if (route.hostnames.empty()) places.insert({l, listener.hostname});
    for (const std::string& host : route.hostnames)
      if (const auto both = intersection(listener.hostname, host)) places.insert({l, *both});
  }
  if (places.empty()) objects_.not_read.push_back(fmt::format("{} {}/{}, which no listener takes", route.kind, route.name_space, route.name));
  for (const auto& [listener, host] : places) {
    VirtualHost& there = by_listener_[listener][host];
    std::size_t order = 0;
    for (const RouteRule& rule : route.rules)
      for (const Match& match : rule.matches) there.entries.push_back({&rule, &match, index, order++});
  }
}

GatewaySide::Rank GatewaySide::rank(const Entry& entry) const {
  const Pattern& path = entry.match->path;
  const std::string& text = path.kind == Pattern::Kind::Regex ? path.regex->pattern() : path.written.empty() ? path.literal : path.written;
  const bool exact = path.kind == Pattern::Kind::Exact;
  const bool alone = habits_.precedence == Precedence::ExactLength;
  const std::size_t first = habits_.precedence == Precedence::PathLength || !exact ? 0 : 1 + (alone ? text.size() : 0);
  const bool method = habits_.precedence == Precedence::ExactFirst && entry.match->method;
  return {first, text.size(), method ? 1U : 0U, entry.match->headers, entry.match->parameters};
}

bool GatewaySide::undecided(const Entry& a, const Entry& b) const {
  return a.route != b.route && objects_.routes[a.route].created.empty() && objects_.routes[b.route].created.empty() && rank(a) == rank(b);
}

bool GatewaySide::before(const Entry& a, const Entry& b) const {
  const Rank mine = rank(a);
  const Rank theirs = rank(b);
  if (mine != theirs) return mine > theirs;
  const auto age = [&](const Entry& entry) {
    const Route& route = objects_.routes[entry.route];
    return std::tie(route.created, route.name_space, route.name);
  };
  if (age(a) != age(b)) return age(a) < age(b);
  return a.order < b.order;
}

void GatewaySide::put_in_order(VirtualHost& host) {
  std::ranges::sort(host.entries, [&](const Entry& a, const Entry& b) { return before(a, b); });
  for (std::uint32_t i = 0; i < host.entries.size(); ++i) {
    const Pattern& path = host.entries[i].match->path;
    if (path.kind == Pattern::Kind::Regex) host.regexes.push_back(i);
    else (path.kind == Pattern::Kind::Exact ? host.exact : host.prefixes)[path.literal].push_back(i);
  }
}

const std::vector<std::uint32_t>& GatewaySide::with_path(const VirtualHost& host, std::string_view path) const {
  if (asked_.host == &host && asked_.path == path) return asked_.found;
  asked_ = {&host, std::string(path), {}};
  std::vector<std::uint32_t>& out = asked_.found;
  const auto add = [&](const std::unordered_map<std::string, std::vector<std::uint32_t>>& table, std::string_view key) {
    if (const auto found = table.find(std::string(key)); found != table.end()) out.insert(out.end(), found->second.begin(), found->second.end());
  };
  add(host.exact, path);
  if (!host.prefixes.empty())
    for (std::size_t end = 1; end <= path.size(); ++end)
      if (end == path.size() || path[end] == '/' || path[end - 1] == '/') add(host.prefixes, path.substr(0, end));
  for (const std::uint32_t i : host.regexes)
    if (host.entries[i].match->path.matches(path)) out.push_back(i);
  std::erase_if(out, [&](std::uint32_t i) { return !host.entries[i].match->path.matches(path); });
  std::ranges::sort(out);
  return out;
}

void GatewaySide::find_listeners(Place& place) const {
  const auto there = listeners_.find(place.port);
  if (there == listeners_.end()) return;
  for (const std::string& key : host_keys(place.host)) {
    const auto found = there->second.find(key);
    if (found == there->second.end()) continue;
    place.listeners = found->second;
    return;
  }
}

void GatewaySide::find_hosts(Place& place) const {
  for (const std::string& key : host_keys(place.host)) {
    for (const std::size_t listener : place.listeners)
      if (const auto found = by_listener_[listener].find(key); found != by_listener_[listener].end()) place.hosts.push_back(&found->second);
    if (!place.hosts.empty() && !habits_.falls_through) break;
  }
}

const GatewaySide::Place& GatewaySide::place_of(const Request& request) const {
  const int port = request.port_number();
  if (place_.port.number == port && place_.port.scheme == request.scheme && place_.host == request.host) return place_;
  place_ = {{request.scheme, port}, request.host, {}, {}};
  find_listeners(place_);
  find_hosts(place_);
  return place_;
}

std::vector<std::string> GatewaySide::hosts() const {
  std::set<std::string> out;
  for (const Listener& listener : objects_.listeners)
    if (listener.protocol == "HTTP" || listener.protocol == "HTTPS") out.insert(listener.hostname);
  for (const Hosts& hosts : by_listener_)
    for (const auto& [name, host] : hosts) out.insert(name);
  return {out.begin(), out.end()};
}

std::vector<Port> GatewaySide::ports() const {
  std::vector<Port> out;
  for (const auto& [port, listeners] : listeners_) out.push_back(port);
  return out;
}

bool GatewaySide::listens(const Request& request) const { return !place_of(request).listeners.empty(); }

void GatewaySide::paths(const Request& request, std::vector<Pattern>& patterns, std::vector<std::string>&) const {
  for (const VirtualHost* there : place_of(request).hosts)
    for (const Entry& entry : there->entries) patterns.push_back(entry.match->path);
}

void GatewaySide::conditions(const Request& request, std::vector<const Conditions*>& out) const {
  for (const VirtualHost* there : place_of(request).hosts)
    for (const std::uint32_t i : with_path(*there, request.path))
      if (const Conditions& all = there->entries[i].match->conditions; !all.empty()) out.push_back(&all);
}

Answer GatewaySide::answer(const Request& request, Trace* trace) const {
  const Place& place = place_of(request);
  const std::vector<std::size_t>& listeners = place.listeners;
  if (listeners.empty()) {
    if (trace != nullptr) trace->add(fmt::format("no {} listener at port {} takes host `{}`", request.scheme == "https" ? "HTTPS" : "HTTP", request.port_number(), request.host));
    Answer out;
    out.kind = Answer::Kind::Refused;
    return out;
  }
  if (trace != nullptr)
    for (const std::size_t i : listeners) {
      const Listener& one = objects_.listeners[i];
      trace->add(fmt::format("listener `{}` of {} {}/{} takes {}", one.name, one.parent_kind, one.name_space, one.parent,
                             one.hostname.empty() ? "any host" : fmt::format("host `{}`", one.hostname)));
    }
  Answer out;
  for (const VirtualHost* host : place.hosts) {
    if (trace != nullptr) explain(*host, request, *trace);
    std::vector<const Entry*> holding;
    for (const std::uint32_t i : with_path(*host, request.path))
      if (first_failing(host->entries[i].match->conditions, request) == nullptr) holding.push_back(&host->entries[i]);
    if (holding.empty()) continue;
    out = of(*holding.front(), request);
    add_others(holding, request, out);
    break;
  }
  for (const std::size_t i : listeners)
    if (const std::string& guard = objects_.listeners[i].client_guard; !guard.empty()) out.guards.push_back(guard);
  std::ranges::sort(out.guards);
  return out;
}

void GatewaySide::add_others(const std::vector<const Entry*>& holding, const Request& request, Answer& out) const {
  const auto regex_of = [](const Entry* entry) { return entry->match->path.kind == Pattern::Kind::Regex ? entry->match->path.regex->pattern() : std::string(); };
  std::set<std::string> seen{regex_of(holding.front())};
  for (const Entry* entry : holding)
    if (seen.insert(regex_of(entry)).second || (entry != holding.front() && undecided(*holding.front(), *entry))) out.others.push_back(of(*entry, request));
}

void GatewaySide::explain(const VirtualHost& host, const Request& request, Trace& trace) const {
  bool taken = false;
  for (const Entry& entry : host.entries) {
    const Match& match = *entry.match;
    const std::string name = fmt::format("{} ({})", entry.rule->rule.label, match.path.words());
    if (!match.path.matches(request.path)) {
      trace.add(name + ": the path does not match", &entry.rule->rule);
    } else if (const Condition* failing = first_failing(match.conditions, request)) {
      trace.add(fmt::format("{}: {}", name, failing->fails()), &entry.rule->rule);
    } else {
      trace.add(name + (taken ? ": matches, but is less specific" : ": matches"), &entry.rule->rule, !taken);
      taken = true;
    }
  }
}

}  // namespace gw::verify::gateway
