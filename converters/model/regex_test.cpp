#include "model/regex.h"

#include <doctest/doctest.h>

using namespace gw::model;

TEST_CASE("an expression to be found anywhere is written so that a whole match means the same") {
  struct Row {
    std::string_view expression, portable;
  };
  for (const auto& [expression, wanted] : {Row{"Chrome", ".*(?:Chrome).*"}, Row{"^a", "^(?:a).*"}, Row{"z$", ".*(?:z)$"}, Row{"^a.*z$", "^a.*z$"},
                                           Row{"^a|b$", ".*(?:^a|b$).*"}, Row{"a\\$", ".*(?:a\\$).*"}, Row{"(a|b)$", ".*(?:(a|b))$"}}) {
    CAPTURE(expression);
    const std::string value = portable(expression, false);
    CHECK(value == wanted);
    for (const std::string_view text : {"", "a", "z", "az", "xaz", "b", "ab", "Chrome/1", "a$", "bz", "azx"}) {
      CAPTURE(text);
      CHECK(found(value, text, false) == found(expression, text, false));
      CHECK(matches_all(value, text) == found(expression, text, false));
    }
  }
  CHECK(portable("ab", true) == "(?i).*(?:ab).*");
}

TEST_CASE("what RE2 lacks is named, and what nobody accepts is invalid") {
  struct Row {
    std::string_view expression;
    Dialect dialect;
    std::string_view reason;
  };
  for (const auto& [expression, dialect, reason] :
       {Row{"^a.*$", Dialect::Portable, ""}, Row{"^(?!test)", Dialect::PcreOnly, "look-around"}, Row{"(?<=a)b", Dialect::PcreOnly, "look-around"},
        Row{"(a)\\1", Dialect::PcreOnly, "a back-reference"}, Row{"a++", Dialect::PcreOnly, "a possessive quantifier"},
        Row{"(?>a)", Dialect::PcreOnly, "an atomic group"}, Row{"a(b", Dialect::Invalid, "its parentheses do not match"},
        Row{"a)", Dialect::Invalid, "its parentheses do not match"}, Row{"[a", Dialect::Invalid, "a `[` is never closed"},
        Row{"*a", Dialect::Invalid, "a quantifier stands alone"}, Row{"a\\", Dialect::Invalid, "it ends with a backslash"}}) {
    CAPTURE(expression);
    CHECK(judge(expression).dialect == dialect);
    CHECK(judge(expression).reason == reason);
  }
}

TEST_CASE("samples are found by their expressions") {
  for (const std::string_view expression : {"Chrome", "^v[12]$", "a{3}b?", "(x|y)+z", "^/api/\\d+/", "[^a-z]", "\\w+@\\w+\\.com", "(?i)abc", "[\\d]x"}) {
    CAPTURE(expression);
    const auto text = sample(expression, false);
    REQUIRE(text);
    CHECK(found(expression, *text, false));
  }
  CHECK_FALSE(sample("(?P<n>a)(?P<m>b)\\b\\B", false));
}
