// Law 4: what is larger than an object may be is split into several valid ones, and nothing is lost on the way.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "laws_test.h"
#include "validate.h"
#include "yaml/read.h"

namespace {

constexpr int kPaths = 300;
constexpr int kHosts = 40;
constexpr int kValues = 12;

std::string large_route() {
  std::string out = "apiVersion: apisix.apache.org/v2\nkind: ApisixRoute\nmetadata: {name: large, namespace: web}\nspec:\n  http:\n  - name: large\n    match:\n      hosts:\n";
  for (int i = 0; i < kHosts; ++i) out += fmt::format("      - h{}.example.com\n", i);
  out += "      paths:\n";
  for (int i = 0; i < kPaths; ++i) out += fmt::format("      - /p{}\n", i);
  out += "      exprs:\n      - subject: {scope: Header, name: X-Kind}\n        op: In\n        set: [";
  for (int i = 0; i < kValues; ++i) out += fmt::format("{}v{}", i == 0 ? "" : ", ", i);
  return out + "]\n    backends: [{serviceName: shop, servicePort: 80}]\n";
}

const gw::yaml::Node* child(const gw::yaml::Node& node, std::string_view key) {
  for (const gw::yaml::Member& member : node.members())
    if (member.key.text() == key) return &member.value;
  return nullptr;
}

/// Every host, path and header value that a route in `text` matches on.
void collect(const gw::yaml::Node& route, std::set<std::string>& out) {
  const gw::yaml::Node& spec = *child(route, "spec");
  for (const gw::yaml::Node& host : child(spec, "hostnames")->items())
    for (const gw::yaml::Node& rule : child(spec, "rules")->items())
      for (const gw::yaml::Node& match : child(rule, "matches")->items())
        out.insert(fmt::format("{} {} {}", host.text(), child(*child(match, "path"), "value")->text(), child(child(match, "headers")->items()[0], "value")->text()));
}

}  // namespace

TEST_CASE("a route with many paths, hosts and header values is split without losing a match") {
  const std::string text = large_route();
  for (const std::string_view release : {"v0.5.0", "v1.6.1"}) {
    CAPTURE(release);
    gw::Options options;
    options.release = release;
    std::string printed;
    std::size_t routes = 0;
    for (const gw::Manifest& manifest : gw::laws::convert_text(text, options).manifests) {
      if (manifest.kind != "HTTPRoute") continue;
      printed += manifest.text + "---\n";
      ++routes;
    }
    CHECK(routes > 50);
    const std::vector<gw::Source> sources = {gw::Source("printed.yaml", printed)};
    for (const gw::Finding& finding : gw::validate(sources, options).findings) CHECK_MESSAGE(finding.severity == gw::Severity::Note, finding.message);
    gw::Sink sink;
    std::set<std::string> matches;
    const gw::yaml::Tree tree = gw::yaml::read(sources, 1, sink);
    for (const auto& document : tree.documents) collect(document.root, matches);
    CHECK(matches.size() == std::size_t{kPaths} * kHosts * kValues);
  }
}
