// Law 1: change, remove or add any one leaf of any ApisixRoute or Ingress, and the manifests or the findings change.
#include <doctest/doctest.h>

#include <algorithm>

#include "laws_test.h"
#include "apisix/ingress/annotations.h"
#include "nginx/table.h"
#include "yaml/read.h"
#include "yaml/view.h"

namespace {

using gw::yaml::Member;
using gw::yaml::Node;

/// What may change without a word, and why. `removed` only: the value is the default, so its absence means the same.
struct Exempt {
  std::string_view path;   ///< ends with this
  std::string_view value;  ///< any, if empty
  bool removed_only;
  std::string_view why;
};
constexpr Exempt kExempt[] = {
    {"websocket", "false", true, "false is the default"},
    {"weight", "100", true, "100 is the default where several backends have weights"},
    {"resolveGranularity", "endpoint", true, "endpoint is the default"},
    {"resolveGranualrity", "endpoint", true, "endpoint is the default"},
    {"externalNodes[0].type", "Service", true, "Service is the default of the controllers 2.x"},
    {"scheme", "http", true, "http is the default"},
    {"timeout.connect", "60s", true, "60s is the default"},
    {"authentication.type", "basicAuth", true, "basicAuth is the default"},
    {"enable", "true", true, "true is the default of the controllers 2.x"},
    {"priority", "0", true, "0 is the default"},
    {"pathType", "Prefix", true, "without a type, v1beta1 means the same to ingress-nginx"},
    {"pathType", "ImplementationSpecific", true, "without a type, v1beta1 means the same"},
    {"].path", "/", true, "an empty path is `/`"},
    {"metadata.namespace", "default", true, "assumed for objects without one, beside others that name it"},
    {"read", "60s", true, "60s is the default, and timeouts may be approximated"},
    {"subset", "", true, "an empty subset is none"},
    {"plugin_config_namespace", "", false, "only together with a name"},
    {"last-applied-configuration\"]", "", false, "a copy of the old object that kubectl keeps for itself"},
    {"creationTimestamp", "", false, "written by the API server"},
    {"resourceVersion", "", false, "written by the API server"},
    {"generation", "", false, "written by the API server"},
    {"uid", "", false, "written by the API server"},
};

struct Leaf {
  std::string path;
  gw::Span key;    ///< empty for list items
  Node node;
};

struct Walk {
  std::vector<Leaf> leaves;
  std::vector<gw::Span> maps;  ///< first key of every block mapping

  void go(const Node& node, const std::string& path, gw::Span key) {
    if (path.starts_with("status") || path.find("managedFields") != std::string::npos || path.find("ownerReferences") != std::string::npos) return;
    if (node.is_scalar()) leaves.push_back({path, key, node});
    for (std::size_t i = 0; i < node.items().size(); ++i) go(node.items()[i], path + "[" + std::to_string(i) + "]", {});
    if (!node.members().empty() && node.members()[0].key.span().begin == node.span().begin) maps.push_back(node.members()[0].key.span());
    for (const Member& member : node.members()) {
      std::string below = path;
      gw::yaml::append_key(below, member.key.text());
      go(member.value, below, member.key.span());
    }
  }
};

/// With one HTTPRoute per rule, the rule's name is the name; that of the object around it is kept where it is needed.
bool is_name_of_object(const Leaf& leaf, bool removed) { return leaf.path == "metadata.name" && !removed; }

/// A rule without a name is called like its object.
bool is_name_of_rule_like_object(const Leaf& leaf, std::string_view object_name) {
  return leaf.path.ends_with("].name") && leaf.path.starts_with("spec.http[") && leaf.node.text() == object_name;
}

/// Of an object that nothing is printed of, labels and annotations for what is printed are lost with it.
bool is_metadata_of_nothing(const Leaf& leaf, const std::string& before) {
  const bool printed = before.find("Route\n") != std::string::npos;
  return !printed && before.find("GW1508 ") != std::string::npos && (leaf.path.starts_with("metadata.labels") || leaf.path.starts_with("metadata.annotations"));
}

bool is_exempt(const Leaf& leaf, bool removed, std::string_view object_name) {
  if (removed && leaf.path.ends_with("].path") && leaf.node.text().empty()) return true;  // an empty path is `/`
  if (is_name_of_object(leaf, removed)) return true;
  if (removed && is_name_of_rule_like_object(leaf, object_name)) return true;
  return std::ranges::any_of(kExempt, [&](const Exempt& e) {
    return leaf.path.ends_with(e.path) && (e.value.empty() || leaf.node.text() == e.value) && (removed || !e.removed_only);
  });
}

/// Two Ingresses of one host that say the same to others, or name one certificate: one of them is enough.
bool is_said_twice(const std::string& text, const Leaf& leaf) {
  if (leaf.path.starts_with("spec.tls")) return text.find(leaf.node.text()) != text.rfind(leaf.node.text());
  if (!leaf.path.starts_with("metadata.") || leaf.path.find("nginx.ingress.kubernetes.io") != std::string::npos || leaf.key.end == 0) return false;
  const std::string pair = text.substr(leaf.key.begin, leaf.node.span().end - leaf.key.begin);
  return text.find(pair) != text.rfind(pair);
}

std::string replaced(const std::string& text, gw::Span span, std::string_view with) {
  return text.substr(0, span.begin) + std::string(with) + text.substr(span.end);
}

std::string changed_text(const std::string& text, const Leaf& leaf) {
  const std::string written = text.substr(leaf.node.span().begin, leaf.node.span().end - leaf.node.span().begin);
  if (written.empty()) return "x";
  if (written == "true") return "false";
  if (written == "false") return "true";
  if (written == "TCP") return "UDP";
  const char last = written.back();
  if (last == '"' || last == '\'') return written.substr(0, written.size() - 1) + "x" + last;
  if (std::ranges::all_of(written, [](char c) { return c >= '0' && c <= '9'; })) return written == "1" ? "2" : "1" + written.substr(1) + (written[0] == '1' ? "0" : "");
  return written + "x";
}

/// The annotations of a controller, known and unknown, with its prefix.
std::vector<std::string> annotations_of(std::string_view controller) {
  const bool apisix = controller == "apisix";
  const std::string prefix(apisix ? gw::apisix::kIngressOwner.prefix : gw::nginx::kPrefix);
  std::vector<std::string> out = {prefix + "no-such-thing"};
  if (apisix)
    for (const gw::apisix::AnnotationRow& row : gw::apisix::annotation_rows()) out.push_back(std::string(prefix).append(row.name));
  else
    for (const gw::nginx::Row& row : gw::nginx::rows()) out.push_back(std::string(prefix).append(row.name));
  return out;
}

/// Annotations of the controller are added one by one.
void add_annotations(const std::string& text, const Walk& walk, const std::string& before, const gw::Options& options) {
  constexpr std::string_view kPath = "metadata.annotations[";
  const auto first = std::ranges::find_if(walk.leaves, [&](const Leaf& leaf) { return leaf.path.starts_with(kPath) && leaf.key.end > 0; });
  if (first == walk.leaves.end()) return;
  const std::size_t line = text.rfind('\n', first->key.begin);
  const std::size_t column = first->key.begin - (line == std::string::npos ? 0 : line + 1);
  const std::vector<std::string> names = annotations_of(options.controller);
  // Each document gets another choice of them, so that all together get all.
  for (std::size_t i = names.size() % 7 + text.size() % 16; i < names.size(); i += 16) {
    const std::string& name = names[i];
    if (text.find(name.substr(name.find("ingress.") == std::string::npos ? 0 : name.find("ingress.")) + ":") != std::string::npos) continue;
    const std::string added = name + ": \"1\"\n" + std::string(column, ' ');
    CAPTURE(name);
    CHECK_MESSAGE(gw::laws::what_is_said(replaced(text, {first->key.begin, first->key.begin}, added), options) != before, "annotation added");
  }
}

/// An ApisixTls names the namespace of its Secret, and is nothing but hosts and that.
bool is_namespace_of_certificate(const Leaf& leaf, std::string_view kind) { return kind == "ApisixTls" && leaf.path == "metadata.namespace"; }

/// Without a type, v1beta1 means the same to APISIX, unless the path has a `*`.
bool is_usual_type(const Leaf& leaf, const gw::Options& options) { return options.controller == "apisix" && leaf.path.ends_with("pathType") && leaf.node.text() == "Exact"; }

void check_document(const std::string& text, const Node& root, const std::string& file, std::string_view kind, const gw::Options& options) {
  Walk walk;
  walk.go(root, "", {});
  const auto name = std::ranges::find(walk.leaves, "metadata.name", &Leaf::path);
  const std::string_view object_name = name == walk.leaves.end() ? "" : name->node.text();
  const std::string before = gw::laws::what_is_said(text, options);
  // An object of an unknown version, the second of its name, without a spec, or that reaches no Service is refused whole.
  for (const std::string_view refused : {"GW0102 ", "GW0103 ", "GW1503 ", "GW1504 ", "GW1505 ", "GW1326 ", "`spec` must be"})
    if (before.find(refused) != std::string::npos) return;
  if (kind == "Ingress") add_annotations(text, walk, before, options);
  for (const Leaf& leaf : walk.leaves) {
    CAPTURE(file);
    CAPTURE(leaf.path);
    if (is_metadata_of_nothing(leaf, before) || is_namespace_of_certificate(leaf, kind)) continue;
    if (!is_exempt(leaf, false, object_name)) {
      const std::string other = replaced(text, leaf.node.span(), changed_text(text, leaf));
      CHECK_MESSAGE(gw::laws::what_is_said(other, options) != before, "changed");
    }
    if (!is_exempt(leaf, true, object_name) && !is_said_twice(text, leaf) && !is_usual_type(leaf, options)) {
      const gw::Span whole{leaf.key.end > 0 ? leaf.key.begin : leaf.node.span().begin, leaf.node.span().end};
      CHECK_MESSAGE(gw::laws::what_is_said(replaced(text, whole, ""), options) != before, "removed");
    }
  }
  for (const gw::Span first : walk.maps) {
    const std::size_t line = text.rfind('\n', first.begin);
    const std::size_t column = first.begin - (line == std::string::npos ? 0 : line + 1);
    const std::string added = "zzz: 1\n" + std::string(column, ' ');
    CAPTURE(file);
    CHECK_MESSAGE(gw::laws::what_is_said(replaced(text, {first.begin, first.begin}, added), options) != before, "added at " << first.begin);
  }
}

/// Mutates every object of a kind in a file, each document on its own; returns how many there were. `beside`: a document that
/// is put behind the others.
std::size_t check_file(const std::filesystem::path& path, std::string_view wanted, const gw::Options& options, std::string_view beside = {}) {
  std::string text = gw::laws::read_file(path);
  if (text.size() > 200000) return 0;
  text += beside;
  const std::vector<gw::Source> sources = {gw::Source("in.yaml", text)};
  gw::Sink sink;
  const gw::yaml::Tree tree = gw::yaml::read(sources, 1, sink);
  std::size_t count = 0;
  for (const auto& document : tree.documents) {
    const auto kind = std::ranges::find_if(document.root.members(), [](const Member& m) { return m.key.text() == "kind"; });
    if (kind == document.root.members().end() || kind->value.text() != wanted) continue;
    const auto version = std::ranges::find_if(document.root.members(), [](const Member& m) { return m.key.text() == "apiVersion"; });
    if (version == document.root.members().end() || version->value.text().starts_with("apiextensions")) continue;  // no Ingress at all
    CAPTURE(path.string());
    check_document(text, document.root, path.string(), wanted, options);
    ++count;
  }
  return count;
}

gw::Options for_ingresses(std::string controller) {
  gw::Options options;
  options.controller = std::move(controller);
  options.release = "v1.6.1";
  return options;
}

}  // namespace

TEST_CASE("law 1: no leaf of an Ingress changes in silence, nor an annotation") {
  std::size_t ingresses = 0;
  for (const auto& path : gw::laws::promised_inputs()) ingresses += check_file(path, "Ingress", for_ingresses("ingress-nginx"));
  for (const auto& path : gw::laws::corpus_inputs("ingress")) ingresses += check_file(path, "Ingress", for_ingresses("ingress-nginx"));
  MESSAGE(ingresses << " Ingresses mutated");
}

TEST_CASE("law 1: no leaf of an Ingress of APISIX changes in silence, nor an annotation") {
  gw::Options portable = for_ingresses("apisix");
  portable.experimental = true;
  gw::Options native = portable;
  native.release = "v1.4.1";
  native.implementation = "apisix-2";
  std::size_t ingresses = 0;
  for (const gw::Options& options : {portable, native}) {
    for (const auto& path : gw::laws::promised_inputs())
      if (gw::laws::controller_for(path) == "apisix") ingresses += check_file(path, "Ingress", options);
    for (const auto& path : gw::laws::corpus_inputs("apisix")) ingresses += check_file(path, "Ingress", options);
  }
  CHECK(ingresses > 50);
}

TEST_CASE("law 1: no leaf of a promised input changes in silence") {
  std::size_t routes = 0;
  for (const auto& path : gw::laws::promised_inputs()) routes += check_file(path, "ApisixRoute", {});
  CHECK(routes > 100);
}

TEST_CASE("law 1: no leaf of the corpus changes in silence") {
  const auto inputs = gw::laws::corpus_inputs("apisix");
  if (inputs.empty()) {
    MESSAGE("skipped: no corpus beside the checkout");
    return;
  }
  std::size_t routes = 0;
  for (const auto& path : inputs) routes += check_file(path, "ApisixRoute", {});
  CHECK(routes > 500);
}

TEST_CASE("law 1: no leaf of APISIX changes in silence where filters stand for plugins") {
  gw::Options options;
  options.release = "v1.6.1";
  std::size_t objects = 0;
  for (const std::string_view kind : {"ApisixRoute", "ApisixTls", "ApisixUpstream", "ApisixPluginConfig", "ApisixConsumer", "ApisixGlobalRule", "ApisixClusterConfig", "ApisixService"}) {
    for (const auto& path : gw::laws::promised_inputs()) objects += check_file(path, kind, options);
    for (const auto& path : gw::laws::corpus_inputs("apisix")) objects += check_file(path, kind, options);
  }
  CHECK(objects > 100);
}

TEST_CASE("law 1: no leaf of APISIX changes in silence where its own kinds take it") {
  gw::Options options;
  options.release = "v1.4.1";
  options.implementation = "apisix-2";
  std::size_t objects = 0;
  for (const std::string_view kind : {"ApisixRoute", "ApisixUpstream", "ApisixPluginConfig", "ApisixConsumer", "ApisixClusterConfig", "GatewayProxy"}) {
    for (const auto& path : gw::laws::promised_inputs()) objects += check_file(path, kind, options);
    for (const auto& path : gw::laws::corpus_inputs("apisix")) objects += check_file(path, kind, options);
  }
  CHECK(objects > 100);
}

TEST_CASE("law 1: no leaf of what APISIX does for every request changes in silence where a GatewayProxy takes it") {
  constexpr std::string_view kProxy =
      "\n---\napiVersion: apisix.apache.org/v1alpha1\nkind: GatewayProxy\nmetadata: {name: edge, namespace: edge}\nspec:\n  provider:\n"
      "    type: ControlPlane\n    controlPlane: {endpoints: [\"http://a:9180\"], auth: {type: AdminKey, adminKey: {value: x}}}\n";
  gw::Options options;
  options.release = "v1.4.1";
  options.implementation = "apisix-2";
  options.gateway_parameters = "edge";
  options.gateway_namespace = "edge";
  std::size_t objects = 0;
  for (const std::string_view kind : {"ApisixGlobalRule", "ApisixClusterConfig"}) {
    for (const auto& path : gw::laws::promised_inputs()) objects += check_file(path, kind, options, kProxy);
    for (const auto& path : gw::laws::corpus_inputs("apisix")) objects += check_file(path, kind, options, kProxy);
  }
  CHECK(objects > 20);
}
