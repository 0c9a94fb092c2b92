// Law 2 for Ingresses of APISIX: an annotation that guards access closes every rule of its Ingress.
#include <doctest/doctest.h>

#include "laws_test.h"
#include "yaml/read.h"

namespace {

using gw::yaml::Member;
using gw::yaml::Node;

const Node* member(const Node* node, std::string_view key) {
  if (node != nullptr)
    for (const Member& m : node->members())
      if (m.key.text() == key) return &m.value;
  return nullptr;
}

/// `guard` among the annotations of every Ingress; empty if there is none, or something else than Ingresses has rules.
std::string with_annotation(const std::string& text, std::string_view guard) {
  const std::vector<gw::Source> sources = {gw::Source("in.yaml", text)};
  gw::Sink sink;
  const gw::yaml::Tree tree = gw::yaml::read(sources, 1, sink);
  std::vector<std::size_t> places;
  for (const auto& document : tree.documents) {
    const Node* kind = member(&document.root, "kind");
    if (kind == nullptr || kind->text() == "ApisixRoute" || kind->text().ends_with("List")) return {};
    if (kind->text() != "Ingress") continue;
    const Node* annotations = member(member(&document.root, "metadata"), "annotations");
    if (annotations == nullptr || annotations->members().empty() || text[annotations->span().begin] == '{') return {};
    places.push_back(annotations->members().front().key.span().begin);
  }
  if (places.empty() || text.find(guard.substr(0, guard.find(':'))) != std::string::npos) return {};
  std::string out = text;
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    const std::size_t line = out.rfind('\n', *place);
    out.insert(*place, std::string(guard) + "\n" + std::string(*place - line - 1, ' '));
  }
  return out;
}

}  // namespace

TEST_CASE("law 2: an annotation that guards leaves no rule of an Ingress of APISIX with a backend") {
  gw::Options options;
  options.release = "v1.6.1";
  options.controller = "apisix";
  std::size_t guarded = 0;
  auto paths = gw::laws::promised_inputs();
  const auto more = gw::laws::corpus_inputs("apisix");
  paths.insert(paths.end(), more.begin(), more.end());
  for (const auto& path : paths) {
    if (gw::laws::controller_for(path) != "apisix") continue;
    const std::string text = gw::laws::read_file(path);
    for (const std::string_view guard : {"auth-type: keyAuth", "allowlist-source-range: 10.0.0.0/8", "blocklist-source-range: \",\"", "auth-uri: https://auth.example.com/check",
                                         "http-block-methods: PURGE", "plugin-config-name: nowhere", "svc-namespace: NOT-A-NAME"}) {
      const std::string closed = with_annotation(text, std::string("k8s.apisix.apache.org/").append(guard));
      const bool overridden = guard.starts_with("http-block") && text.find("http-allow-methods") != std::string::npos;  // which counts instead
      if (closed.empty() || overridden) continue;
      CAPTURE(path.string());
      CAPTURE(guard);
      ++guarded;
      for (const gw::Manifest& manifest : gw::laws::convert_text(closed, options).manifests)
        CHECK(manifest.text.find("backendRefs") == std::string::npos);
    }
  }
  MESSAGE(guarded, " inputs guarded");
  CHECK(guarded > 50);
}
