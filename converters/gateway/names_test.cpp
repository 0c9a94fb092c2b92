#include "gateway/names.h"

#include <doctest/doctest.h>

using gw::gateway::dns_name;

TEST_CASE("any text becomes a legal name") {
  struct Row {
    std::string_view text, name;
  };
  for (const auto& [text, name] : {Row{"left", "left"}, Row{"My Rule_1", "my-rule-1"}, Row{"a.b", "a.b"}, Row{"-a-", "a"}, Row{"a..b", "a.b"}, Row{"a-.b", "a.b"},
                                   Row{"a._b", "a.b"}, Row{"__", "rule"}, Row{"", "rule"}, Row{"a--b", "a--b"}, Row{"\xc3\xa4x", "x"}}) {
    CAPTURE(text);
    CHECK(dns_name(text) == name);
  }
  const std::string long_name = dns_name(std::string(300, 'a'));
  CHECK(long_name.size() <= 253);
  CHECK(long_name != dns_name(std::string(301, 'a')));
}

TEST_CASE("a taken name gets a hash of where it comes from, always the same") {
  const std::vector<gw::model::Route> none;
  gw::gateway::Names names(none);
  CHECK(names.take("shop", "left", [] { return std::string("x"); }) == "left");
  CHECK(names.take("web", "left", [] { return std::string("x"); }) == "left");
  const std::string second = names.take("shop", "left", [] { return std::string("y"); });
  CHECK(second.starts_with("left-"));
  gw::gateway::Names again(none);
  again.take("shop", "left", [] { return std::string("x"); });
  CHECK(again.take("shop", "left", [] { return std::string("y"); }) == second);
  CHECK(names.take("shop", "left", [] { return std::string("y"); }) != second);
}
