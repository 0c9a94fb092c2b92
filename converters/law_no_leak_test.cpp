// Two Ingresses that share a host keep to themselves what is theirs: each path gets what it would get alone, but for what
// ingress-nginx itself shares within a host, and that is reported.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "laws_test.h"
#include "nginx/table.h"

namespace {

/// What the controller applies to the whole host, whichever Ingress says it (§0.1 of the definition).
const std::set<std::string_view> kOfTheHost = {"use-regex", "rewrite-target", "auth-tls-secret", "server-snippet"};

std::string value_for(std::string_view name) {
  if (name == "rewrite-target") return "/elsewhere";
  if (name.ends_with("redirect") && (name.starts_with("permanent") || name.starts_with("temporal"))) return "https://new.example.com";
  if (name == "app-root") return "/start";
  if (name == "upstream-vhost" || name == "server-alias") return "other.example.com";
  if (name == "backend-protocol") return "HTTPS";
  if (name == "auth-type") return "basic";
  if (name == "auth-tls-secret") return "team/ca";
  if (name.ends_with("source-range")) return "10.0.0.0/8";
  if (name == "cors-allow-origin") return "https://a.example.com";
  return "true";
}

std::string ingress(std::string_view name, std::string_view year, std::string_view annotation, std::string_view path) {
  std::string out = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: " + std::string(name) +
                    "\n  namespace: team\n  creationTimestamp: \"" + std::string(year) + "-01-01T00:00:00Z\"\n";
  if (!annotation.empty())
    out += "  annotations:\n    nginx.ingress.kubernetes.io/" + std::string(annotation) + ": \"" + value_for(annotation) + "\"\n    nginx.ingress.kubernetes.io/enable-cors: \"true\"\n";
  return out + "spec:\n  ingressClassName: nginx\n  rules:\n  - host: shop.example.com\n    http:\n      paths:\n      - path: " + std::string(path) +
         "\n        pathType: Prefix\n        backend: {service: {name: " + std::string(name) + ", port: {number: 80}}}\n---\n";
}

/// The rules of all routes of the host for the prefix.
std::vector<std::string> rules_for(std::string_view prefix, const gw::Conversion& result) {
  const std::string value = "value: " + std::string(prefix) + "\n";
  std::vector<std::string> out;
  for (const gw::Manifest& manifest : result.manifests) {
    if (manifest.kind != "HTTPRoute" || manifest.text.find("- shop.example.com\n") == std::string::npos) continue;
    constexpr std::string_view kRule = "\n  - matches:";
    for (std::size_t at = manifest.text.find(kRule); at != std::string::npos;) {
      const std::size_t next = manifest.text.find(kRule, at + 1);
      std::string rule = manifest.text.substr(at, next == std::string::npos ? next : next - at);
      if (!rule.ends_with('\n')) rule += '\n';
      if (rule.find(value) != std::string::npos) out.push_back(manifest.name + rule);
      at = next;
    }
  }
  return out;
}

std::vector<std::string> rules_for_plain(const gw::Conversion& result) { return rules_for("/plain", result); }

}  // namespace

TEST_CASE("law 2: an annotation that restricts access never leaves its path open") {
  gw::Options options;
  options.release = "v1.6.1";
  std::size_t guards = 0;
  for (const gw::nginx::Row& row : gw::nginx::access_rows()) {
    const gw::Conversion result = gw::laws::convert_text(ingress("other", "2025", row.name, "/other") + ingress("plain", "2024", "", "/"), options);
    const bool restricts = std::ranges::any_of(result.findings, [](const gw::Finding& f) { return f.code >= gw::Code::basic_auth_not_expressible && f.code <= gw::Code::firewall_not_expressible; });
    CAPTURE(row.name);
    if (!restricts) continue;
    ++guards;
    const auto rules = rules_for("/other", result);
    REQUIRE_FALSE(rules.empty());  // requests for it are refused, instead of left to `/`
    for (const std::string& rule : rules) CHECK(rule.find("backendRefs") == std::string::npos);
    CHECK(std::ranges::any_of(result.findings, [](const gw::Finding& f) { return f.severity == gw::Severity::Error; }));
  }
  CHECK(guards >= 10);
}

TEST_CASE("law 6: an annotation of one Ingress does not leak into the paths of another one on its host") {
  gw::Options options;
  options.release = "v1.6.1";
  const std::vector<std::string> alone = rules_for_plain(gw::laws::convert_text(ingress("plain", "2024", "", "/plain"), options));
  REQUIRE(alone.size() == 1);
  std::size_t shared = 0;
  for (const gw::nginx::Row& row : gw::nginx::rows()) {
    for (const std::string_view year : {"2023", "2025"}) {  // the annotated one is older, then younger
      CAPTURE(row.name);
      CAPTURE(year);
      const gw::Conversion both = gw::laws::convert_text(ingress("plain", "2024", "", "/plain") + ingress("other", year, row.name, "/other"), options);
      if (!kOfTheHost.contains(row.name)) {
        CHECK(rules_for_plain(both) == alone);
        continue;
      }
      ++shared;
      CHECK(std::ranges::any_of(both.findings, [](const gw::Finding& f) {
        return f.code == gw::Code::regex_host || f.code == gw::Code::client_certificate_for_host || f.code == gw::Code::snippet_not_converted;
      }));
    }
  }
  CHECK(shared == 2 * kOfTheHost.size());
}
