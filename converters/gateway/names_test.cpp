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
  CHECK(names.take("shop", "left") == "left");
  CHECK(names.take("web", "left") == "left");
  CHECK_FALSE(names.take("shop", "Left"));
  const std::string second = names.take_other("shop", "left", "y");
  CHECK(second.starts_with("left-"));
  gw::gateway::Names again(none);
  CHECK(again.take_other("shop", "left", "y") == second);
  CHECK(names.take_other("shop", "left", "y") != second);
}
