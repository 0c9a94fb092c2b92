#include "gateway/validate/validator.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "yaml/read.h"

namespace gw::gateway {
namespace {

Target target(const std::string& text) {
  const std::size_t space = text.find(' ');
  return *find_target(text.substr(0, space), text.substr(space + 1) == "standard" ? Channel::Standard : Channel::Experimental);
}

/// What is said about an object with this spec: "5101 spec.rules[0]…" for each finding.
std::vector<std::string> findings(const std::string& release, const std::string& kind, const std::string& version, const std::string& spec) {
  const Source source("in.yaml", "metadata: {name: x}\nspec: " + spec + "\n");
  Sink sink;
  const yaml::Tree tree = yaml::read({&source, 1}, 1, sink);
  REQUIRE(tree.documents.size() == 1);
  Validator validator(target(release));
  const std::string_view group = kind.starts_with('X') ? "gateway.networking.x-k8s.io" : "gateway.networking.k8s.io";
  validator.validate({group, version, kind, tree.documents[0].root, {0, tree.documents[0].root.span()}, {}, {}}, sink);
  std::vector<std::string> out;
  for (const Finding& finding : sink.findings())
    out.push_back(std::to_string(static_cast<unsigned>(finding.code)) + (finding.severity == Severity::Warning ? " warning " : " ") + finding.field);
  return out;
}

struct Row {
  std::string about;
  std::string release;
  std::string kind;
  std::string version;
  std::string spec;
  std::vector<std::string> expected;
};

TEST_CASE("each release has its own limits and rules") {
  const std::string redirect =
      "{rules: [{filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}], backendRefs: [{name: a, port: 80}]}]}";
  const std::string mirrors =
      "{rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: a, port: 80}}},"
      "{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 80}}}]}]}";
  const std::string two_listeners =
      "{gatewayClassName: c, listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 80, protocol: HTTP, hostname: b.example}]}";
  const std::string https = "{gatewayClassName: c, listeners: [{name: a, port: 443, protocol: HTTPS}]}";
  const std::string no_value = "{gatewayClassName: c, addresses: [{type: Hostname}], listeners: [{name: a, port: 80, protocol: HTTP}]}";
  const std::string header_value = "{rules: [{matches: [{headers: [{name: a, value: \"b  c\"}]}]}]}";
  const Row rows[] = {
      {"a redirect beside backends", "v0.7.1 standard", "HTTPRoute", "v1beta1", redirect, {}},
      {"a redirect beside backends", "v1.2.0 standard", "HTTPRoute", "v1", redirect, {"5103 spec.rules[0].filters[0]"}},
      {"two mirrors", "v0.7.1 standard", "HTTPRoute", "v1beta1", mirrors, {"5103 spec.rules[0].filters[1]"}},
      {"two mirrors", "v0.8.0 standard", "HTTPRoute", "v1beta1", mirrors, {}},
      {"one of two listeners has a hostname", "v0.8.0 standard", "Gateway", "v1beta1", two_listeners, {"5108 spec.listeners[1]"}},
      {"one of two listeners has a hostname", "v0.8.1 standard", "Gateway", "v1beta1", two_listeners, {}},
      {"HTTPS without tls", "v0.5.0 standard", "Gateway", "v1beta1", https, {}},
      {"HTTPS without tls", "v0.6.0 standard", "Gateway", "v1beta1", https, {"5107 spec.listeners[0].protocol"}},
      {"HTTPS without tls", "v1.1.0 standard", "Gateway", "v1", https, {}},
      {"an address without a value", "v1.2.1 standard", "Gateway", "v1", no_value, {"5005 spec.addresses[0].value"}},
      {"an address without a value", "v1.3.0 standard", "Gateway", "v1", no_value, {"5109 spec.addresses[0]"}},
      {"an address without a value", "v1.4.0 standard", "Gateway", "v1", no_value, {}},
      {"two blanks in a header", "v1.5.0 standard", "HTTPRoute", "v1", header_value, {}},
      {"two blanks in a header", "v1.5.0 experimental", "HTTPRoute", "v1", header_value, {"5008 spec.rules[0].matches[0].headers[0].value"}},
      {"no rules", "v1.4.1 standard", "HTTPRoute", "v1", "{rules: []}", {}},
      {"no rules", "v1.5.0 standard", "HTTPRoute", "v1", "{rules: []}", {"5011 spec.rules"}},
      {"two rules", "v1.6.1 experimental", "TCPRoute", "v1",
       "{rules: [{backendRefs: [{name: a, port: 1}]}, {backendRefs: [{name: a, port: 1}]}]}", {"5011 spec.rules"}},
      {"two rules", "v1.6.1 experimental", "TCPRoute", "v1alpha2",
       "{rules: [{backendRefs: [{name: a, port: 1}]}, {backendRefs: [{name: a, port: 1}]}]}", {}},
      {"no port", "v0.7.1 experimental", "TCPRoute", "v1alpha2", "{rules: [{backendRefs: [{name: a}]}]}",
       {"5105 warning spec.rules[0].backendRefs[0]"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.about);
    CAPTURE(row.release);
    auto found = findings(row.release, row.kind, row.version, row.spec);
    std::erase_if(found, [](const std::string& f) { return f.starts_with("5003"); });
    CHECK(found == row.expected);
  }
}

TEST_CASE("defaults are there before rules are judged, and null is nothing") {
  const Row rows[] = {
      {"matches default to the prefix /", "v1.4.1 standard", "HTTPRoute", "v1",
       "{rules: [{filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}]}]}", {}},
      {"a path may leave out its type", "v1.4.1 standard", "HTTPRoute", "v1", "{rules: [{matches: [{path: {value: a}}]}]}",
       {"5101 spec.rules[0].matches[0].path.value"}},
      {"group and kind of a backend", "v1.4.1 standard", "HTTPRoute", "v1", "{rules: [{backendRefs: [{name: a, group: null}]}]}",
       {"5105 spec.rules[0].backendRefs[0]"}},
      {"a null that is required", "v1.4.1 standard", "GatewayClass", "v1", "{controllerName: null}", {"5005 spec.controllerName"}},
      {"a null in a list", "v1.4.1 standard", "HTTPRoute", "v1", "{hostnames: [null]}", {"5006 spec.hostnames[0]"}},
      {"a default that a rule of the library refuses", "v0.6.0 experimental", "GRPCRoute", "v1alpha2", "{}",
       {"5116 warning spec.rules[0].matches[0].method"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.about);
    CHECK(findings(row.release, row.kind, row.version, row.spec) == row.expected);
  }
}

TEST_CASE("durations are compared, whatever their units") {
  const auto timeouts = [](const std::string& members) {
    return findings("v1.4.1 standard", "HTTPRoute", "v1", "{rules: [{timeouts: {" + members + "}}]}");
  };
  CHECK(timeouts("request: 1h, backendRequest: 59m60s").empty());
  CHECK(timeouts("request: 0s, backendRequest: 5s").empty());
  CHECK(timeouts("request: 0s1ms, backendRequest: 2ms").size() == 1);
  CHECK(timeouts("request: 999ms, backendRequest: 1s") == std::vector<std::string>{"5111 spec.rules[0].timeouts.backendRequest"});
  CHECK(timeouts("request: 1.5s, backendRequest: 1h") == std::vector<std::string>{"5008 spec.rules[0].timeouts.request"});
  const std::string targets = "{targetRefs: [{group: \"\", kind: Service, name: a}], retryConstraint: {budget: {interval: ";
  const auto budget = [&](const std::string& interval) {
    return findings("v1.3.0 experimental", "XBackendTrafficPolicy", "v1alpha1", targets + interval + "}}}").size();
  };
  CHECK(budget("1s") == 0);
  CHECK(budget("60m") == 0);
  CHECK(budget("999ms") == 1);
  CHECK(budget("1h1ms") == 1);
}

}  // namespace
}  // namespace gw::gateway
