// Annotations that decide who is served, and under which conditions.
#include <array>

#include "nginx/table.h"

namespace gw::nginx {
namespace {

constexpr auto password = guards<Code::basic_auth_not_expressible>;
constexpr auto addresses = guards<Code::address_list_not_expressible>;
constexpr auto snippet = guards<Code::snippet_not_converted>;
constexpr auto rate = dropped<Code::rate_limit_not_converted>;

/// `enable-modsecurity: "false"` is the default, and switches off what the ConfigMap switches on.
void firewall(const Annotation& annotation, const Reading& reading) {
  if (read_truth(annotation, reading)) guards<Code::firewall_not_expressible>(annotation, reading);
}

void global_auth(const Annotation& annotation, const Reading& reading) {
  const auto on = truth(annotation.value.value);
  if (on && !*on && !reading.defaults.global_auth.value.empty()) reading.settings.global_auth_off = &annotation;
}

/// Whether one of the guards is enough or all are needed; they have findings of their own.
void combines(const Annotation& annotation, const Reading& reading) {
  report<Code::annotation_not_converted>(reading.sink(), annotation, fmt::format("satisfy: {}", annotation.value.value), "how address lists and passwords work together");
}

constexpr auto kRows = std::to_array<Row>({
    {"allowlist-source-range", addresses, "", "", ""},
    {"auth-always-set-cookie", part_of, "false", "auth-url", "", Shape::Truth},
    {"auth-cache-duration", part_of, "200 202 401 5m", "auth-url", ""},
    {"auth-cache-key", part_of, "", "auth-url", ""},
    {"auth-keepalive", part_of, "0", "auth-url", "", Shape::Number},
    {"auth-keepalive-requests", part_of, "1000", "auth-url", "", Shape::Number},
    {"auth-keepalive-share-vars", part_of, "false", "auth-url", "", Shape::Truth},
    {"auth-keepalive-timeout", part_of, "60", "auth-url", "", Shape::Number},
    {"auth-method", part_of, "GET", "auth-url", ""},
    {"auth-proxy-set-headers", part_of, "", "auth-url", ""},
    {"auth-realm", part_of, "", "auth-type", ""},
    {"auth-request-redirect", part_of, "", "auth-url", ""},
    {"auth-response-headers", keep<&Settings::auth_response_headers>, "", "auth-url", ""},
    {"auth-secret", part_of, "", "auth-type", ""},
    {"auth-secret-type", part_of, "auth-file", "auth-type", ""},
    {"auth-signin", part_of, "", "auth-url", ""},
    {"auth-signin-redirect-param", part_of, "rd", "auth-url", ""},
    {"auth-snippet", snippet, "", "auth-url", ""},
    {"auth-tls-error-page", part_of, "", "auth-tls-secret", ""},
    {"auth-tls-match-cn", part_of, "", "auth-tls-secret", ""},
    {"auth-tls-pass-certificate-to-upstream", part_of, "false", "auth-tls-secret", "", Shape::Truth},
    {"auth-tls-secret", keep<&Settings::client_ca>, "", "", ""},
    {"auth-tls-verify-client", part_of, "on", "auth-tls-secret", ""},
    {"auth-tls-verify-depth", part_of, "1", "auth-tls-secret", "", Shape::Number},
    {"auth-type", password, "", "", ""},
    {"auth-url", keep<&Settings::auth_url>, "", "", ""},
    {"configuration-snippet", snippet, "", "", ""},
    {"denylist-source-range", addresses, "", "", ""},
    {"enable-global-auth", global_auth, "true", "", "", Shape::Truth},
    {"enable-modsecurity", firewall, "", "", ""},
    {"enable-owasp-core-rules", firewall, "", "", ""},
    {"limit-allowlist", rate, "", "", ""},
    {"limit-burst-multiplier", rate, "5", "", "", Shape::Number},
    {"limit-connections", rate, "", "", "", Shape::Number},
    {"limit-rate", rate, "", "", "", Shape::Number},
    {"limit-rate-after", rate, "", "", "", Shape::Number},
    {"limit-rpm", rate, "", "", "", Shape::Number},
    {"limit-rps", rate, "", "", "", Shape::Number},
    {"limit-whitelist", rate, "", "", ""},
    {"modsecurity-snippet", snippet, "", "", ""},
    {"modsecurity-transaction-id", part_of, "", "enable-modsecurity", ""},
    {"satisfy", combines, "all", "", "", Shape::Word, "all|any"},
    {"server-snippet", snippet, "", "", ""},
    {"stream-snippet", snippet, "", "", ""},
    {"whitelist-source-range", addresses, "", "", ""},
});

}  // namespace

std::span<const Row> access_rows() { return kRows; }

}  // namespace gw::nginx
