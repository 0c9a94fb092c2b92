#include "nginx/rewrite.h"

#include <doctest/doctest.h>

namespace {

using gw::model::PathRewrite;

/// "prefix /bar", "whole /bar", "redirect …", "same" or "impossible".
std::string outcome(std::string_view path, std::string_view target, std::string& differs) {
  const auto patterns = gw::nginx::read_patterns(path);
  const gw::nginx::Rewritten out = gw::nginx::rewrite(patterns.empty() ? nullptr : &patterns.front(), false, target);
  differs = out.differs;
  if (!out.impossible.empty()) return "impossible";
  std::string text;
  const auto& rewrite = out.redirect ? out.redirect->path : out.path;
  if (out.redirect) text = "redirect " + out.redirect->host + " ";
  if (!rewrite) return text + "same";
  return text + (rewrite->kind == PathRewrite::Kind::Prefix ? "prefix " : "whole ") + rewrite->text;
}

}  // namespace

TEST_CASE("a rewrite becomes the filter that says the same, and it is known where it does not") {
  struct Row {
    std::string_view path, target, outcome, differs;
  };
  constexpr Row kRows[] = {
      {"/foo(/|$)(.*)", "/$2", "prefix /", ""},
      {"/foo(/|$)(.*)", "/bar/$2", "prefix /bar", "/foo"},
      {"/foo(/|$)(.*)", "/bar$2", "impossible", ""},
      {"/foo/(.*)", "/$1", "prefix /", "/foo"},
      {"/foo(.*)", "/$1", "prefix /", "/foo/x"},
      {"/foo(.*)", "$1", "prefix /", "/foo"},
      {"/foo/?(.*)", "/$1", "prefix /", "/foobar"},
      {"/foo(/.*)?$", "/bar$1", "prefix /bar", ""},
      {"/(.*)", "/$1", "same", ""},
      {"/()(.*)", "/$2", "same", ""},
      {"/(.*)", "/v1/$1", "prefix /v1", "/"},
      {"/foo", "/", "whole /", ""},
      {"/foo", "/bar", "whole /bar", ""},
      {"/foo", "/$1", "whole /", ""},
      {"/", "/bar", "whole /bar", ""},
      {"/(a|b)/(.*)", "/$2", "prefix /", "/a"},
      {"/(a|b)/(.*)", "/$1/$2", "impossible", ""},
      {"/users/([0-9]+)/x", "/u/$1", "impossible", ""},
      {"/users/([0-9]+)/x", "/u", "whole /u", ""},
      {"/old/(.*)", "https://new.example.com/$1", "redirect new.example.com prefix /", "/old"},
      {"/old", "https://new.example.com", "redirect new.example.com whole /", ""},
      {"/foo", "$uri", "impossible", ""},
      {"/v([0-9]+)/(.*)", "/$2?ver=$1", "impossible", ""},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.path);
    CAPTURE(row.target);
    std::string differs;
    CHECK(outcome(row.path, row.target, differs) == row.outcome);
    CHECK(differs == row.differs);
  }
}
