// The matching tables of APISIX, row by row: they were executed against lua-resty-radixtree and lua-resty-expr.
#include <doctest/doctest.h>

#include "kube/bundle.h"
#include "verify/apisix/side.h"
#include "yaml/read.h"

namespace {

using namespace gw;
using namespace gw::verify;

/// The reading of one ApisixRoute, whose rules are the items of `http`.
struct Routes {
  explicit Routes(const std::string& http, apisix::Router router = apisix::Router::HostUri)
      : sources{Source("in.yaml", "apiVersion: apisix.apache.org/v2\nkind: ApisixRoute\nmetadata: {name: r, namespace: web}\nspec:\n  http:\n" + http)},
        tree(yaml::read(sources, 1, sink)),
        bundle(kube::gather(tree, sources, "", sink)),
        backends(bundle, nullptr),
        settings{router, 0, ""},
        side(apisix::read_objects(bundle, settings, backends, sink), settings, backends) {}

  /// The Service that a request reaches; empty: none.
  std::string ends(const std::string& request) const {
    const apisix::Route* route = side.route_for(*parse_request(request, {}));
    if (route == nullptr) return "";
    const std::string& backend = route->shares.front().backend;
    return backend.substr(4, backend.find(':') - 4);
  }

  Sink sink;
  std::vector<Source> sources;
  yaml::Tree tree;
  kube::Bundle bundle;
  Backends backends;
  apisix::Settings settings;
  apisix::ApisixSide side;
};

std::string rule(const std::string& to, const std::string& match, int priority = 0) {
  return "  - {name: " + to + ", priority: " + std::to_string(priority) + ", match: {" + match + "}, backends: [{serviceName: " + to + ", servicePort: 80}]}\n";
}

}  // namespace

TEST_CASE("APISIX, paths: which pattern matches which request") {
  constexpr std::string_view kRequests[] = {"/left", "/left/", "/left/x", "/left/x/y", "/leftover", "/Left", "/"};
  struct Row {
    const char* pattern;
    const char* matches;
  };
  constexpr Row kRows[] = {{"/left", "Y......"},  {"/left/", ".Y....."}, {"/left*", "YYYYY.."}, {"/left/*", ".YYY..."},
                           {"/*", "YYYYYYY"},     {"/", "......Y"},      {"/left*x", "YYYYY.."}};
  for (const Row& row : kRows) {
    const Routes routes(rule("s", "paths: [\"" + std::string(row.pattern) + "\"]"));
    for (std::size_t i = 0; i < std::size(kRequests); ++i) {
      CAPTURE(row.pattern);
      CAPTURE(kRequests[i]);
      CHECK(routes.ends("http://a.com" + std::string(kRequests[i])) == (row.matches[i] == 'Y' ? "s" : ""));
    }
  }
}

TEST_CASE("APISIX, paths: elements that are variable") {
  struct Row {
    apisix::Router router;
    const char* pattern;
    const char* request;
    bool matches;
  };
  constexpr auto kHost = apisix::Router::HostUri;
  constexpr auto kParameter = apisix::Router::UriWithParameter;
  constexpr Row kRows[] = {
      {kHost, "/a/*/b", "/a/x/b", true},
      {kHost, "/a/*/b", "/a/x/y/b", true},
      {kHost, "/a/*/b", "/a/x", false},
      {kHost, "/u/:id", "/u/:id", true},
      {kHost, "/u/:id", "/u/42", false},
      {kHost, "/u/*/:id", "/u/x/42", true},
      {kHost, "/u/:id*", "/u/:id/more", false},
      {kHost, "/files/*.json", "/files/x", true},
      {kHost, "/c++/*", "/c++/x", false},
      {kHost, "/c++*", "/c++/x", true},
      {kHost, "/a(b)/*", "/a(b)/x", false},
      {kHost, "/a(b)*", "/a(b)/x", true},
      {kParameter, "/u/:id", "/u/42", true},
      {kParameter, "/u/:id", "/u/42/x", false},
      {kParameter, "/u/:id/*", "/u/42/x/y", true},
      {kParameter, "/s/*rest", "/s/x/y", true},
  };
  for (const Row& row : kRows) {
    const Routes routes(rule("s", "paths: [\"" + std::string(row.pattern) + "\"]"), row.router);
    CAPTURE(row.pattern);
    CAPTURE(row.request);
    CHECK(routes.ends("http://a.com" + std::string(row.request)) == (row.matches ? "s" : ""));
  }
}

TEST_CASE("APISIX: which route wins") {
  const auto path = [](const char* text) { return "paths: [\"" + std::string(text) + "\"]"; };
  CHECK(Routes(rule("wide", path("/*"), 100) + rule("exact", path("/a/b"), -5)).ends("http://a.com/a/b") == "exact");
  CHECK(Routes(rule("short", path("/a*"), 50) + rule("long", path("/a/b*"))).ends("http://a.com/a/bc") == "long");
  CHECK(Routes(rule("text", path("/f*")) + rule("folder", path("/f/*"))).ends("http://a.com/f/x") == "folder");
  CHECK(Routes(rule("low", path("/f*")) + rule("high", path("/f*"), 10)).ends("http://a.com/fx") == "high");
  CHECK(Routes(rule("exact", path("/x"), -1) + rule("text", path("/x*"), 9)).ends("http://a.com/x") == "exact");
  const std::string shared = rule("raw", path("/files/*/raw"), 9) + rule("all", path("/files/*"));
  CHECK(Routes(shared).ends("http://a.com/files/a/raw") == "raw");
  CHECK(Routes(shared).ends("http://a.com/files/a") == "all");
}

TEST_CASE("APISIX, hosts: by router") {
  const std::string two = rule("a", "hosts: [a.foo.com], paths: [/*]") + rule("b", "hosts: [\"*.foo.com\"], paths: [/x/*]");
  CHECK(Routes(two).ends("http://a.foo.com/x/1") == "a");
  CHECK(Routes(two, apisix::Router::Uri).ends("http://a.foo.com/x/1") == "b");

  const std::string through = rule("a", "hosts: [a.foo.com], paths: [/only]") + rule("b", "hosts: [\"*.foo.com\"], paths: [/x]") + rule("c", "paths: [/y]");
  CHECK(Routes(through).ends("http://a.foo.com/only") == "a");
  CHECK(Routes(through).ends("http://a.foo.com/x") == "b");
  CHECK(Routes(through).ends("http://a.foo.com/y") == "c");
  CHECK(Routes(through).ends("http://b.foo.com/only").empty());

  const std::string any = rule("star", "hosts: [\"*\"], paths: [/x/*]") + rule("none", "paths: [/x/y/*]");
  CHECK(Routes(any).ends("http://a.com/x/y/z") == "star");
}

TEST_CASE("APISIX, hosts: what a wildcard stands for") {
  struct Row {
    const char* pattern;
    const char* host;
    bool matches;
  };
  constexpr Row kRows[] = {{"*.foo.com", "a.foo.com", true},  {"*.foo.com", "a.b.foo.com", true}, {"*.foo.com", "foo.com", false}, {"*foo.com", "foo.com", true},
                           {"*foo.com", "barfoo.com", true},  {"*foo.com", "a.barfoo.com", true}, {"Foo.COM", "foo.com", true},    {"foo.com", "a.foo.com", false}};
  for (const Row& row : kRows) {
    CAPTURE(row.pattern);
    CAPTURE(row.host);
    CHECK(Routes(rule("s", "hosts: [\"" + std::string(row.pattern) + "\"], paths: [/*]")).ends("http://" + std::string(row.host) + "/") == (row.matches ? "s" : ""));
  }
}

TEST_CASE("APISIX, conditions: operators and values, absent ones first") {
  constexpr std::string_view kValues[] = {"", "1", "10", "5.0", "0x5", "xABy", "xaby"};
  struct Row {
    const char* expression;
    const char* holds;  ///< absent, empty, and the values
  };
  constexpr Row kRows[] = {
      {"op: Equal, value: \"1\"", "..T....."},
      {"op: NotEqual, value: \"1\"", "TT.TTTTT"},
      {"op: GreaterThan, value: \"5\"", "...T...."},
      {"op: GreaterThanEqual, value: \"5\"", "...TTT.."},
      {"op: LessThan, value: \"5\"", "..T....."},
      {"op: LessThanEqual, value: \"5\"", "..T.TT.."},
      {"op: In, set: [\"1\", \"2\"]", "..T....."},
      {"op: NotIn, set: [\"1\", \"2\"]", "TT.TTTTT"},
      {"op: RegexMatch, value: ab", ".......T"},
      {"op: RegexNotMatch, value: ab", "TTTTTTT."},
      {"op: RegexMatchCaseInsensitive, value: ab", "......TT"},
      {"op: RegexNotMatchCaseInsensitive, value: ab", "TTTTTT.."},
  };
  for (const char* scope : {"Header", "Query", "Cookie"}) {
    for (const Row& row : kRows) {
      const Routes routes(rule("s", std::string("paths: [/*], exprs: [{subject: {scope: ") + scope + ", name: x}, " + row.expression + "}]"));
      const auto check = [&](const std::string& request, char expected) {
        CAPTURE(scope);
        CAPTURE(row.expression);
        CAPTURE(request);
        CHECK(routes.ends(request) == (expected == 'T' ? "s" : ""));
      };
      check("http://a.com/", row.holds[0]);
      for (std::size_t i = 0; i < std::size(kValues); ++i) {
        const std::string value(kValues[i]);
        const std::string request = *scope == 'Q' ? "http://a.com/?x=" + value : *scope == 'H' ? "http://a.com/ with x: " + value : "http://a.com/ with Cookie: x=" + value;
        check(request, row.holds[i + 1]);
      }
    }
  }
}

TEST_CASE("APISIX: conditions of one rule hold together, and a failure falls through") {
  const std::string rules = rule("guarded", "paths: [/p], methods: [GET], remoteAddrs: [10.0.0.0/8], exprs: [{subject: {scope: Query, name: v}, op: Equal, value: \"1\"}]") + rule("rest", "paths: [/*]");
  const Routes routes(rules);
  CHECK(routes.ends("http://a.com/p?v=1 from 10.1.2.3") == "guarded");
  CHECK(routes.ends("http://a.com/p?v=1 from 11.1.2.3") == "rest");
  CHECK(routes.ends("http://a.com/p?v=2 from 10.1.2.3") == "rest");
  CHECK(routes.ends("HEAD http://a.com/p?v=1 from 10.1.2.3") == "rest");
}

TEST_CASE("APISIX: paths are decoded and made normal first") {
  const Routes routes(rule("s", "paths: [/a/b]"));
  for (const char* path : {"/a/b", "/a%2Fb", "/a//b", "/a/./b", "/a/c/../b", "/%61/b"}) {
    CAPTURE(path);
    CHECK(routes.ends("http://a.com" + std::string(path)) == "s");
  }
}
