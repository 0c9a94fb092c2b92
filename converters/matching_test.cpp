#include "apisix/pattern.h"

#include <doctest/doctest.h>

#include "gateway/request.h"

namespace {

bool serves(std::string_view pattern, std::string_view path) {
  const gw::apisix::Pattern read = gw::apisix::read_pattern(pattern);
  return read.dead.empty() && gw::gateway::matches(read.match, path);
}

}  // namespace

TEST_CASE("patterns match what lua-resty-radixtree matches") {
  struct Row {
    std::string_view pattern;
    std::string_view matched;  // one letter per request: Y or .
  };
  constexpr std::string_view kRequests[] = {"/left", "/left/", "/left/x", "/left/x/y", "/leftover", "/Left", "/"};
  for (const auto& [pattern, matched] : {Row{"/left", "Y......"}, Row{"/left/", ".Y....."}, Row{"/left*", "YYYYY.."}, Row{"/left/*", ".YYY..."},
                                         Row{"/*", "YYYYYYY"}, Row{"/", "......Y"}, Row{"/left*x", "YYYYY.."}}) {
    for (std::size_t i = 0; i < std::size(kRequests); ++i) {
      CAPTURE(pattern);
      CAPTURE(kRequests[i]);
      CHECK(serves(pattern, kRequests[i]) == (matched[i] == 'Y'));
    }
  }
}

TEST_CASE("stars and colons inside of a pattern") {
  CHECK(serves("/a/*/b", "/a/x/y/b"));
  CHECK_FALSE(serves("/a/*/b", "/a/x/c"));
  CHECK(serves("/u/*/:id", "/u/x/42"));
  CHECK(serves("/u/:id", "/u/:id"));
  CHECK_FALSE(serves("/u/:id", "/u/42"));
  CHECK(serves("/u/:id*", "/u/:id"));
  CHECK_FALSE(serves("/u/:id*", "/u/:id/more"));
  CHECK(serves("/files/*.json", "/files/x"));
  CHECK(serves("/c++", "/c++"));
  CHECK(serves("/c++*", "/c++x"));
}

TEST_CASE("patterns that never match are dead, with a reason") {
  for (const std::string_view pattern : {"/c++/*", "/$meta/*", "/a(b)/*", "/c++/:id*", "/a%20b", "/a//b", "/a/./b", "/a/..", "/a/../*"}) {
    CAPTURE(pattern);
    CHECK_FALSE(gw::apisix::read_pattern(pattern).dead.empty());
  }
  for (const std::string_view pattern : {"/.well-known/*", "/a..b", "/a/..*", "/100%", "/a.b/*"}) {
    CAPTURE(pattern);
    CHECK(gw::apisix::read_pattern(pattern).dead.empty());
  }
}

TEST_CASE("patterns that no path match can hold say why") {
  for (const std::string_view pattern : {"left", "", "/a b", "/a#b", "/a?b", "/a[b]", "/100%", "/\xc3\xa4"}) {
    CAPTURE(pattern);
    CHECK_FALSE(gw::apisix::read_pattern(pattern).not_expressible.empty());
  }
}
