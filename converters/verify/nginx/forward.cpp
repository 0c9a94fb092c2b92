/// What the annotations of a location do to a request that goes to its backend.
#include <fmt/format.h>

#include <algorithm>

#include "verify/nginx/side.h"
#include "verify/words.h"

namespace gw::verify::nginx {
namespace {

constexpr std::string_view kAddresses = "address list";

/// Annotations that somebody has to pass: their names, and what stands for them among guards.
constexpr std::pair<std::string_view, std::string_view> kGuards[] = {
    {"allowlist-source-range", kAddresses},     {"whitelist-source-range", kAddresses},     {"denylist-source-range", kAddresses},
    {"auth-type", "password"},                  {"configuration-snippet", "snippet"},       {"server-snippet", "snippet"},
    {"auth-snippet", "snippet"},                {"modsecurity-snippet", "snippet"},         {"stream-snippet", "snippet"},
};

/// Settings of the ConfigMap that guard everything.
constexpr std::pair<std::string_view, std::string_view> kGlobalGuards[] = {
    {"block-cidrs", kAddresses},        {"block-referers", kAddresses},            {"block-user-agents", kAddresses},     {"denylist-source-range", kAddresses},
    {"whitelist-source-range", kAddresses}, {"http-snippet", "snippet"},       {"location-snippet", "snippet"},       {"server-snippet", "snippet"},
};

std::string cors_of(const Location& location) {
  if (!truth(location.annotation("enable-cors"), false)) return "";
  const auto list = [&](std::string_view name, std::string_view otherwise) {
    const std::string text = location.annotation(name);
    return comma_list(text.empty() ? otherwise : std::string_view(text));
  };
  Cors out{list("cors-allow-origin", "*"), list("cors-allow-methods", "GET, PUT, POST, DELETE, PATCH, OPTIONS"),
           list("cors-allow-headers", "DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization"),
           list("cors-expose-headers", ""), truth(location.annotation("cors-allow-credentials"), true)};
  for (std::string& origin : out.origins)  // a `*` in a name is one label, not any number
    if (const std::size_t star = origin.find("*."); star != std::string::npos) origin.replace(star, 1, "<label>");
  if (out.origins.empty()) return "";  // no origin matches an empty list
  const std::string age = location.annotation("cors-max-age");
  const bool number = !age.empty() && age.size() < 10 && std::ranges::all_of(age, [](unsigned char c) { return std::isdigit(c) != 0; });
  out.seconds = number ? std::strtol(age.c_str(), nullptr, 10) : 1728000;
  return words(std::move(out));
}

}  // namespace

/// Who is asked: a Service, or behind the host of the request the one that serves the path.
std::string NginxSide::authority_of(const std::string& url, const Server& server, const Location& location) const {
  const std::size_t scheme = url.find("://");
  const bool same_host = scheme != std::string::npos && url[std::min(scheme + 3, url.size() - 1)] == '$';
  if (!same_host) return backends_.of_url(location.ingress->name_space, url);
  const std::size_t path = url.find('/', scheme + 3);
  bool slash = false;
  const Location* found = path == std::string::npos ? nullptr : location_for(server, url.substr(path, url.find('?') - path), slash);
  return found == nullptr || found->backend.empty() ? url : found->backend;
}

void NginxSide::add_guards(const Server& server, const Location& location, const Request& request, Answer& out) const {
  const bool client_known = request.variable("remote_addr") && counts_addresses(location);
  std::vector<std::string>& guards = out.guards;
  const auto acme = location.path.starts_with(kAcme);
  for (const auto& [name, guard] : kGuards) {
    const bool whole_host = name == "server-snippet";
    const bool set = whole_host ? std::ranges::any_of(server.members, [&](const ingress::Ingress* one) { return !one->annotation(std::string(kPrefix).append(name)).empty(); })
                                : !location.annotation(name).empty();
    const bool counts = name == "auth-type" ? !acme : name != "auth-snippet" || !location.annotation("auth-url").empty();
    if (set && counts && !(client_known && guard == kAddresses)) guards.emplace_back(guard);
  }
  if (truth(location.annotation("enable-modsecurity"), false) || truth(location.annotation("enable-owasp-core-rules"), false)) guards.emplace_back("ModSecurity");
  if (const std::string url = location.annotation("auth-url"); !url.empty() && !acme)
    guards.push_back("external authorization by " + authority_of(url, server, location));
  const Config& config = servers_.config();
  for (const auto& [key, guard] : kGlobalGuards)
    if (!config.text(key, "").empty()) guards.emplace_back(guard);
  if (config.truth("enable-modsecurity", false) || config.truth("enable-owasp-modsecurity-crs", false)) guards.emplace_back("ModSecurity");
  if (!config.text("global-auth-url", "").empty() && !acme && truth(location.annotation("enable-global-auth"), true)) guards.emplace_back("external authorization of all");
  std::ranges::sort(guards);
  guards.erase(std::unique(guards.begin(), guards.end()), guards.end());
}

void NginxSide::split(const Location& location, const Request& request, Answer& out) const {
  out.shares = {{location.backend, 1}};
  const Canary* canary = servers_.canary_of(location);
  if (canary == nullptr) return;
  out.involved.push_back(&location.rule);
  std::size_t go = 0;
  std::size_t stay = 0;
  for (const bool to_canary : canary->order) {
    const Condition& condition = to_canary ? canary->to_canary[go++] : canary->to_main[stay++];
    if (!condition.holds(request)) continue;
    out.shares = {{to_canary ? canary->backend : location.backend, 1}};
    return;
  }
  out.shares = {{location.backend, canary->total - canary->weight}, {canary->backend, canary->weight}};
  simplify(out.shares);
}

void NginxSide::forward(const Server& server, const Location& location, const Request& request, Answer& out) const {
  out.kind = Answer::Kind::Forward;
  if (!location.backend.empty()) split(location, request, out);
  out.path = request.path;
  out.host = request.host;
  out.method = request.method;
  out.cors = cors_of(location);
  if (const std::string host = location.annotation("upstream-vhost"); !host.empty()) out.host = host;
  if (location.rewrites()) {
    const std::string target = location.annotation("rewrite-target");
    const bool absolute = target.starts_with("http://") || target.starts_with("https://") || target.starts_with("$scheme");
    if (const auto path = Regex(location.path, {.ignore_case = true}).replaced(request.path, target, true)) {
      if (absolute) {
        out.kind = Answer::Kind::Redirect;
        out.status = 302;
        out.rule = &location.rule;
        out.location = *path + query_of(request);
        return;
      }
      out.path = *path;
    }
    if (const std::string prefix = location.annotation("x-forwarded-prefix"); !prefix.empty()) out.request_headers["x-forwarded-prefix"] = "=" + prefix;
  }
  if (location.backend.empty()) {
    out.kind = Answer::Kind::Status;
    return;
  }
  if (const std::string url = location.annotation("mirror-target"); !url.empty()) out.mirrors.push_back(backends_.of_url(location.ingress->name_space, url));
  const Config& config = servers_.config();
  if (request.scheme == "https" && (server.certificate != Certificate::None || servers_.configured_for_tls(request.host)) && config.truth("hsts", true))
    out.response_headers["strict-transport-security"] =
        fmt::format("=max-age={}{}{}", config.text("hsts-max-age", "31536000"), config.truth("hsts-include-subdomains", true) ? "; includeSubDomains" : "",
                    config.truth("hsts-preload", false) ? "; preload" : "");
  if (const std::string name = location.annotation("custom-headers"); !name.empty()) {
    const std::size_t slash = name.find('/');
    const kube::Object* map = slash == std::string::npos ? nullptr : input_.find("", "ConfigMap", name.substr(0, slash), name.substr(slash + 1));
    Sink sink;
    if (map != nullptr)
      for (const auto& [key, value] : map->view(sink).map("data").members())
        if (value.node().is_scalar()) out.response_headers[lower_case(key.value)] = "=" + std::string(value.node().text());
  }
}

}  // namespace gw::verify::nginx
