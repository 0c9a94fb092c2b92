#include "nginx/upstream.h"

#include <algorithm>
#include <array>

#include "http/headers.h"
#include "kube/certificates.h"
#include "kube/hosts.h"
#include "nginx/filters.h"

namespace gw::nginx {
namespace {

constexpr std::int64_t kLongestSession = 99999 * std::int64_t{3600};  // as many hours as a duration of the Gateway API has digits for

class Reader {
 public:
  Reader(const Settings& settings, const kube::Bundle& bundle, Sink& sink) : settings_(settings), bundle_(bundle), sink_(sink) {}

  Upstream run() {
    model::Upstream all{retry(), session(), tls()};
    out_.timeouts = timeouts();
    if (speaks_grpc()) use(*settings_.backend_protocol);
    if (all.retry || all.session || all.tls) out_.settings = std::make_shared<const model::Upstream>(std::move(all));
    return std::move(out_);
  }

 private:
  model::Setting use(const Annotation& annotation) {
    out_.annotations.push_back(&annotation);
    return {std::string(short_name(annotation)), std::string(annotation.value.value), annotation.value.at};
  }

  template <Code C>
  void drop(const Annotation* annotation) {
    if (annotation != nullptr) report<C>(sink_, *annotation, short_name(*annotation), annotation->value.value);
  }

  /// The first attempt counts as one of the tries; 0 tries are any number (annotations/proxy/main.go).
  std::optional<From<model::Retry>> retry() {
    const Annotation* when = settings_.next_upstream;
    const Annotation* tries = settings_.next_upstream_tries;
    if (when == nullptr && tries == nullptr) return std::nullopt;
    constexpr std::int64_t kUsual = 3;
    constexpr std::int64_t kMost = 100;
    const std::int64_t all = tries == nullptr ? kUsual : whole_number(tries->value.value).value_or(0);
    const std::vector<std::string> failures = when == nullptr ? std::vector<std::string>() : words(when->value.value);
    if (all < 2 || all > kMost || std::ranges::find(failures, "off") != failures.end()) {
      drop<Code::retry_not_converted>(when);
      drop<Code::retry_not_converted>(tries);
      return std::nullopt;
    }
    model::Retry out{.settings = {}, .codes = {}, .attempts = all - 1};
    for (const std::string& failure : failures)
      if (failure.starts_with("http_"))
        if (const auto code = whole_number(std::string_view(failure).substr(5)); code && *code >= 400 && *code <= 599) out.codes.push_back(*code);
    for (const Annotation* annotation : {when, tries})
      if (annotation != nullptr) out.settings.push_back(use(*annotation));
    return From<model::Retry>{std::move(out), (when == nullptr ? tries : when)->value.at};
  }

  std::optional<From<model::Session>> session() {
    const Affinity& affinity = settings_.affinity;
    if (affinity.on == nullptr) return std::nullopt;
    model::Session out{.settings = {use(*affinity.on)}, .cookie = "INGRESSCOOKIE", .lifetime_seconds = {}};
    constexpr std::size_t kLongestName = 128;
    if (affinity.cookie != nullptr && http::is_header_name(affinity.cookie->value.value) && affinity.cookie->value.value.size() <= kLongestName) {
      out.cookie = affinity.cookie->value.value;
      out.settings.push_back(use(*affinity.cookie));
    } else {
      drop<Code::session_affinity_not_converted>(affinity.cookie);
    }
    const auto seconds = affinity.max_age == nullptr ? std::nullopt : whole_number(affinity.max_age->value.value);
    if (seconds && *seconds > 0 && *seconds <= kLongestSession) {
      out.lifetime_seconds = *seconds;
      out.settings.push_back(use(*affinity.max_age));
    } else {
      drop<Code::session_affinity_not_converted>(affinity.max_age);
    }
    return From<model::Session>{std::move(out), affinity.on->value.at};
  }

  /// `proxy-ssl-secret`: a certificate for nginx to show, and the authority to verify with.
  void read_secret(const Annotation& secret, model::BackendTls& to) {
    const auto named = secret_of(secret, *settings_.ingress);
    const std::string name_space(named.first);
    const std::string name(named.second);
    to.settings.push_back(use(secret));
    to.shows = model::Certificate{name_space, name, secret.value.at};
    constexpr auto kAuthority = std::to_array<std::string_view>({"ca.crt"});
    kube::Authority authority = kube::authority_of(bundle_, name_space, name, kAuthority);
    if (!authority.pem.empty()) to.authority = model::Authority{name_space, name, std::move(authority.pem), secret.value.at};
  }

  std::optional<From<model::BackendTls>> tls() {
    const std::string protocol = settings_.backend_protocol == nullptr ? "" : upper_case(settings_.backend_protocol->value.value);
    if (protocol != "HTTPS" && protocol != "GRPCS") {
      drop<Code::tls_option_not_converted>(settings_.proxy_ssl_secret);
      return std::nullopt;
    }
    use(*settings_.backend_protocol);
    const Annotation* verify = settings_.proxy_ssl_verify;
    const Annotation* name = settings_.proxy_ssl_name;
    model::BackendTls out{.written = "backend-protocol: " + protocol, .hostname = {}, .verified = verify != nullptr && verify->value.value == "on"};
    if (settings_.proxy_ssl_secret != nullptr) read_secret(*settings_.proxy_ssl_secret, out);
    if (verify != nullptr) out.settings.push_back(use(*verify));
    if (name != nullptr && kube::is_plain_host(name->value.value)) out.hostname = out.settings.emplace_back(use(*name)).value;
    else if (name != nullptr) report<Code::annotation_not_converted>(sink_, *name, fmt::format("proxy-ssl-name: {}", name->value.value), "no DNS name, so it");
    return From<model::BackendTls>{std::move(out), settings_.backend_protocol->value.at};
  }

  bool speaks_grpc() const { return settings_.backend_protocol != nullptr && upper_case(settings_.backend_protocol->value.value).starts_with("GRPC"); }

  /// Nothing where the limit is meant for streams, which a limit of the whole request would cut.
  std::optional<From<model::Timeouts>> timeouts() {
    constexpr std::int64_t kStreams = 3600;  // seconds; nobody waits so long for an answer, but web sockets stay open
    const Annotation* read = settings_.read_timeout;
    if (read == nullptr) return std::nullopt;
    const auto seconds = whole_number(read->value.value);
    if (!seconds || *seconds == 0 || *seconds >= kStreams || speaks_grpc()) {
      drop<Code::proxy_timeout_not_converted>(read);
      return std::nullopt;
    }
    use(*read);
    return From<model::Timeouts>{{fmt::format("read {}s", *seconds), *seconds * 1000}, read->value.at};
  }

  const Settings& settings_;
  const kube::Bundle& bundle_;
  Sink& sink_;
  Upstream out_;
};

}  // namespace

Upstream read_upstream(const Settings& settings, const kube::Bundle& bundle, Sink& sink) {
  if (settings.ignored || settings.canary.on != nullptr) return {};
  return Reader(settings, bundle, sink).run();
}

}  // namespace gw::nginx
