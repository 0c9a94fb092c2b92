#include "report/excerpt.h"

#include <doctest/doctest.h>

#include "report/safe_text.h"
#include "report/test_report.h"

using namespace gw;
using namespace gw::cli;

namespace {

/// The excerpt of the first place of `part`, as two lines.
std::string drawn(std::string text, std::string_view part, std::string_view secret = "") {
  TestReport test(std::move(text));
  if (!secret.empty()) test.conversion.redacted.push_back(test.place(secret));
  const Excerpt lines = excerpt(test.report(), test.place(part));
  return lines.line + '\n' + lines.carets;
}

}  // namespace

TEST_CASE("carets stand below the first line of the place") {
  CHECK(drawn("  host: a.com\r\n", "a.com") == "  host: a.com\n        ^^^^^");
  CHECK(drawn("a:\n  b: 1\n  c: 2\n", "b: 1\n  c: 2") == "  b: 1\n  ^^^^");
  CHECK(drawn("a:", "") == "a:\n^");
}

TEST_CASE("a block scalar is shown with its lines") {
  const std::string yaml = "a:\n  b: |\n    one {\n      two\n    }\n\n  c: 1\n";
  TestReport test(yaml);
  CHECK(excerpt(test.report(), test.place("|\n    one {\n      two\n    }\n")).text == std::vector<std::string>{"one {", "  two", "}"});
  CHECK(excerpt(test.report(), test.place("c: 1")).text.empty());
  TestReport windows("b: >-\r\n  one\r\n  two\r\n");
  CHECK(excerpt(windows.report(), windows.place(">-\r\n  one\r\n  two\r\n")).text == std::vector<std::string>{"one", "two"});
  std::string long_text = "|\n";
  for (int i = 0; i < 20; ++i) long_text += "  x\n";
  TestReport many("b: " + long_text);
  CHECK(excerpt(many.report(), many.place(long_text)).text.size() == 13);
  TestReport secret("b: |\n  hunter2\n");
  secret.conversion.redacted.push_back(secret.place("|\n  hunter2\n"));
  CHECK(excerpt(secret.report(), secret.place("|\n  hunter2\n")).text == std::vector<std::string>{"***"});
}

TEST_CASE("tabs and wide characters do not move the carets") {
  CHECK(drawn("a:\tb\n", "b") == "a:      b\n        ^");
  CHECK(drawn("漢字: b\n", "b") == "漢字: b\n      ^");
  CHECK(drawn("é: b\n", "b") == "é: b\n   ^");
}

TEST_CASE("secrets are three stars, however long they are") {
  CHECK(drawn("key: hunter2 # c\n", "hunter2", "hunter2") == "key: *** # c\n     ^^^");
  CHECK(drawn("key: hunter2 # c\n", "c", "hunter2") == "key: *** # c\n           ^");
  CHECK(drawn("key: |\n  one\n  two\n", "two", "one\n  two") == "***\n^^^");
}

TEST_CASE("long lines are cut around the place") {
  const std::string wide(1000, 'x');
  const std::string both = drawn(wide + "here" + wide, "here");
  const std::string line = both.substr(0, both.find('\n'));
  CHECK(line == "…" + std::string(60, 'x') + "here" + std::string(95, 'x') + "…");
  CHECK(both.substr(both.find('\n') + 1) == std::string(61, ' ') + "^^^^");
  CHECK(drawn("ab" + wide, "ab") == "ab" + std::string(158, 'x') + "…\n^^");
}

TEST_CASE("characters without width do not make an excerpt long") {
  std::string accents;
  for (int i = 0; i < 100000; ++i) accents += "\u0301";
  CHECK(drawn("a: here" + accents, "here").size() < 2000);
  CHECK(drawn(accents + "here" + accents, "here").size() < 2000);
}

TEST_CASE("the place is seen among characters that are escaped") {
  const std::string zeros(1000, '\0');
  const std::string both = drawn(zeros + "here" + zeros, "here");
  CHECK(both.find("\\x00here\\x00") != std::string::npos);
  CHECK(both.ends_with('\n' + std::string(61, ' ') + "^^^^"));
}

TEST_CASE("characters that could do something are escaped") {
  CHECK(safe("a\x1b\x7f\x80\n") == "a\\x1b\\x7f\\x80\\n");
  CHECK(safe("\xc2\x9b \xe2\x80\x8b \xf3\xa0\x81\x81") == "\\x9b \\u200b \\U000e0041");
  CHECK(safe("\xc0\xaf\xed\xa0\x80") == "\\xc0\\xaf\\xed\\xa0\\x80");
  CHECK(safe("漢字 é 😀") == "漢字 é 😀");
}
