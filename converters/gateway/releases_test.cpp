#include "gateway/releases.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <string>

namespace gw::gateway {
namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

/// "v0.5.0 standard"
Target target(const std::string& text) {
  const std::size_t space = text.find(' ');
  return *find_target(text.substr(0, space), text.substr(space + 1) == "standard" ? Channel::Standard : Channel::Experimental);
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : " ") + std::string(word);
  return out;
}

TEST_CASE("a release is found with and without its v") {
  CHECK(release_names().front() == "v0.5.0");
  CHECK(find_target("v0.5.0", Channel::Standard) == find_target("0.5.0", Channel::Standard));
  CHECK(describe(*find_target("1.2.0", Channel::Experimental)) == "v1.2.0 experimental");
  for (const std::string_view name : {"", "v", "0.5", "v0.4.0", "vv0.5.0", "latest"}) CHECK_FALSE(find_target(name, Channel::Standard));
}

TEST_CASE("each release serves its versions of a kind and prefers one") {
  struct Row {
    std::string target, kind, served, best;
  };
  const Row rows[] = {
      {"v0.5.0 standard", "HTTPRoute", "v1alpha2 v1beta1", "v1alpha2"},
      {"v0.6.0 standard", "HTTPRoute", "v1alpha2 v1beta1", "v1beta1"},
      {"v0.8.1 standard", "HTTPRoute", "v1beta1", "v1beta1"},
      {"v1.0.0 standard", "Gateway", "v1beta1 v1", "v1"},
      {"v1.6.1 standard", "GatewayClass", "v1beta1 v1", "v1"},
      {"v0.5.0 standard", "ReferenceGrant", "", ""},
      {"v0.5.0 experimental", "ReferenceGrant", "v1alpha2", "v1alpha2"},
      {"v0.5.1 experimental", "ReferencePolicy", "v1alpha2", "v1alpha2"},
      {"v1.1.0 standard", "ReferenceGrant", "v1beta1", "v1beta1"},
      {"v1.4.0 experimental", "TLSRoute", "v1alpha2 v1alpha3", "v1alpha3"},
      {"v1.5.0 standard", "TLSRoute", "v1", "v1"},
      {"v1.6.0 experimental", "TCPRoute", "v1alpha2 v1", "v1"},
      {"v1.6.0 experimental", "Ingress", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.target);
    CAPTURE(row.kind);
    CHECK(joined(served_versions(target(row.target), row.kind)) == row.served);
    CHECK(best_version(target(row.target), row.kind) == row.best);
  }
}

TEST_CASE("the oldest standard channel has three kinds") {
  CHECK(joined(kinds(target("v0.5.0 standard"))) == "Gateway GatewayClass HTTPRoute");
  CHECK(joined(kinds(target("v0.6.2 experimental"))) == "GRPCRoute Gateway GatewayClass HTTPRoute ReferenceGrant TCPRoute TLSRoute UDPRoute");
}

TEST_CASE("a field or word is available from its first release on") {
  struct Row {
    std::string path, value, first;
  };
  const Row rows[] = {
      {"spec.hostnames", "", "v0.5.0 standard"},
      {"spec.parentRefs[].port", "", "v1.1.0 standard or v0.5.0 experimental"},
      {"spec.rules[].timeouts", "", "v1.2.0 standard or v0.8.1 experimental"},
      {"spec.rules[].name", "", "v1.4.0 standard or v1.2.0 experimental"},
      {"spec.rules[].retry", "", "v1.2.0 experimental"},
      {"spec.rules[].filters[].type", "RequestMirror", "v0.5.0 standard"},
      {"spec.rules[].filters[].type", "CORS", "v1.5.0 standard or v1.3.0 experimental"},
      {"spec.rules[].filters[].type", "ExternalAuth", "v1.4.0 experimental"},
      {"spec.rules[].filters[].requestRedirect.statusCode", "308", "v1.5.0 standard"},
      {"spec.rules[].filters[].type", "Teapot", ""},
      {"spec.rules[].colour", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path);
    CAPTURE(row.value);
    CHECK(first_available("HTTPRoute", row.path, row.value) == row.first);
  }
}

TEST_CASE("a field can go again, and a word can be missing where its field is not") {
  const std::string_view moved = "spec.backendTLS.clientCertificateRef";
  CHECK(has_field(target("v1.3.0 experimental"), "Gateway", moved));
  CHECK_FALSE(has_field(target("v1.4.0 experimental"), "Gateway", moved));
  CHECK_FALSE(has_field(target("v1.3.0 standard"), "Gateway", moved));
  CHECK(has_field(target("v0.5.0 standard"), "HTTPRoute", "spec.rules[].filters[].type"));
  CHECK_FALSE(has_field(target("v0.5.0 standard"), "HTTPRoute", "spec.rules[].filters[].type", "URLRewrite"));
  CHECK(has_field(target("v0.7.0 standard"), "HTTPRoute", "spec.rules[].filters[].type", "URLRewrite"));
}

TEST_CASE("the number of matches grew with v1.2.0") {
  const Limits& old = http_limits(target("v1.1.1 standard"));
  CHECK(old.rules == 16);
  CHECK(old.matches_per_rule == 8);
  CHECK(old.matches_per_route == kAny);
  const Limits& now = http_limits(target("v1.2.0 standard"));
  CHECK(now.matches_per_rule == 64);
  CHECK(now.matches_per_route == 128);
}

TEST_CASE("every target has every limit") {
  for (const std::string_view name : release_names())
    for (const Channel channel : {Channel::Standard, Channel::Experimental}) {
      const Limits& limits = http_limits(*find_target(name, channel));
      CAPTURE(name);
      CHECK(limits.rules == 16);
      CHECK(limits.hostnames == 16);
      CHECK(limits.backend_refs == 16);
      CHECK(limits.headers == 16);
      CHECK(limits.query_params == 16);
      CHECK(limits.listeners == 64);
      CHECK(limits.path_length == 1024);
      CHECK(limits.header_value_length == 4096);
      CHECK(limits.query_value_length == 1024);
    }
}

TEST_CASE("the tree of a kind holds exactly the fields that the target has") {
  const std::function<void(Target, std::string_view, const Schema::Node&)> check = [&](Target to, std::string_view kind, const Schema::Node& node) {
    for (const Schema::Node& child : node.children) {
      CAPTURE(child.path);
      CHECK(has_field(to, kind, child.path));
      CHECK(std::ranges::count(child.facts, "type", &Fact::name) == 1);
      check(to, kind, child);
    }
  };
  for (const std::string_view name : {"v0.5.0", "v1.2.0", "v1.6.1"}) {
    const Target to = *find_target(name, Channel::Experimental);
    const Schema schema(to);
    for (const std::string_view kind : kinds(to)) {
      CAPTURE(kind);
      const Schema::Node* root = schema.find(kind, best_version(to, kind));
      REQUIRE(root != nullptr);
      CHECK(root->child("spec") != nullptr);
      check(to, kind, *root);
    }
    CHECK(schema.find("Ingress", "v1") == nullptr);
  }
}

TEST_CASE("a fact can hold for one version of a kind only") {
  const Schema schema(target("v1.6.0 experimental"));
  const auto most = [&](std::string_view version) {
    for (const Fact* fact : schema.find("TCPRoute", version)->child("spec")->child("rules")->facts)
      if (fact->name == "maxItems") return fact->value;
    return std::string_view();
  };
  CHECK(most("v1alpha2") == "16");
  CHECK(most("v1") == "1");
}

}  // namespace
}  // namespace gw::gateway
