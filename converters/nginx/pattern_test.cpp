#include "nginx/pattern.h"

#include <doctest/doctest.h>

#include "http/url.h"
#include "kube/hosts.h"
#include "nginx/places.h"

using gw::nginx::Tail;

TEST_CASE("a path of a regular-expression host is a literal and a tail, or neither") {
  struct Row {
    std::string_view path, literal;
    Tail tail;
    std::size_t groups, rest;
  };
  constexpr Row kRows[] = {
      {"/foo", "/foo", Tail::Open, 0, 0},           {"/foo.bar", "/foo.bar", Tail::Open, 0, 0},
      {"/foo\\.bar$", "/foo.bar", Tail::End, 0, 0}, {"/foo(/|$)(.*)", "/foo", Tail::Segment, 2, 2},
      {"/foo/(.*)", "/foo/", Tail::Open, 1, 1},     {"/foo/?(.*)", "/foo", Tail::Open, 1, 1},
      {"/foo.*", "/foo", Tail::Open, 0, 0},         {"/", "/", Tail::Open, 0, 0},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.path);
    const auto patterns = gw::nginx::read_patterns(row.path);
    REQUIRE(patterns.size() == 1);
    CHECK(patterns.front().literal == row.literal);
    CHECK(patterns.front().tail == row.tail);
    CHECK(patterns.front().groups == row.groups);
    CHECK(patterns.front().rest == row.rest);
  }
  for (const std::string_view path : {"/v[0-9]+", "/a(b)?c", "/fo+", "/(a|b", "/a{2}", "/(a|)(.*)"}) {
    CAPTURE(path);
    CHECK(gw::nginx::read_patterns(path).empty());
  }
  CHECK(gw::nginx::read_patterns("/(cart|shop)(/|$)(.*)").size() == 2);
}

TEST_CASE("paths are encoded where the Gateway API forbids characters") {
  CHECK(gw::nginx::encoded_path("/a b") == "/a%20b");
  CHECK(gw::nginx::encoded_path("/caf\xc3\xa9/{x}") == "/caf%C3%A9/%7Bx%7D");
  CHECK(gw::nginx::encoded_path("/a%20b") == "/a%2520b");
  CHECK(gw::nginx::encoded_path("/a#b") == "/a%23b");
  for (const std::string_view path : {"/a//b", "/a/../b", "/a/.."}) CHECK(gw::nginx::encoded_path(path).empty());
}

TEST_CASE("a place to redirect to is read as a URL or a path") {
  auto redirect = gw::http::parse_redirect("https://new.example.com:8443/shop");
  REQUIRE(redirect);
  CHECK(redirect->scheme == "https");
  CHECK(redirect->host == "new.example.com");
  CHECK(redirect->port == 8443);
  CHECK(redirect->path->text == "/shop");
  for (const std::string_view url : {"", "ftp://a.example.com", "https://a.example.com?x=1", "a.example.com", "https://a.example.com:x"}) {
    CAPTURE(url);
    CHECK_FALSE(gw::http::parse_redirect(url));
  }
}

TEST_CASE("a host is a DNS name in lower case that is no address") {
  for (const std::string_view host : {"a", "a.example.com", "*.example.com", "xn--bcher-kva.example"}) CHECK(gw::kube::is_host(host));
  for (const std::string_view host : {"", "A.com", "a_b.com", "10.0.0.1", "a..b", "-a.com", "*.*.com", "a.com:80"}) CHECK_FALSE(gw::kube::is_host(host));
}
