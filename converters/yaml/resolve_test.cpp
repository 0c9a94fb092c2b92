// Every expectation below is what sigs.k8s.io/yaml 1.6 makes of the word.
#include "yaml/resolve.h"

#include <doctest/doctest.h>

using gw::yaml::key_text;
using gw::yaml::meaning;
using gw::yaml::Meaning;
using gw::yaml::truth;
using gw::yaml::whole_number;

TEST_CASE("only these spellings are truth values and null") {
  for (const std::string_view word :
       {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"}) {
    CAPTURE(word);
    CHECK(meaning(word) == Meaning::Bool);
    CHECK(truth(word));
    CHECK(key_text(word) == "true");
  }
  for (const std::string_view word :
       {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"}) {
    CAPTURE(word);
    CHECK(meaning(word) == Meaning::Bool);
    CHECK_FALSE(truth(word));
    CHECK(key_text(word) == "false");
  }
  for (const std::string_view word : {"", "~", "null", "Null", "NULL"}) {
    CAPTURE(word);
    CHECK(meaning(word) == Meaning::Null);
    CHECK(key_text(word) == "null");
    CHECK_FALSE(whole_number(word));
  }
}

TEST_CASE("words that only look special are strings, and keys as they are") {
  for (const std::string_view word :
       {"a", "yEs", "nO", "oN", "oFF", "tRUE", "fALSE", "nULL", "nil", "yess", "none", "~~", ".Nan", ".iNF", "+.nan", "-.nan",
        "inf", "NaN", "Infinity", "-", "+", ".", "..", "._5", ".5_", ".5_e1", ".5e_1", ".e1", "1e", "1e+", "e3", "_1", "0x",
        "0b", "0o", "0b2", "0o8", "0xg", "-0b-1", "-0b+1", "0B-1", "0x-1", "+-1", "1-1", "0x1p4", ".5p1", "0x.8", "1e400",
        "-1e400", ".5e400", "1e99999999999999999999", "1.2.3", "10.0.0.1", "12:30:45", "190:20:30.15", "2024-01-01",
        "2024-1-1", "2024-01-01T10:00:00Z", "2024-13-01", "2024-", "1,000", "1%", "5s", "0644x", "<<"}) {
    CAPTURE(word);
    CHECK(meaning(word) == Meaning::String);
    CHECK(key_text(word) == word);
    CHECK_FALSE(whole_number(word));
  }
}

TEST_CASE("integers of every notation have the value that Go gives them") {
  struct Row {
    std::string_view word;
    std::int64_t number;
  };
  for (const auto& [word, number] : std::initializer_list<Row>{
           {"0", 0},           {"-0", 0},          {"00", 0},          {"80", 80},         {"+1", 1},
           {"-1", -1},         {"010", 8},         {"-010", -8},       {"0o10", 8},        {"0O17", 15},
           {"-0o10", -8},      {"0x1F", 31},       {"0X1f", 31},       {"-0x10", -16},     {"0b101", 5},
           {"0B11", 3},        {"-0b1", -1},       {"0b-1", -1},       {"0b+1", 1},        {"1_000", 1000},
           {"1_", 1},          {"1__0", 10},       {"-_1", -1},        {"0x_1", 1},        {"9223372036854775807", INT64_MAX},
           {"+9223372036854775807", INT64_MAX},    {"0x7fffffffffffffff", INT64_MAX},
           {"-9223372036854775808", INT64_MIN},    {"-0x8000000000000000", INT64_MIN}}) {
    CAPTURE(word);
    CHECK(meaning(word) == Meaning::Integer);
    CHECK(whole_number(word) == number);
    CHECK(key_text(word) == std::to_string(number));
  }
}

TEST_CASE("unsigned integers of 64 bits are numbers that fit nowhere") {
  for (const std::string_view word : {"9223372036854775808", "18446744073709551615", "0xffffffffffffffff"}) {
    CAPTURE(word);
    CHECK(meaning(word) == Meaning::Integer);
    CHECK_FALSE(whole_number(word));
  }
  CHECK(key_text("0xffffffffffffffff") == "18446744073709551615");
}

TEST_CASE("floats are whole where JSON writes them without a point, and lose precision as keys") {
  struct Row {
    std::string_view word;
    std::string_view key;
    std::optional<std::int64_t> whole{};
  };
  for (const auto& [word, key, whole] : std::initializer_list<Row>{
           {"1.", "1", 1},
           {"80.0", "80", 80},
           {"08", "8", 8},
           {"019", "19", 19},
           {"08.5", "8.5"},
           {".5", "0.5"},
           {"+.5", "0.5"},
           {"-.5", "-0.5"},
           {"-0.0", "-0", 0},
           {"1e3", "1000", 1000},
           {"1E+3", "1000", 1000},
           {"1e-3", "0.001"},
           {".5e1", "5", 5},
           {".1_5", "0.15"},
           {"1._5", "1.5"},
           {"1_e5", "100000", 100000},
           {"0.1", "0.1"},
           {"123456.5", "123456.5"},
           {"999999.0", "999999", 999999},
           {"1000000.0", "1e+06", 1000000},
           {"1234567.5", "1.2345675e+06"},
           {"0.0001", "0.0001"},
           {"0.00001", "1e-05"},
           {"16777217.0", "1.6777216e+07", 16777217},
           {"1e18", "1e+18", 1000000000000000000},
           {"1.2345678901234567e18", "1.234568e+18", 1234567890123456800},  // not the value of the double
           {"9223372036854774784.0", "9.223372e+18", 9223372036854775000},
           {"9223372036854775807.0", "9.223372e+18"},
           {"+9223372036854775808", "9.223372e+18"},
           {"-9223372036854775809", "-9.223372e+18"},
           {"18446744073709551616", "1.8446744e+19"},
           {"1e21", "1e+21"},
           {"1e38", "1e+38"},
           {"3.5e38", ".inf"},
           {"-1e300", "-.inf"},
           {"1e-46", "0"},
           {"1e-400", "0", 0},
           {"-1e-400", "-0", 0},
           {"1e-99999999999999999999", "0", 0},
           {"0e999999", "0", 0}}) {
    CAPTURE(word);
    CHECK(meaning(word) == Meaning::Float);
    CHECK(key_text(word) == key);
    CHECK(whole_number(word) == whole);
  }
  const std::string tiny = "0." + std::string(400, '0') + "1";
  CHECK(whole_number(tiny) == 0);
  CHECK(whole_number(tiny + "e401") == 1);
  CHECK(meaning(std::string(400, '9') + "e-1") == Meaning::String);  // too large although its exponent is negative
}

TEST_CASE("infinities and not-a-number are floats of no whole value") {
  struct Row {
    std::string_view word;
    std::string_view key;
  };
  for (const auto& [word, key] : std::initializer_list<Row>{
           {".inf", ".inf"}, {".Inf", ".inf"}, {".INF", ".inf"}, {"+.inf", ".inf"}, {"+.INF", ".inf"}, {"-.inf", "-.inf"},
           {"-.Inf", "-.inf"}, {".nan", ".nan"}, {".NaN", ".nan"}, {".NAN", ".nan"}}) {
    CAPTURE(word);
    CHECK(meaning(word) == Meaning::Float);
    CHECK(key_text(word) == key);
    CHECK_FALSE(whole_number(word));
  }
}
