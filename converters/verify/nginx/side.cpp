#include "verify/nginx/side.h"

#include <fmt/format.h>

#include <algorithm>

#include "verify/words.h"

namespace gw::verify::nginx {
namespace {

/// Redirects of nginx keep the query of the request, or do not: one parameter tells.
Condition any_query() {
  Condition out;
  out.subject = Subject::Query;
  out.name = "q";
  out.values.emplace_back("1");
  return out;
}

void redirect(int code, std::string location, Answer& out) {
  out.kind = Answer::Kind::Redirect;
  out.status = code;
  out.location = std::move(location);
}

int code_of(const std::string& text, int low, int high, int otherwise) {
  const bool number = text.size() == 3 && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
  const int code = number ? (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0') : 0;
  return code >= low && code <= high ? code : otherwise;
}

}  // namespace

NginxSide::NginxSide(const kube::Bundle& input, const Backends& backends, std::vector<ingress::Ingress> ingresses, const std::string& default_certificate)
    : input_(input), backends_(backends), servers_(input, backends, std::move(ingresses), read_config(input), default_certificate), with_query_{any_query()} {}

std::vector<std::string> NginxSide::hosts() const {
  std::vector<std::string> out;
  for (const Server& server : servers_.all()) out.push_back(server.host);
  out.insert(out.end(), servers_.examples().begin(), servers_.examples().end());
  return out;
}

bool NginxSide::listens(const Request& request) const {
  return at_usual_port(request) && (request.scheme != "https" || servers_.of(request.host).certificate != Certificate::None || servers_.configured_for_tls(request.host) ||
                                    servers_.has_default_certificate());
}

void NginxSide::paths(const Request& request, std::vector<Pattern>& patterns, std::vector<std::string>& probes) const {
  const Server& server = servers_.of(request.host);
  if (!server.app_root.empty()) patterns.push_back(Pattern::exact("/"));
  for (const Location& one : server.locations) {
    if (one.regex) patterns.push_back(Pattern::matching(*one.regex));
    else patterns.push_back(one.exact ? Pattern::exact(one.path) : Pattern::prefix(one.path));
    const bool literal = one.path.find_first_of("\\^$.|?*+()[]{}") == std::string::npos;
    if (literal) probes.push_back(one.path);
  }
}

void NginxSide::conditions(const Request& request, std::vector<const Conditions*>& out) const {
  const Server& server = servers_.of(request.host);
  if (!server.redirect_to.empty() || !server.app_root.empty()) out.push_back(&with_query_);
  bool slash = false;
  const Location* location = location_for(server, request.path, slash);
  if (location == nullptr) return;
  if (!location->annotation("permanent-redirect").empty() || !location->annotation("temporal-redirect").empty() || location->annotation("rewrite-target").starts_with("http"))
    out.push_back(&with_query_);
  if (const Canary* canary = servers_.canary_of(*location)) {
    if (!canary->to_canary.empty()) out.push_back(&canary->to_canary);
    if (!canary->to_main.empty()) out.push_back(&canary->to_main);
  }
}

namespace {

/// The first regular expression that matches, in the order of nginx.
const Location* by_regex(const Server& server, std::string_view path) {
  if (server.index.regexes != nullptr) {
    std::vector<int> matching;
    server.index.regexes->Match(re2::StringPiece(path.data(), path.size()), &matching);
    const auto first = std::ranges::min_element(matching);
    return first == matching.end() ? nullptr : &server.locations[static_cast<std::size_t>(*first)];
  }
  const auto found = std::ranges::find_if(server.locations, [&](const Location& one) { return one.regex->matches(path); });
  return found == server.locations.end() ? nullptr : &*found;
}

}  // namespace

const Location* NginxSide::location_for(const Server& server, std::string_view path, bool& redirect) {
  redirect = false;
  if (server.regex) return by_regex(server, path);
  const auto look = [&](const std::unordered_map<std::string, std::size_t>& table, std::string_view key) -> const Location* {
    const auto found = table.find(std::string(key));
    return found == table.end() ? nullptr : &server.locations[found->second];
  };
  if (const Location* exact = look(server.index.exact, path)) return exact;
  // A proxied location that ends in a slash redirects to itself, wherever the path without it would go.
  if (const Location* slash = look(server.index.with_slash, path)) return redirect = true, slash;
  for (std::size_t length = path.size(); length > 0; --length)
    if (const Location* prefix = look(server.index.prefixes, path.substr(0, length))) return prefix;
  return nullptr;
}

/// A wildcard that stands for one label here, and for any number there, has its part in what becomes of the host.
void NginxSide::add_wildcards(const std::string& host, Answer& out) const {
  for (const std::string& key : host_keys(host))
    if (const Server* wider = key.starts_with('*') ? servers_.find(key) : nullptr; wider != nullptr && !wider->locations.empty()) out.involved.push_back(&wider->locations.front().rule);
}

Answer NginxSide::answer(const Request& request, Trace* trace) const {
  if (!at_usual_port(request)) return refused(request, "ingress-nginx", trace);
  const Server& server = servers_.of(request.host);
  Answer out;
  if (!listens(request)) {
    out.kind = Answer::Kind::Refused;
    add_wildcards(request.host, out);
    if (trace != nullptr) trace->add(fmt::format("no Ingress names a certificate for host `{}`", request.host));
    return out;
  }
  if (trace != nullptr) trace->add(server.host.empty() ? std::string("no server has this host: the default server takes it") : fmt::format("server `{}`", server.host));
  if (!server.redirect_to.empty()) {
    Request target = request;
    if (target.path.size() > 1 && target.path.ends_with('/')) target.path.pop_back();
    redirect(code_of(servers_.config().text("http-redirect-code", "308"), 301, 308, 308), fmt::format("{}://{}{}", request.scheme, server.redirect_to, target.target()), out);
    out.rule = &server.rule;
    return out;
  }
  bool slash = false;
  const Location* location = location_for(server, request.path, slash);
  if (trace != nullptr) explain(server, location, request, *trace);
  if (location == nullptr) return out;
  if (slash) {
    redirect(301, fmt::format("{}://{}{}/{}", request.scheme, request.host, encoded(request.path), query_of(request)), out);
    out.rule = &location->rule;
  } else {
    out = at(server, *location, request);
  }
  if (server.host.empty()) add_wildcards(request.host, out);
  // What becomes of a host whose rules are gone is up to wider ones.
  if (out.rule == nullptr && !server.host.empty()) {
    const auto listed = std::ranges::find(server.locations, false, &Location::implicit);
    out.involved.push_back(listed == server.locations.end() ? &server.locations.front().rule : &listed->rule);
  }
  if (!server.client_guard.empty() && request.scheme == "https") {
    out.guards.push_back(server.client_guard);
    std::ranges::sort(out.guards);
  }
  return out;
}

bool NginxSide::redirects_to_https(const Location& location, const Request& request) const {
  if (request.scheme != "http" || location.path.starts_with(kAcme)) return false;
  const Config& config = servers_.config();
  if (truth(location.annotation("force-ssl-redirect"), config.truth("force-ssl-redirect", false))) return true;
  return truth(location.annotation("ssl-redirect"), config.truth("ssl-redirect", true)) && servers_.configured_for_tls(request.host);
}

namespace {

/// Lists of addresses of a location: clients of the first are refused, then all but those of the second (spec/ingress §2.1).
bool admits(const Location& location, const std::string& client) {
  if (within(client, comma_list(location.annotation("denylist-source-range")))) return false;
  std::vector<std::string> allowed = comma_list(location.annotation("allowlist-source-range"));
  if (allowed.empty()) allowed = comma_list(location.annotation("whitelist-source-range"));
  return allowed.empty() || within(client, allowed);
}

}  // namespace

Answer NginxSide::at(const Server& server, const Location& location, const Request& request) const {
  Answer out;
  const bool named = location.ingress != nullptr;
  out.rule = named && (!location.implicit || !location.backend.empty()) ? &location.rule : nullptr;
  const auto redirect_by = [&](int code, const std::string& where) {
    out.rule = &location.rule;
    redirect(code, absolute_url(where, request), out);
    return out;
  };
  if (!server.app_root.empty() && request.path == "/" && !location.catch_all()) {
    out.involved.push_back(&server.app_root_by);
    return redirect_by(302, with_variables(server.app_root, request));
  }
  if (named && !location.catch_all()) {
    if (const std::string url = location.annotation("temporal-redirect"); !url.empty()) return redirect_by(code_of(location.annotation("temporal-redirect-code"), 300, 307, 302), with_variables(url, request));
    if (const std::string url = location.annotation("permanent-redirect"); !url.empty()) return redirect_by(code_of(location.annotation("permanent-redirect-code"), 300, 308, 301), with_variables(url, request));
    if (redirects_to_https(location, request)) {
      Request target = request;
      target.scheme = "https";
      if (target.path.size() > 1 && target.path.ends_with('/') && !truth(location.annotation("preserve-trailing-slash"), false)) target.path.pop_back();
      return redirect_by(code_of(servers_.config().text("http-redirect-code", "308"), 301, 308, 308), fmt::format("https://{}{}", target.host, target.target()));
    }
  }
  if (const auto client = request.variable("remote_addr"); client && counts_addresses(location) && !admits(location, *client)) {
    out.kind = Answer::Kind::Status;
    out.status = 403;
    out.rule = &location.rule;
    return out;
  }
  add_guards(server, location, request, out);
  if (location.backend.empty() && !location.rewrites()) return out;
  forward(server, location, request, out);
  return out;
}

void NginxSide::explain(const Server& server, const Location* taken, const Request& request, Trace& trace) const {
  for (const Location& one : server.locations) {
    const std::string name = fmt::format("location {}`{}`{}", one.exact && !server.regex ? "= " : server.regex ? "~* ^" : "", one.path, one.ingress == nullptr ? "" : " of " + one.rule.label);
    const bool matches = one.regex ? one.regex->matches(request.path) : one.exact ? one.path == request.path : request.path.starts_with(one.path);
    trace.add(&one == taken ? name + ": taken" : name + (matches ? ": matches, but another one is tried before" : ": the path does not match"), &one.rule, &one == taken);
  }
}

}  // namespace gw::verify::nginx
