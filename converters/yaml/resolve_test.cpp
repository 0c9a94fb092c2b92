#include "yaml/resolve.h"

#include <doctest/doctest.h>

using namespace gw::yaml;

TEST_CASE("plain words mean what go-yaml v2 makes of them") {
  struct Row {
    std::string_view word;
    Meaning meaning;
  };
  using enum Meaning;
  for (const auto& [word, wanted] :
       {Row{"", Null}, Row{"~", Null}, Row{"null", Null}, Row{"Null", Null}, Row{"nULL", String}, Row{"y", Bool}, Row{"Y", Bool}, Row{"yes", Bool}, Row{"YES", Bool}, Row{"yEs", String},
        Row{"on", Bool}, Row{"Off", Bool}, Row{"oFF", String}, Row{"true", Bool}, Row{"tRUE", String}, Row{"0", Integer}, Row{"-1", Integer}, Row{"+1", Integer}, Row{"010", Integer},
        Row{"08", Float}, Row{"0o10", Integer}, Row{"0x1F", Integer}, Row{"0b101", Integer}, Row{"1_000", Integer}, Row{"1e3", Float}, Row{"1.", Float}, Row{".5", Float}, Row{".1_5", Float},
        Row{"._5", String}, Row{"1e", String}, Row{"1e400", String}, Row{"1e-400", Float}, Row{".inf", Float}, Row{"-.Inf", Float}, Row{".nan", Float}, Row{"18446744073709551615", Integer},
        Row{"18446744073709551616", Float}, Row{"-9223372036854775808", Integer}, Row{"-9223372036854775809", Float}, Row{"2024-01-01", String}, Row{"12:30:45", String}, Row{"-", String},
        Row{"+", String}, Row{"0x", String}, Row{"1.2.3", String}, Row{"a", String}}) {
    CAPTURE(word);
    CHECK(meaning(word) == wanted);
  }
}

TEST_CASE("whole numbers of every notation") {
  struct Row {
    std::string_view word;
    std::int64_t number;
  };
  for (const auto& [word, number] : {Row{"80", 80}, Row{"010", 8}, Row{"0o10", 8}, Row{"0b101", 5}, Row{"1_000", 1000}, Row{"1e3", 1000}, Row{"-0x10", -16}, Row{"80.0", 80},
                                     Row{"-9223372036854775808", INT64_MIN}}) {
    CAPTURE(word);
    CHECK(whole_number(word) == number);
  }
  for (const std::string_view word : {"", "a", "1.5", "true", ".inf", "18446744073709551615", "1e300"}) {
    CAPTURE(word);
    CHECK_FALSE(whole_number(word));
  }
}

TEST_CASE("keys become the text that JSON has") {
  CHECK(key_text("y") == "true");
  CHECK(key_text("Off") == "false");
  CHECK(key_text("010") == "8");
  CHECK(key_text("1_0") == "10");
  CHECK(key_text("name") == "name");
  CHECK(key_text("-.Inf") == "-.inf");
  CHECK(key_text("1.5") == "1.5");
}
