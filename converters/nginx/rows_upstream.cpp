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

constexpr auto kRows = std::to_array<Row>({
    {"affinity", affinity, "", "", "keeps clients on one endpoint"},
    {"affinity-canary-behavior", affinity, "sticky", "affinity", "whether clients stay with a canary"},
    {"affinity-mode", affinity, "balanced", "affinity", "whether clients move when endpoints change"},
    {"backend-protocol", backend_protocol, "HTTP", "", "protocol of the backend"},
    {"client-body-buffer-size", buffer, "8k", "", ""},
    {"connection-proxy-header", dropped_detail, "", "", "`Connection` header for the backend"},
    {"custom-http-errors", dropped<Code::error_page_not_converted>, "", "", ""},
    {"default-backend", dropped<Code::error_page_not_converted>, "", "", ""},
    {"disable-proxy-intercept-errors", dropped_detail, "false", "", "leaves error answers as they are"},
    {"fastcgi-index", part_of, "", "backend-protocol", "FastCGI"},
    {"fastcgi-params-configmap", part_of, "", "backend-protocol", "FastCGI"},
    {"http2-push-preload", retired, "", "", "nginx no longer pushes"},
    {"load-balance", balance, "round_robin", "", ""},
    {"mirror-host", dropped_detail, "", "mirror-target", "host of the copies"},
    {"mirror-request-body", dropped_detail, "on", "mirror-target", "whether copies have a body"},
    {"mirror-target", keep<&Settings::mirror_target>, "", "", "sends copies of requests elsewhere"},
    {"proxy-body-size", dropped<Code::body_limit_not_converted>, "1m", "", ""},
    {"proxy-buffer-size", buffer, "4k", "", ""},
    {"proxy-buffering", buffer, "off", "", ""},
    {"proxy-buffers-number", buffer, "4", "", ""},
    {"proxy-busy-buffers-size", buffer, "", "", ""},
    {"proxy-connect-timeout", timeout, "5", "", ""},
    {"proxy-cookie-domain", answer, "off", "", ""},
    {"proxy-cookie-path", answer, "off", "", ""},
    {"proxy-http-version", dropped_detail, "1.1", "", "HTTP version for the backend"},
    {"proxy-max-temp-file-size", buffer, "1024m", "", ""},
    {"proxy-next-upstream", retry, "error timeout", "", ""},
    {"proxy-next-upstream-timeout", retry, "0", "", ""},
    {"proxy-next-upstream-tries", retry, "3", "", ""},
    {"proxy-read-timeout", timeout, "60", "", ""},
    {"proxy-redirect-from", answer, "off", "", ""},
    {"proxy-redirect-to", answer, "off", "", ""},
    {"proxy-request-buffering", buffer, "on", "", ""},
    {"proxy-send-timeout", timeout, "60", "", ""},
    {"proxy-ssl-ciphers", part_of, "DEFAULT", "proxy-ssl-secret", "TLS to the backend"},
    {"proxy-ssl-name", part_of, "", "proxy-ssl-secret", "TLS to the backend"},
    {"proxy-ssl-protocols", part_of, "TLSv1.2", "proxy-ssl-secret", "TLS to the backend"},
    {"proxy-ssl-secret", dropped<Code::tls_option_not_converted>, "", "", ""},
    {"proxy-ssl-server-name", part_of, "off", "proxy-ssl-secret", "TLS to the backend"},
    {"proxy-ssl-verify", part_of, "off", "proxy-ssl-secret", "TLS to the backend"},
    {"proxy-ssl-verify-depth", part_of, "1", "proxy-ssl-secret", "TLS to the backend"},
    {"service-upstream", balance, "false", "", ""},
    {"session-cookie-change-on-failure", affinity, "false", "affinity", ""},
    {"session-cookie-conditional-samesite-none", affinity, "false", "affinity", ""},
    {"session-cookie-domain", affinity, "", "affinity", ""},
    {"session-cookie-expires", affinity, "", "affinity", ""},
    {"session-cookie-max-age", affinity, "", "affinity", ""},
    {"session-cookie-name", affinity, "INGRESSCOOKIE", "affinity", ""},
    {"session-cookie-path", affinity, "", "affinity", ""},
    {"session-cookie-samesite", affinity, "", "affinity", ""},
    {"session-cookie-secure", affinity, "", "affinity", ""},
    {"upstream-hash-by", balance, "", "", ""},
    {"upstream-hash-by-subset", balance, "false", "upstream-hash-by", ""},
    {"upstream-hash-by-subset-size", balance, "3", "upstream-hash-by", ""},
});

}  // namespace

std::span<const Row> upstream_rows() { return kRows; }

}  // namespace gw::nginx
