// Annotations about backends: protocols, time limits, buffers, balancing, affinity, mirrors.
#include <algorithm>
#include <array>

#include "nginx/table.h"

namespace gw::nginx {
namespace {

void backend_protocol(const Annotation& annotation, const Reading& reading) {
  constexpr auto kKnown = std::to_array<std::string_view>({"HTTP", "HTTPS", "AUTO_HTTP", "GRPC", "GRPCS", "FCGI"});
  if (std::ranges::find(kKnown, upper_case(annotation.value.value)) == kKnown.end())
    report<Code::annotation_ignored>(reading.sink(), annotation, reading.row.name, annotation.value.value, "one of HTTP, HTTPS, AUTO_HTTP, GRPC, GRPCS, FCGI", "HTTP");
  else
    reading.settings.backend_protocol = &annotation;
}

constexpr auto timeout = dropped<Code::proxy_timeout_not_converted>;
constexpr auto buffer = dropped<Code::buffering_not_converted>;
constexpr auto retry = dropped<Code::retry_not_converted>;
constexpr auto balance = dropped<Code::load_balancing_not_converted>;
constexpr auto affinity = dropped<Code::session_affinity_not_converted>;
constexpr auto answer = dropped<Code::response_rewrite_not_converted>;

template <const Annotation* Affinity::* Member>
void affinity_part(const Annotation& annotation, const Reading& reading) {
  reading.settings.affinity.*Member = &annotation;
}

constexpr auto kRows = std::to_array<Row>({
    {"affinity", affinity_part<&Affinity::on>, "", "", "keeps clients on one endpoint", Shape::Word, "cookie"},
    {"affinity-canary-behavior", affinity, "sticky", "affinity", "whether clients stay with a canary", Shape::Word, "sticky|legacy"},
    {"affinity-mode", affinity, "balanced", "affinity", "whether clients move when endpoints change", Shape::Word, "balanced|persistent"},
    {"backend-protocol", backend_protocol, "HTTP", "", "protocol of the backend"},
    {"client-body-buffer-size", buffer, "8k", "", "", Shape::Size},
    {"connection-proxy-header", dropped_detail, "", "", "`Connection` header for the backend"},
    {"custom-http-errors", dropped<Code::error_page_not_converted>, "", "", ""},
    {"default-backend", dropped<Code::error_page_not_converted>, "", "", ""},
    {"disable-proxy-intercept-errors", dropped_detail, "false", "", "leaves error answers as they are", Shape::Truth},
    {"fastcgi-index", part_of, "", "backend-protocol", "FastCGI"},
    {"fastcgi-params-configmap", part_of, "", "backend-protocol", "FastCGI"},
    {"http2-push-preload", retired, "", "", "nginx no longer pushes"},
    {"load-balance", balance, "round_robin", "", "", Shape::Word, "round_robin|ewma"},
    {"mirror-host", dropped_detail, "", "mirror-target", "host of the copies"},
    {"mirror-request-body", dropped_detail, "on", "mirror-target", "whether copies have a body", Shape::OnOff},
    {"mirror-target", keep<&Settings::mirror_target>, "", "", "sends copies of requests elsewhere"},
    {"proxy-body-size", dropped<Code::body_limit_not_converted>, "1m", "", "", Shape::Size},
    {"proxy-buffer-size", buffer, "4k", "", "", Shape::Size},
    {"proxy-buffering", buffer, "off", "", "", Shape::OnOff},
    {"proxy-buffers-number", buffer, "4", "", "", Shape::Number},
    {"proxy-busy-buffers-size", buffer, "", "", "", Shape::Size},
    {"proxy-connect-timeout", timeout, "5", "", "", Shape::Number},
    {"proxy-cookie-domain", answer, "off", "", ""},
    {"proxy-cookie-path", answer, "off", "", ""},
    {"proxy-http-version", dropped_detail, "1.1", "", "HTTP version for the backend", Shape::Word, "1.0|1.1"},
    {"proxy-max-temp-file-size", buffer, "1024m", "", "", Shape::Size},
    {"proxy-next-upstream", keep<&Settings::next_upstream>, "error timeout", "", ""},
    {"proxy-next-upstream-timeout", retry, "0", "", "", Shape::Number},
    {"proxy-next-upstream-tries", keep<&Settings::next_upstream_tries>, "3", "", "", Shape::Number},
    {"proxy-read-timeout", keep<&Settings::read_timeout>, "60", "", "", Shape::Number},
    {"proxy-redirect-from", answer, "off", "", ""},
    {"proxy-redirect-to", answer, "off", "", ""},
    {"proxy-request-buffering", buffer, "on", "", "", Shape::OnOff},
    {"proxy-send-timeout", timeout, "60", "", "", Shape::Number},
    {"proxy-ssl-ciphers", part_of, "DEFAULT", "proxy-ssl-secret", "TLS to the backend"},
    {"proxy-ssl-name", keep<&Settings::proxy_ssl_name>, "", "proxy-ssl-secret", "TLS to the backend"},
    {"proxy-ssl-protocols", part_of, "TLSv1.2", "proxy-ssl-secret", "TLS to the backend"},
    {"proxy-ssl-secret", keep<&Settings::proxy_ssl_secret>, "", "", ""},
    {"proxy-ssl-server-name", part_of, "off", "proxy-ssl-secret", "TLS to the backend", Shape::OnOff},
    {"proxy-ssl-verify", keep<&Settings::proxy_ssl_verify>, "off", "proxy-ssl-secret", "TLS to the backend", Shape::OnOff},
    {"proxy-ssl-verify-depth", part_of, "1", "proxy-ssl-secret", "TLS to the backend", Shape::Number},
    {"service-upstream", balance, "false", "", "", Shape::Truth},
    {"session-cookie-change-on-failure", affinity, "false", "affinity", "", Shape::Truth},
    {"session-cookie-conditional-samesite-none", affinity, "false", "affinity", "", Shape::Truth},
    {"session-cookie-domain", affinity, "", "affinity", ""},
    {"session-cookie-expires", affinity, "", "affinity", "", Shape::Number},
    {"session-cookie-max-age", affinity_part<&Affinity::max_age>, "", "affinity", "", Shape::Number},
    {"session-cookie-name", affinity_part<&Affinity::cookie>, "INGRESSCOOKIE", "affinity", ""},
    {"session-cookie-path", affinity, "", "affinity", ""},
    {"session-cookie-samesite", affinity, "", "affinity", "", Shape::Word, "None|Lax|Strict"},
    {"session-cookie-secure", affinity, "", "affinity", "", Shape::Truth},
    {"upstream-hash-by", balance, "", "", ""},
    {"upstream-hash-by-subset", balance, "false", "upstream-hash-by", "", Shape::Truth},
    {"upstream-hash-by-subset-size", balance, "3", "upstream-hash-by", "", Shape::Number},
});

}  // namespace

std::span<const Row> upstream_rows() { return kRows; }

}  // namespace gw::nginx
