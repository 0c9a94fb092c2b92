#include "verify/request.h"

#include <doctest/doctest.h>

TEST_CASE("requests: what is written can be read again") {
  for (const char* words : {"GET http://shop.example.com/left/x", "POST https://a.com/?v=1&w=", "GET http://a.com/p%20q with X-Canary: always, Cookie: a=b from 10.0.0.1",
                            "HEAD http://a.com/ from 10.0.0.1 where post_arg.x=1", "GET https://a.com:80/", "GET http://a.com:8080/x"}) {
    auto read = gw::verify::parse_request(words, {});
    REQUIRE_MESSAGE(read, words);
    CHECK(text(*read) == words);
  }
  auto bare = gw::verify::parse_request("http://Shop.Example.com:8080?x=1#top", {"X-A:  b ", "Host: other.com"});
  REQUIRE(bare);
  CHECK(text(*bare) == "GET http://other.com:8080/?x=1 with X-A: b");
}

TEST_CASE("requests: what is none is said so, with an example") {
  for (const char* words : {"", "GET", "GET /left", "GET ftp://a.com/", "get http://a.com/", "GET http:///x", "GET http://a.com/a b"}) {
    auto read = gw::verify::parse_request(words, {});
    CAPTURE(words);
    REQUIRE(!read);
    CHECK(read.error().find('`') != std::string::npos);
  }
  CHECK(!gw::verify::parse_request("http://a.com/", {"no colon"}));
}
