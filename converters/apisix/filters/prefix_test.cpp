#include "apisix/filters/prefix.h"

#include <doctest/doctest.h>

#include "model/regex.h"

namespace gw::apisix {
namespace {

/// What ReplacePrefixMatch makes of a path below `prefix`.
std::string with_prefix_replaced(std::string_view path, std::string_view prefix, const std::string& to) {
  std::string rest(path.substr(prefix.size()));
  if (rest.empty()) return to == "/" ? to : to + "/";
  return (to == "/" ? "" : to) + "/" + rest;
}

struct Row {
  std::string_view prefix, expression, replacement, to;  ///< `to` empty: no prefix is replaced
};
constexpr Row kRows[] = {
    {"/api/", "^/api/(.*)", "/$1", "/"},
    {"/api/", "^/api/(.*)$", "/v1/$1", "/v1"},
    {"/api/", "^/api(/|$)(.*)", "/$2", "/"},
    {"/api/", "^/api(/|$)(.*)", "/v1/$2", "/v1"},
    {"/api/", "^/api(/.*)?$", "/v1$1", "/v1"},
    {"/api/", "^/api(/.*)", "$1", "/"},
    {"/api/", "^/api/?(.*)", "/$1", "/"},
    {"/api/v1/", "^/api/(.*)", "/$1", "/v1"},
    {"/api/v1/", "^/api/(.*)", "/x/$1", "/x/v1"},
    {"/", "^/(.*)", "/q/$1", "/q"},
    {"/a.b/", "^/a\\.b/(.*)", "/$1", "/"},
    {"/a.b/", "^/a.b/(.*)", "/$1", "/"},
    {"/api", "^/api(.*)", "/v1$1", ""},
    {"/api/", "/api/(.*)", "/$1", ""},
    {"/api/", "^/api/(.*)", "/v1$1", ""},
    {"/api/", "^/api/(.*)", "/$1/x", ""},
    {"/api/", "^/api/(.*)", "/$arg_v/$1", ""},
    {"/api/", "^/(a|b)/(.*)", "/$2", ""},
    {"/api/", "^/other/(.*)", "/$1", ""},
    {"/api/", "^/api/v1/(.*)", "/$1", ""},
    {"/api/", "^/api/([0-9]+)", "/$1", ""},
    {"/api/", "^/api(/.*)", "/v1/$1", ""},
};

}  // namespace

TEST_CASE("a substitution is the replacement of a prefix only if it is one for every path") {
  for (const Row& row : kRows) {
    CAPTURE(row.prefix);
    CAPTURE(row.expression);
    CAPTURE(row.replacement);
    const auto to = prefix_replacement(row.prefix, row.expression, row.replacement);
    CHECK(to.value_or("") == row.to);
    if (!to) continue;
    for (const std::string_view below : {"x", "x/y", "x/", "v1/x", "", "a%20b"}) {
      const std::string path = std::string(row.prefix).append(below);
      CHECK(model::substituted(row.expression, path, row.replacement) == with_prefix_replaced(path, row.prefix, *to));
    }
  }
}

TEST_CASE("the paths of a rule have one rewrite, or none") {
  using Kind = model::PathMatch::Kind;
  const auto paths = [](std::initializer_list<std::pair<Kind, std::string>> all) {
    std::vector<model::Path> out;
    for (const auto& [kind, text] : all) out.push_back({{kind, text}, {}, text, {}});
    return out;
  };
  const auto whole = path_rewrite(paths({{Kind::Exact, "/old/7"}}), "^/old/([0-9]+)$", "/new/$1");
  REQUIRE(whole);
  CHECK(whole->rewrite.kind == model::PathRewrite::Kind::Whole);
  CHECK(whole->rewrite.text == "/new/7");
  const auto both = path_rewrite(paths({{Kind::Exact, "/p"}, {Kind::TextPrefix, "/p/"}}), "^/p(/|$)(.*)", "/q/$2");
  REQUIRE(both);
  CHECK(both->rewrite.kind == model::PathRewrite::Kind::Prefix);
  CHECK(both->rewrite.text == "/q");
  CHECK(both->differs == "/p");
  CHECK(both->before == "/q/");
  CHECK_FALSE(path_rewrite(paths({{Kind::Exact, "/p"}, {Kind::TextPrefix, "/p/"}}), "^/p/(.*)", "/q/$1"));
  CHECK_FALSE(path_rewrite(paths({{Kind::TextPrefix, "/a/"}, {Kind::TextPrefix, "/b/"}}), "^/a/(.*)", "/q/$1"));
  CHECK_FALSE(path_rewrite(paths({{Kind::TextPrefix, "/a"}}), "^/a(.*)", "/q$1"));
  CHECK_FALSE(path_rewrite({}, "^/a(.*)", "/q$1"));
}

TEST_CASE("a choice among words is the one that the prefix has") {
  CHECK(prefix_replacement("/a/", "^/(a|b)/(.*)", "/$2") == "/");
  CHECK(prefix_replacement("/b/", "^/(a|b)/(.*)", "/v1/$1/$2") == "/v1/b");
  CHECK(prefix_replacement("/b/", "^/(?:a|b)/(.*)", "/v1/$1") == "/v1");
  CHECK(prefix_replacement("/api/b/", "^/api/(a|b)(/|$)(.*)", "/$3") == "/");
  CHECK_FALSE(prefix_replacement("/c/", "^/(a|b)/(.*)", "/$2"));
  CHECK_FALSE(prefix_replacement("/a/", "^/(a|b)/(.*)", "/$1"));       // the rest is lost
  CHECK_FALSE(prefix_replacement("/a/", "^/(a|b)/?(.*)", "/$2"));      // `/ax` too
  CHECK_FALSE(prefix_replacement("/a/", "^/(a|b)(.*)", "/$2"));
  CHECK_FALSE(prefix_replacement("/a/b/", "^/(a/b|c)/(.*)", "/$2"));
  CHECK_FALSE(prefix_replacement("/a/", "^/(|a)/(.*)", "/$2"));
  CHECK_FALSE(prefix_replacement("/a/", "^/([a-z]+)/(.*)", "/$2"));
}

TEST_CASE("paths that are rewritten differently are told apart, but `/p` and `/p/*` are not") {
  using Kind = model::PathMatch::Kind;
  const auto path = [](Kind kind, std::string text) { return model::Path{{kind, text}, {}, text, {}}; };
  const std::vector<model::Path> paths{path(Kind::TextPrefix, "/a/"), path(Kind::Exact, "/b"), path(Kind::TextPrefix, "/b/")};
  const auto apart = paths_apart(paths, "^/(a|b)(/|$)(.*)", "/v1/$1/$3");
  REQUIRE(apart.size() == 2);
  CHECK(apart[0].to.rewrite.text == "/v1/a");
  CHECK(apart[1].paths == std::vector<std::size_t>{1, 2});
  CHECK(apart[1].to.rewrite.text == "/v1/b");
  CHECK(paths_apart(paths, "^/(a|c)(/|$)(.*)", "/v1/$3").empty());
}

}  // namespace gw::apisix
