/// What a rule makes of a request: redirects, rewriting and backends.
#include <fmt/format.h>

#include <algorithm>

#include "verify/gateway/side.h"

namespace gw::verify::gateway {
namespace {

std::string changed(const PathChange& change, const Pattern& match, const std::string& path) {
  if (change.kind == PathChange::Kind::None) return path;
  if (change.kind == PathChange::Kind::Full) return change.text.empty() ? "/" : change.text;
  std::string out = change.text;
  while (out.ends_with('/')) out.pop_back();
  out += match.literal == "/" ? path : path.substr(std::min(match.literal.size(), path.size()));
  return out.empty() ? "/" : out;
}

void merge(const HeaderChanges& more, HeaderChanges& out) {
  for (const auto& [name, change] : more) out[name] = change;
}

}  // namespace

std::int64_t GatewaySide::port_of_redirect(const Request& request) const {
  const std::vector<std::size_t>& listeners = place_of(request).listeners;
  const bool of_the_request = habits_.precedence == Precedence::PathLength || listeners.empty();  // before v0.7.0
  return of_the_request || objects_.listeners[listeners.front()].port == 0 ? request.port_number() : objects_.listeners[listeners.front()].port;
}

Answer GatewaySide::redirect(const Entry& entry, const Request& request) const {
  const Redirect& how = *entry.rule->filters.redirect;
  Answer out;
  out.kind = Answer::Kind::Redirect;
  out.status = how.status;
  const std::string scheme = how.scheme.empty() ? request.scheme : how.scheme;
  const std::int64_t usual = usual_port(scheme);
  const std::int64_t port = how.port != 0 ? how.port : how.scheme.empty() ? port_of_redirect(request) : usual;
  Request target = request;
  target.path = changed(how.path, entry.match->path, request.path);
  out.location = fmt::format("{}://{}{}{}", scheme, how.hostname.empty() ? request.host : how.hostname, port == usual ? "" : fmt::format(":{}", port), target.target());
  out.endless = out.location == request.origin() + request.target();
  return out;
}

Answer GatewaySide::forward(const Entry& entry, const Request& request) const {
  Answer out;
  out.kind = Answer::Kind::Forward;
  const Filters& filters = entry.rule->filters;
  for (const Backend& backend : entry.rule->backends) {
    const bool own = !backend.filters.request_headers.empty() || !backend.filters.response_headers.empty() || !backend.filters.hostname.empty();
    out.shares.push_back({own ? backend.name + " (with filters of its own)" : backend.name, backend.weight});
  }
  simplify(out.shares);
  if (out.shares.size() == 1 && out.shares.front().backend == "500") out.shares.clear();
  if (out.shares.empty()) {
    out.kind = Answer::Kind::Status;
    out.status = entry.rule->backends.empty() ? habits_.without_backend : 500;
    return out;
  }
  out.path = changed(filters.path, entry.match->path, request.path);
  out.host = filters.hostname.empty() ? request.host : filters.hostname;
  out.method = request.method;
  out.request_headers = filters.request_headers;
  out.mirrors = filters.mirrors;
  std::ranges::sort(out.mirrors);
  return out;
}

/// A filter that nobody knows must not be skipped.
Answer GatewaySide::refused_for(const Entry& entry) const {
  Answer out;
  out.kind = Answer::Kind::Status;
  out.status = 500;
  out.rule = &entry.rule->rule;
  return out;
}

Answer GatewaySide::of(const Entry& entry, const Request& request) const {
  const Filters& filters = entry.rule->filters;
  if (!filters.unknown.empty()) return refused_for(entry);
  Answer out = filters.redirect ? redirect(entry, request) : forward(entry, request);
  merge(filters.response_headers, out.response_headers);
  out.cors = filters.cors;
  out.guards = filters.guards;
  out.rule = &entry.rule->rule;
  // Nothing says whether `/` with a prefix in front keeps its slash.
  if (filters.path.kind == PathChange::Kind::Prefix && entry.match->path.literal == "/" && request.path == "/" && out.path.size() > 1 && out.path.ends_with('/')) {
    Answer other = out;
    other.path.pop_back();
    out.others.push_back(std::move(other));
  }
  return out;
}

}  // namespace gw::verify::gateway
