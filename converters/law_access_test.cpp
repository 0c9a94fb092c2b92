// Law 2: what guards access and cannot be kept closes the rule instead of opening it.
#include <doctest/doctest.h>

#include "laws_test.h"
#include "yaml/read.h"

namespace {

using gw::yaml::Member;
using gw::yaml::Node;

const Node* member(const Node& node, std::string_view key) {
  for (const Member& m : node.members())
    if (m.key.text() == key) return &m.value;
  return nullptr;
}

std::size_t column_of(const std::string& text, std::size_t at) {
  const std::size_t line = text.rfind('\n', at);
  return at - (line == std::string::npos ? 0 : line + 1);
}

/// Puts `lines` as the first members into every http rule (or into its `match`) of a document in block style.
std::string with_guard(const std::string& text, std::string_view guard, bool in_match, std::size_t& guarded) {
  const std::vector<gw::Source> sources = {gw::Source("in.yaml", text)};
  gw::Sink sink;
  const gw::yaml::Tree tree = gw::yaml::read(sources, 1, sink);
  std::vector<std::size_t> places;
  for (const auto& document : tree.documents) {
    const Node* kind = member(document.root, "kind");
    const Node* spec = member(document.root, "spec");
    const Node* http = spec ? member(*spec, "http") : nullptr;
    if (kind == nullptr || kind->text() != "ApisixRoute" || http == nullptr) continue;
    for (const Node& rule : http->items()) {
      const Node* match = member(rule, "match");
      if (!rule.is_map() || match == nullptr || !match->is_map() || text[rule.span().begin] == '{' || text[match->span().begin] == '{') continue;
      places.push_back(in_match ? match->span().begin : rule.span().begin);
    }
  }
  guarded = places.size();
  std::string out = text;
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    const std::string indent(column_of(text, *place), ' ');
    std::string lines;
    for (std::size_t at = 0; at < guard.size();) {
      const std::size_t end = guard.find('\n', at);
      lines.append(guard.substr(at, end - at)).append("\n").append(indent);
      at = end + 1;
    }
    out.insert(*place, lines);
  }
  return out;
}

struct Guard {
  std::string_view lines;
  bool in_match;
};

/// `zz-` keeps the keys from being the second of their name, which would be an error of its own.
constexpr Guard kGuards[] = {
    {"authentication:\n  enable: true\n  type: keyAuth\n", false},
    {"plugins:\n- name: ip-restriction\n  enable: true\n  config:\n    whitelist: [10.0.0.0/8]\n", false},
    {"plugins:\n- name: consumer-restriction\n  enable: true\n", false},
    {"plugins:\n- name: jwt-auth\n", false},
    {"plugins:\n- name: made-in-house\n  enable: true\n", false},
    {"plugin_config_name: not-in-the-input\n", false},
    {"remoteAddrs: [10.0.0.0/8]\n", true},
    {"filter_func: function(vars) return true end\n", true},
    {"exprs:\n- subject: {scope: Header, name: X-Admin}\n  op: NotEqual\n  value: \"no\"\n", true},
    {"exprs:\n- subject: {scope: Body, name: x}\n  op: Equal\n  value: \"1\"\n", true},
};

bool has_key_already(const std::string& text, std::string_view lines) {
  return text.find(std::string(lines.substr(0, lines.find(':') + 1))) != std::string::npos;
}

/// Calls `check` with the text under each guard that can be put into it; returns how many there were.
template <class Check>
std::size_t for_each_guard(const std::filesystem::path& path, const std::string& text, Check&& check) {
  std::size_t checked = 0;
  for (const Guard& guard : kGuards) {
    if (has_key_already(text, guard.lines)) continue;
    std::size_t guarded = 0;
    const std::string closed = with_guard(text, guard.lines, guard.in_match, guarded);
    if (guarded == 0) continue;
    CAPTURE(path.string());
    CAPTURE(guard.lines);
    check(guard, closed);
    ++checked;
  }
  return checked;
}

/// Rules of version v1, and those of Ingresses, get no guard here.
bool has_unguarded_rules(const std::string& text) { return text.find("spec:\n  rules:") != std::string::npos || text.find("kind: Ingress\n") != std::string::npos; }

std::size_t check_file(const std::filesystem::path& path, const gw::Options& options = {}) {
  const std::string text = gw::laws::read_file(path);
  return for_each_guard(path, text, [&](const Guard&, const std::string& closed) {
    const gw::Conversion result = gw::laws::convert_text(closed, options);
    bool error = false;
    for (const gw::Finding& f : result.findings) error = error || (f.severity == gw::Severity::Error && !f.accepted);
    CHECK(error);
    if (has_unguarded_rules(text)) return;
    for (const gw::Manifest& manifest : result.manifests) CHECK(manifest.text.find("backendRefs") == std::string::npos);
  });
}

/// With kinds that hold guards, a rule with backends has one of them, before it in the output.
std::size_t check_kept(const std::filesystem::path& path) {
  const std::string text = gw::laws::read_file(path);
  if (has_unguarded_rules(text) || text.find("match: {") != std::string::npos) return 0;  // where no guard is put
  gw::Options options;
  options.release = "v1.4.1";
  options.implementation = "apisix-2";
  return for_each_guard(path, text, [&](const Guard& guard, const std::string& closed) {
    std::set<std::string> configs;
    std::string policies;
    for (const gw::Manifest& manifest : gw::laws::convert_text(closed, options).manifests) {
      if (manifest.kind == "PluginConfig") configs.insert(manifest.name_space + "/" + manifest.name);
      if (manifest.kind == "HTTPRoutePolicy") policies += manifest.text;
      if (manifest.kind != "HTTPRoute" || manifest.text.find("backendRefs") == std::string::npos) continue;
      bool kept = guard.in_match && policies.find("    name: " + manifest.name + "\n") != std::string::npos;
      const std::size_t reference = manifest.text.find("kind: PluginConfig\n");
      if (reference != std::string::npos) {
        const std::size_t name = manifest.text.find("name: ", reference) + 6;
        kept = kept || (!guard.in_match && configs.contains(manifest.name_space + "/" + manifest.text.substr(name, manifest.text.find('\n', name) - name)));
      }
      CHECK(kept);
    }
  });
}

}  // namespace

TEST_CASE("law 2: a guard that the implementation holds stands before its route") {
  std::size_t checked = 0;
  for (const auto& path : gw::laws::promised_inputs()) checked += check_kept(path);
  for (const auto& path : gw::laws::corpus_inputs()) checked += check_kept(path);
  CHECK(checked > 500);
}

TEST_CASE("law 2: what guards every request of APISIX is in a GatewayProxy, or no rule has a backend") {
  constexpr std::string_view kRule =
      "\n---\napiVersion: apisix.apache.org/v2\nkind: ApisixGlobalRule\nmetadata: {name: zz-guard, namespace: zz}\nspec:\n  plugins:\n"
      "  - {name: ip-restriction, enable: true, config: {whitelist: [10.0.0.0/8]}}\n";
  constexpr std::string_view kProxy =
      "---\napiVersion: apisix.apache.org/v1alpha1\nkind: GatewayProxy\nmetadata: {name: zz, namespace: zz}\nspec:\n  provider:\n"
      "    type: ControlPlane\n    controlPlane: {endpoints: [\"http://a:9180\"], auth: {type: AdminKey, adminKey: {value: x}}}\n";
  gw::Options options;
  options.release = "v1.4.1";
  options.implementation = "apisix-2";
  options.gateway_parameters = "zz";
  options.gateway_namespace = "zz";
  gw::Options unprinted = options;
  unprinted.omit_kinds = {"GatewayProxy"};
  gw::Options without_field = options;
  without_field.release = "v0.8.0";  // Gateways have no parametersRef
  std::size_t kept = 0;
  const auto check = [&](const std::string& text, const gw::Options& with) {
    bool guarded = false;
    for (const gw::Manifest& manifest : gw::laws::convert_text(text, with).manifests) {
      guarded = guarded || (manifest.kind == "GatewayProxy" && manifest.name == "zz" && manifest.text.find("- name: ip-restriction\n    enabled: true\n") != std::string::npos);
      if (manifest.kind == "HTTPRoute" && manifest.text.find("backendRefs") != std::string::npos) CHECK(guarded);
    }
    if (guarded) ++kept;
    return guarded;
  };
  for (const auto& path : gw::laws::promised_inputs()) {
    const std::string text = gw::laws::read_file(path);
    const bool says_where = text.find("kind: GatewayProxy") != std::string::npos || text.find("kind: ApisixClusterConfig") != std::string::npos;
    const bool of_others = text.find("kind: Ingress\n") != std::string::npos;  // whom it does not guard
    if (text.find("kind: ApisixRoute") == std::string::npos || says_where || of_others) continue;
    CAPTURE(path.string());
    check(text + std::string(kRule) + std::string(kProxy), options);
    CHECK_FALSE(check(text + std::string(kRule), options));
    CHECK_FALSE(check(text + std::string(kRule) + std::string(kProxy), unprinted));
    CHECK_FALSE(check(text + std::string(kRule) + std::string(kProxy), without_field));
  }
  CHECK(kept > 100);
}

TEST_CASE("law 2: a guard put on every rule leaves no rule with a backend") {
  std::size_t checked = 0;
  for (const auto& path : gw::laws::promised_inputs()) checked += check_file(path);
  for (const auto& path : gw::laws::corpus_inputs()) checked += check_file(path);
  CHECK(checked > 500);
}

TEST_CASE("law 2: a guard beside plugins that filters stand for leaves no rule with a backend") {
  gw::Options options;
  options.release = "v1.6.1";
  std::size_t checked = 0;
  for (const auto& path : gw::laws::promised_inputs()) checked += check_file(path, options);
  for (const auto& path : gw::laws::corpus_inputs()) checked += check_file(path, options);
  CHECK(checked > 100);
}

TEST_CASE("law 2: an accepted risk is on record and opens the rule") {
  const std::string text =
      "apiVersion: apisix.apache.org/v2\nkind: ApisixRoute\nmetadata: {name: r}\nspec:\n  http:\n  - name: s\n    match: {paths: [/s]}\n"
      "    backends: [{serviceName: s, servicePort: 80}]\n    authentication: {enable: true}\n";
  gw::Options options;
  options.accepted = {gw::Code::authentication_not_expressible};
  const gw::Conversion result = gw::laws::convert_text(text, options);
  REQUIRE(result.manifests.size() == 3);
  CHECK(result.manifests[2].text.find("backendRefs") != std::string::npos);
  CHECK(result.findings[0].accepted);
}

TEST_CASE("law 2: where an implementation refuses nothing, no open rule shares a host with a guarded one") {
  struct Row {
    std::string_view guarded, open;  // hosts, empty: any
    bool printed;
  };
  const Row rows[] = {
      {"a.example.com", "a.example.com", false},     {"a.example.com", "b.example.com", true},
      {"*.example.com", "a.example.com", false},     {"*.example.com", "a.b.example.com", false},
      {"a.b.example.com", "*.example.com", false},   {"*.b.example.com", "*.example.com", false},
      {"*.example.com", "*.b.example.com", false},   {"*.example.com", "example.com", true},
      {"a.example.com", "*.a.example.com", true},    {"", "a.example.com", false},
      {"a.example.com", "", false},                  {"a.example.com, b.example.org", "b.example.org", false},
      {"*.example.com", "notexample.com", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.guarded);
    CAPTURE(row.open);
    const auto rule = [](std::string_view name, std::string_view hosts, std::string_view path) {
      const std::string list = hosts.empty() ? std::string() : "hosts: [\"" + std::string(hosts) + "\"], ";
      std::string text = "  - name: " + std::string(name) + "\n    match: {" + list + "paths: [" + std::string(path) + "]}\n";
      if (const std::size_t comma = text.find(", b."); comma != std::string::npos) text.replace(comma, 2, "\", \"");
      return text + "    backends: [{serviceName: s, servicePort: 80}]\n";
    };
    const std::string text = "apiVersion: apisix.apache.org/v2\nkind: ApisixRoute\nmetadata: {name: r}\nspec:\n  http:\n" +
                             rule("shut", row.guarded, "/admin/*") + "    authentication: {enable: true}\n" + rule("open", row.open, "/*");
    gw::Options options;
    options.release = "v0.8.0";
    for (const std::string_view implementation : {"apisix-1", "apisix-2", "portable"}) {
      CAPTURE(implementation);
      options.implementation = implementation;
      const gw::Conversion result = gw::laws::convert_text(text, options);
      bool printed = false;
      for (const gw::Manifest& manifest : result.manifests) printed = printed || manifest.text.find("backendRefs") != std::string::npos;
      CHECK(printed == (row.printed || implementation != "apisix-1"));
    }
  }
}
