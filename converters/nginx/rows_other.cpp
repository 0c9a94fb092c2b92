// Annotations about canaries, CORS, TLS and logs, and those of older controllers.
#include <array>

#include "nginx/table.h"

namespace gw::nginx {
namespace {

template <const Annotation* Canary::* Member>
void canary(const Annotation& annotation, const Reading& reading) {
  reading.settings.canary.*Member = &annotation;
}

template <const Annotation* CorsSettings::* Member>
void cors(const Annotation& annotation, const Reading& reading) {
  reading.settings.cors.*Member = &annotation;
}

void canary_on(const Annotation& annotation, const Reading& reading) {
  if (read_truth(annotation, reading)) reading.settings.canary.on = &annotation;
}

void cors_on(const Annotation& annotation, const Reading& reading) {
  if (read_truth(annotation, reading)) reading.settings.cors.on = &annotation;
}

constexpr auto tls_option = dropped<Code::tls_option_not_converted>;

constexpr auto kRows = std::to_array<Row>({
    {"add-base-url", retired, "", "", "gone since 0.22"},
    {"base-url-scheme", retired, "", "", "gone since 0.22"},
    {"canary", canary_on, "false", "", "a second version of another Ingress"},
    {"canary-by-cookie", canary<&Canary::cookie>, "", "canary", "", Shape::HeaderName},
    {"canary-by-header", canary<&Canary::header>, "", "canary", "", Shape::HeaderName},
    {"canary-by-header-pattern", canary<&Canary::header_pattern>, "", "canary-by-header", ""},
    {"canary-by-header-value", canary<&Canary::header_value>, "", "canary-by-header", ""},
    {"canary-weight", canary<&Canary::weight>, "", "canary", ""},
    {"canary-weight-total", canary<&Canary::weight_total>, "100", "canary", ""},
    {"cors-allow-credentials", cors<&CorsSettings::credentials>, "", "enable-cors", ""},
    {"cors-allow-headers", cors<&CorsSettings::headers>, "", "enable-cors", ""},
    {"cors-allow-methods", cors<&CorsSettings::methods>, "", "enable-cors", ""},
    {"cors-allow-origin", cors<&CorsSettings::origin>, "", "enable-cors", ""},
    {"cors-expose-headers", cors<&CorsSettings::exposed>, "", "enable-cors", ""},
    {"cors-max-age", cors<&CorsSettings::max_age>, "1728000", "enable-cors", ""},
    {"custom-headers", keep<&Settings::custom_headers>, "", "", "response headers out of a ConfigMap"},
    {"enable-access-log", dropped_detail, "true", "", "access log", Shape::Truth},
    {"enable-cors", cors_on, "false", "", "answers for browsers of other origins"},
    {"enable-influxdb", retired, "", "", "gone since 1.7"},
    {"enable-opentelemetry", dropped_detail, "", "", "traces", Shape::Truth},
    {"enable-opentracing", retired, "", "", "gone since 1.10"},
    {"enable-rewrite-log", dropped_detail, "false", "", "log of rewrites", Shape::Truth},
    {"global-rate-limit", retired, "", "", "gone since 1.12, requests are not limited by it"},
    {"global-rate-limit-ignored-cidrs", retired, "", "", "gone since 1.12"},
    {"global-rate-limit-key", retired, "", "", "gone since 1.12"},
    {"global-rate-limit-window", retired, "", "", "gone since 1.12"},
    {"grpc-backend", retired, "", "", "gone since 0.21; `backend-protocol: GRPC` took its place"},
    {"influxdb-host", retired, "", "", "gone since 1.7"},
    {"influxdb-measurement", retired, "", "", "gone since 1.7"},
    {"influxdb-port", retired, "", "", "gone since 1.7"},
    {"influxdb-server-name", retired, "", "", "gone since 1.7"},
    {"lua-resty-waf", retired, "", "", "gone since 0.27, requests are not filtered by it"},
    {"mirror-uri", retired, "", "", "gone since 0.26; `mirror-target` took its place"},
    {"opentelemetry-operation-name", dropped_detail, "", "", "traces"},
    {"opentelemetry-trust-incoming-span", dropped_detail, "true", "", "traces", Shape::Truth},
    {"opentracing-trust-incoming-span", retired, "", "", "gone since 1.10"},
    {"proxy-pass-params", retired, "", "", "gone"},
    {"secure-backends", retired, "", "", "gone since 0.21; `backend-protocol: HTTPS` took its place"},
    {"session-cookie-hash", retired, "", "", "gone since 0.24"},
    {"ssl-ciphers", tls_option, "", "", ""},
    {"ssl-passthrough", keep_if_true<&Settings::passthrough>, "false", "", "TLS goes through to the backend"},
    {"ssl-prefer-server-ciphers", tls_option, "", "", "", Shape::Truth},
    {"upstream-fail-timeout", retired, "", "", "gone since 0.22"},
    {"upstream-max-fails", retired, "", "", "gone since 0.22"},
});

}  // namespace

std::span<const Row> other_rows() { return kRows; }

}  // namespace gw::nginx
