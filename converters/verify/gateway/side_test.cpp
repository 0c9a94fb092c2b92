#include "verify/gateway/side.h"

#include <doctest/doctest.h>

#include "yaml/read.h"

namespace {

using namespace gw;
using namespace gw::verify;

constexpr std::string_view kGateway =
    "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: g, namespace: web}\nspec:\n  listeners:\n"
    "  - {name: http, port: 80, protocol: HTTP}\n"
    "  - {name: foo, port: 80, protocol: HTTP, hostname: \"*.foo.com\", allowedRoutes: {namespaces: {from: All}}}\n";

struct Reading {
  explicit Reading(const std::string& text, std::string_view release = "v1.5.1")
      : sources{Source("in.yaml", text)},
        tree(yaml::read(sources, 1, sink)),
        bundle(kube::gather(tree, sources, "", sink)),
        backends(bundle, nullptr),
        side(gateway::read_objects(bundle, bundle, backends, {}, {}), {.precedence = gateway::precedence_of(release)}) {}

  Answer answer(const std::string& request) const { return side.answer(*parse_request(request, {}), nullptr); }
  std::string ends(const std::string& request) const { return summary(answer(request)); }

  Sink sink;
  std::vector<Source> sources;
  yaml::Tree tree;
  kube::Bundle bundle;
  Backends backends;
  gateway::GatewaySide side;
};

/// A route with one rule; `match` and `more` are members in flow style.
std::string route(const std::string& name, const std::string& spec, const std::string& match, const std::string& more = "", const std::string& name_space = "web") {
  return "---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: " + name + ", namespace: " + name_space + "}\nspec:\n  parentRefs: [{name: g, namespace: web}]\n" +
         (spec.empty() ? "" : "  " + spec + "\n") + "  rules:\n  - matches: [{" + match + "}]\n    backendRefs: [{name: " + name + ", port: 80}]\n" + (more.empty() ? "" : "    " + more + "\n");
}

std::string path(const char* type, const char* value) { return std::string("path: {type: ") + type + ", value: " + value + "}"; }

}  // namespace

TEST_CASE("Gateway API, paths") {
  const Reading prefix(std::string(kGateway) + route("s", "", path("PathPrefix", "/abc")));
  for (const char* yes : {"/abc", "/abc/", "/abc/def"}) CHECK(prefix.ends(std::string("http://a.com") + yes) == "web/s:80");
  for (const char* no : {"/abcd", "/ab", "/ABC", "/"}) CHECK(prefix.ends(std::string("http://a.com") + no) == "404 (no route)");
  const Reading slash(std::string(kGateway) + route("s", "", path("PathPrefix", "/abc/")));
  CHECK(slash.ends("http://a.com/abc") == "web/s:80");
  const Reading exact(std::string(kGateway) + route("s", "", path("Exact", "/abc")));
  CHECK(exact.ends("http://a.com/abc/") == "404 (no route)");
}

TEST_CASE("Gateway API, precedence by release") {
  const std::string both = std::string(kGateway) + route("exact", "", path("Exact", "/left")) + route("prefix", "", path("PathPrefix", "/left/"));
  CHECK(Reading(both).ends("http://a.com/left") == "web/exact:80");
  CHECK(Reading(both, "v0.5.0").ends("http://a.com/left") == "web/prefix:80");
  CHECK(Reading(both, "v0.7.0").ends("http://a.com/left") == "web/exact:80");

  const std::string method = std::string(kGateway) + route("a", "", path("PathPrefix", "/") + ", headers: [{name: x, value: \"1\"}]") + route("b", "", path("PathPrefix", "/") + ", method: GET");
  CHECK(Reading(method).ends("http://a.com/ with x: 1") == "web/b:80");
  CHECK(Reading(method, "v0.6.2").ends("http://a.com/ with x: 1") == "web/a:80");
  CHECK(Reading(method).ends("POST http://a.com/ with x: 1") == "web/a:80");
}

TEST_CASE("Gateway API, hosts: the most specific listener and route, and no fall-through") {
  const std::string text = std::string(kGateway) + route("exact", "hostnames: [a.foo.com]", path("Exact", "/x")) + route("wild", "hostnames: [\"*.foo.com\"]", path("PathPrefix", "/")) +
                           route("any", "", path("PathPrefix", "/any"));
  const Reading reading(text);
  CHECK(reading.ends("http://a.foo.com/x") == "web/exact:80");
  CHECK(reading.ends("http://a.foo.com/y") == "404 (no route)");
  CHECK(reading.ends("http://b.c.foo.com/y") == "web/wild:80");
  CHECK(reading.ends("http://foo.com/y") == "404 (no route)");
  CHECK(reading.ends("http://foo.com/any") == "web/any:80");
  CHECK(reading.ends("https://foo.com/any") == "no listener");
}

TEST_CASE("Gateway API, namespaces: a listener admits its own unless it says otherwise") {
  const Reading reading(std::string(kGateway) + route("s", "", path("PathPrefix", "/"), "", "other"));
  CHECK(reading.ends("http://a.com/") == "404 (no route)");
  CHECK(reading.ends("http://a.foo.com/") == "other/s:80");
}

TEST_CASE("Gateway API, ReplacePrefixMatch: every row of the table") {
  struct Row {
    const char *match, *request, *replacement, *result;
  };
  constexpr Row kRows[] = {
      {"/foo", "/foo/bar", "/xyz", "/xyz/bar"}, {"/foo", "/foo/bar", "/xyz/", "/xyz/bar"}, {"/foo/", "/foo/bar", "/xyz", "/xyz/bar"}, {"/foo/", "/foo/bar", "/xyz/", "/xyz/bar"},
      {"/foo", "/foo", "/xyz", "/xyz"},         {"/foo", "/foo/", "/xyz", "/xyz/"},        {"/foo", "/foo/bar", "\"\"", "/bar"},     {"/foo", "/foo/", "\"\"", "/"},
      {"/foo", "/foo", "\"\"", "/"},            {"/foo", "/foo/", "/", "/"},               {"/foo", "/foo", "/", "/"},
  };
  for (const Row& row : kRows) {
    const Reading reading(std::string(kGateway) + route("s", "", path("PathPrefix", row.match), std::string("filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: ") + row.replacement + "}}}]"));
    CAPTURE(row.match);
    CAPTURE(row.request);
    CAPTURE(row.replacement);
    CHECK(reading.answer(std::string("http://a.com") + row.request).path == row.result);
  }
}

TEST_CASE("Gateway API, redirects: what is not said stays") {
  const auto location = [](const std::string& redirect) {
    return Reading(std::string(kGateway) + route("s", "", path("PathPrefix", "/old"), "filters: [{type: RequestRedirect, requestRedirect: {" + redirect + "}}]")).answer("http://a.com/old/x?q=1").location;
  };
  CHECK(location("scheme: https") == "https://a.com/old/x?q=1");
  CHECK(location("hostname: b.com, port: 8080") == "http://b.com:8080/old/x?q=1");
  CHECK(location("path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}") == "http://a.com/new/x?q=1");
  CHECK(location("path: {type: ReplaceFullPath, replaceFullPath: /new}") == "http://a.com/new?q=1");
}

TEST_CASE("Gateway API, backends: references without a grant answer 500") {
  const std::string other = "---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r, namespace: web}\nspec:\n  parentRefs: [{name: g}]\n  rules:\n"
                            "  - backendRefs: [{name: s, namespace: far, port: 80}, {name: t, port: 80, weight: 3}]\n";
  CHECK(Reading(std::string(kGateway) + other).ends("http://a.com/") == "500 x1 + web/t:80 x3");
  const std::string grant = "---\napiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: {name: g, namespace: far}\nspec:\n"
                            "  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]\n  to: [{group: \"\", kind: Service}]\n";
  CHECK(Reading(std::string(kGateway) + other + grant).ends("http://a.com/") == "far/s:80 x1 + web/t:80 x3");
}
