// Annotations about paths, redirects and hosts.
#include <array>

#include "nginx/table.h"

namespace gw::nginx {
namespace {

void permanent_code(const Annotation& annotation, const Reading& reading) {
  const auto code = whole_number(annotation.value.value);
  if (!code || *code < 300 || *code > 308) {  // redirect.go, Parse
    report<Code::annotation_ignored>(reading.sink(), annotation, reading.row.name, annotation.value.value, "a status from 300 to 308", "301");
    return;
  }
  reading.settings.permanent_code = &annotation;
  reading.settings.permanent_status = *code;
}

void temporal_code(const Annotation& annotation, const Reading& reading) {
  const auto code = whole_number(annotation.value.value);
  if (!code || *code < 300 || *code > 307) {
    report<Code::annotation_ignored>(reading.sink(), annotation, reading.row.name, annotation.value.value, "a status from 300 to 307", "302");
    return;
  }
  reading.settings.temporal_code = &annotation;
  reading.settings.temporal_status = *code;
}

void ssl_redirect(const Annotation& annotation, const Reading& reading) {
  read_truth(annotation, reading);
  if (truth(annotation.value.value)) reading.settings.ssl_redirect = &annotation;
}

constexpr auto kRows = std::to_array<Row>({
    {"app-root", keep<&Settings::app_root>, "", "", "where `/` redirects to"},
    {"from-to-www-redirect", keep_if_true<&Settings::www_redirect>, "false", "", "redirects between a host and its `www.` name"},
    {"force-ssl-redirect", keep_if_true<&Settings::force_ssl_redirect>, "", "", "redirects to HTTPS"},
    {"permanent-redirect", keep<&Settings::permanent_redirect>, "", "", "redirects everything"},
    {"permanent-redirect-code", permanent_code, "301", "permanent-redirect", "status of the redirect"},
    {"preserve-trailing-slash", keep_if_true<&Settings::preserve_slash>, "false", "", "keeps a `/` at the end when redirecting to HTTPS"},
    {"relative-redirects", dropped_detail, "false", "", "leaves the host out of redirects", Shape::Truth},
    {"rewrite-target", keep<&Settings::rewrite_target>, "", "", "rewrites the path"},
    {"server-alias", keep<&Settings::server_alias>, "", "", "more names of the host"},
    {"ssl-redirect", ssl_redirect, "", "", "redirects to HTTPS where the host has a certificate"},
    {"temporal-redirect", keep<&Settings::temporal_redirect>, "", "", "redirects everything"},
    {"temporal-redirect-code", temporal_code, "302", "temporal-redirect", "status of the redirect"},
    {"upstream-vhost", keep<&Settings::upstream_vhost>, "", "", "the host that the backend sees"},
    {"use-port-in-redirects", dropped_detail, "false", "", "writes the port into redirects", Shape::Truth},
    {"use-regex", keep_if_true<&Settings::use_regex>, "false", "", "paths are regular expressions"},
    {"x-forwarded-prefix", keep<&Settings::forwarded_prefix>, "", "rewrite-target", "tells the backend what was cut off"},
});

}  // namespace

std::span<const Row> routing_rows() { return kRows; }

}  // namespace gw::nginx
