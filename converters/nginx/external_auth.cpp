#include "nginx/external_auth.h"

#include <algorithm>
#include <optional>

#include "http/headers.h"
#include "http/url.h"
#include "kube/hosts.h"
#include "nginx/filters.h"
#include "nginx/places.h"

namespace gw::nginx {
namespace {

constexpr std::size_t kMostHeaders = 64;

/// The location of the host that takes the path. Null if nobody does, or if regular expressions decide: a wrong guess would ask a
/// server that lets everybody pass.
const Location* serving(const Server& server, std::string_view path) {
  if (server.regex_by != nullptr) return nullptr;
  const Location* best = nullptr;
  for (const Location& location : server.locations) {
    const std::string_view text = location.path;
    if (location.exact && path == text) return location.backend == nullptr ? nullptr : &location;
    const bool takes = !location.exact && path.starts_with(text) && (text.ends_with('/') || path.size() == text.size() || path[text.size()] == '/');
    if (takes && (best == nullptr || text.size() > best->path.size())) best = &location;
  }
  return best == nullptr || best->backend == nullptr ? nullptr : best;
}

/// Whether the question itself would have to pass a guard, which it would not meet when the Service is asked directly.
bool is_guarded(const Settings& settings) { return settings.withheld != model::Withheld::No || settings.auth_url != nullptr || !settings.guards.empty(); }

class Search {
 public:
  Search(const Settings& settings, const std::vector<Server>& servers) : settings_(settings), servers_(servers) {}

  Result<model::ExternalAuth> run() const {
    std::string_view url = settings_.auth_url->value.value;
    const bool plain = url.starts_with("http://");
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return Error{"it is no URL"};
    url.remove_prefix(scheme + 3);
    const std::size_t slash = std::min(url.find('/'), url.size());
    const std::string_view host = url.substr(0, slash);
    const std::string path(slash == url.size() ? std::string_view("/") : url.substr(slash));
    if (path.find_first_of("$?#") != std::string::npos || encoded_path(path) != path) return Error{"a query or a variable in its path cannot be written"};
    model::ExternalAuth out{.service = {}, .port = 0, .path = path, .response_headers = {}, .at = settings_.auth_url->value.at};
    if (const auto service = http::parse_service(host)) {
      if (!plain) return Error{"the Gateway cannot ask it over TLS"};
      if (service->name_space != settings_.ingress->name_space()) return Error{"its Service is in another namespace"};
      out.service = service->name;
      out.port = service->port;
      return out;
    }
    const Location* location = host_location(host, path);
    if (location == nullptr || !location->backend->resolved || location->settings->ingress->name_space() != settings_.ingress->name_space()) return Error{"it is no Service of the namespace, nor a host of the input that leads to one"};
    if (location->settings->rewrite_target != nullptr || location->settings->redirect || location->settings->backend_protocol != nullptr || is_guarded(*location->settings))
      return Error{"the path that it leads to is guarded, rewritten, redirected or not HTTP"};
    out.service = location->backend->service;
    out.port = location->backend->port;
    return out;
  }

 private:
  /// `$host` and its like are the host of the request: the path must lead to one Service on all hosts of the Ingress.
  const Location* host_location(std::string_view host, std::string_view path) const {
    const bool own = host == "$host" || host == "$http_host" || host == "$best_http_host";
    const Location* found = nullptr;
    for (const Server& server : servers_) {
      const bool concerned = own ? std::ranges::find(server.members, &settings_) != server.members.end() : server.host == host;
      if (!concerned || !server.alias_of.empty()) continue;
      const Location* here = serving(server, path);
      if (here == nullptr || here->settings == &settings_) return nullptr;  // nobody, or the server would ask itself
      if (found != nullptr && (found->backend->service != here->backend->service || found->backend->port != here->backend->port)) return nullptr;
      found = here;
    }
    return found;
  }

  const Settings& settings_;
  const std::vector<Server>& servers_;
};

/// Headers that only the authorization server may set: once it is not asked, clients could set them.
void forget_identity(const Settings& settings, model::Filters& out, Sink& sink) {
  const Annotation* headers = settings.auth_response_headers;
  if (headers == nullptr) return;
  constexpr std::size_t kMostRemoved = 16;
  for (std::string& name : words(headers->value.value))
    if (http::is_header_name(name) && out.request_remove.size() < kMostRemoved) out.request_remove.push_back(std::move(name));
  report<Code::identity_header_removed>(sink, *headers, headers->value.value);
}

/// Nobody is asked: the rules are withheld, unless the risk is taken.
void close(Settings& settings, model::Filters& filters, Sink& sink, std::string_view why, std::string_view since) {
  const Annotation& url = *settings.auth_url;
  report<Code::external_auth_not_expressible>(sink, url, short_name(url), url.value.value, why, "the rules of this Ingress are").available = since;
  if (sink.accepts(Code::external_auth_not_expressible)) return forget_identity(settings, filters, sink);
  settings.only_asks_who = settings.only_asks_who || settings.withheld == model::Withheld::No;
  settings.withheld = model::Withheld::Guarded;
}

}  // namespace

void settle_external_auth(std::vector<Settings>& settings, const std::vector<Server>& servers, std::map<const Settings*, model::Filters>& filters, Lowering& to) {
  for (Settings& one : settings) {
    if (one.auth_url == nullptr || one.ignored || one.canary.on != nullptr) continue;
    Result<model::ExternalAuth> auth = Search(one, servers).run();
    if (!auth || !to.options.external_auth_since.empty()) {
      close(one, filters.at(&one), to.sink, auth ? "the target has no filter for that" : auth.error(), auth ? to.options.external_auth_since : "");
      continue;
    }
    if (const Annotation* headers = one.auth_response_headers; headers != nullptr) {
      for (std::string& name : words(headers->value.value))
        if (http::is_header_name(name) && auth->response_headers.size() < kMostHeaders) auth->response_headers.push_back(std::move(name));
      report<Code::identity_header_forgeable>(to.sink, *headers, headers->value.value);
    }
    report<Code::external_auth_converted>(to.sink, *one.auth_url, one.auth_url->value.value, auth->service, auth->path);
    filters.at(&one).external_auth = std::move(*auth);
  }
}

}  // namespace gw::nginx
