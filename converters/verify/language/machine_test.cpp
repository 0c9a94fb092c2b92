#include "verify/language/machine.h"

#include <doctest/doctest.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <string>

#include "verify/pattern.h"

namespace {

using namespace gw::verify;

/// Examples by the machines that accept them.
std::map<std::vector<std::uint32_t>, std::string> examples(std::vector<Machine> machines, Domain domain) {
  std::map<std::vector<std::uint32_t>, std::string> out;
  for (const StringClass& one : classes(machines, domain).all) out[one.inside] = one.example;
  return out;
}

}  // namespace

TEST_CASE("classes: a path, its elements and its text are told apart by one request each") {
  const auto found = examples({exactly("/left"), beginning_with_elements("/left"), beginning_with("/left")}, Domain::Path);
  CHECK(found.size() == 4);
  CHECK(found.at({}) == "/");
  CHECK(found.at({0, 1, 2}) == "/left");
  CHECK(found.at({1, 2}) == "/left/");
  CHECK(found.at({2}) == "/leftx");
}

TEST_CASE("classes: no path with empty elements or dots is made") {
  const auto found = examples({beginning_with("/a//b"), beginning_with("/a/./b"), beginning_with("/.well-known/x"), exactly("/..")}, Domain::Path);
  CHECK(found.size() == 2);
  CHECK(found.at({2}) == "/.well-known/x");
}

TEST_CASE("classes: what two regular expressions share and do not share") {
  const auto digits = matching("v[0-9]+", {.anchored_begin = true, .anchored_end = true});
  const auto ones = matching("^v1", {});
  REQUIRE(digits);
  REQUIRE(ones);
  const auto found = examples({*digits, *ones}, Domain::Value);
  CHECK(found.at({0, 1}) == "v1");
  CHECK(found.at({0}) == "v2");
  CHECK(found.at({1}) == "v1x");
  CHECK(found.contains({}));
}

TEST_CASE("classes: every example is in its class, by another engine") {
  struct Row {
    const char* pattern;
    Application how;
  };
  const Row rows[] = {
      {"^/api/v(\\d+)(/|$)(.*)", {}},
      {"/foo(/|$)(.*)", {.ignore_case = true, .anchored_begin = true}},
      {"/a{2,3}b?", {.anchored_begin = true, .anchored_end = true}},
      {"(?i:/Left).*", {.anchored_begin = true, .anchored_end = true}},
      {"/[^/.]+\\.(png|jpe?g)$", {.anchored_begin = true}},
      {"/x+?y*|/z", {.anchored_begin = true, .anchored_end = true}},
      {"^/$", {}},
      {"/\\.git[[:alnum:]]", {}},
  };
  std::vector<Machine> machines;
  for (const Row& row : rows) {
    auto machine = matching(row.pattern, row.how);
    REQUIRE_MESSAGE(machine, row.pattern);
    machines.push_back(std::move(*machine));
  }
  const StringClasses found = classes(machines, Domain::Path);
  CHECK(found.complete);
  CHECK(found.all.size() > 12);
  for (const StringClass& one : found.all) {
    for (std::uint32_t i = 0; i < std::size(rows); ++i) {
      re2::RE2::Options options;
      options.set_case_sensitive(!rows[i].how.ignore_case);
      const std::string whole = std::string(rows[i].how.anchored_begin ? "\\A" : "") + "(?:" + rows[i].pattern + ")" + (rows[i].how.anchored_end ? "\\z" : "");
      CAPTURE(one.example);
      CAPTURE(rows[i].pattern);
      CHECK(re2::RE2::PartialMatch(one.example, re2::RE2(whole, options)) == std::ranges::binary_search(one.inside, i));
    }
  }
}

TEST_CASE("a regular expression that no machine decides is none") {
  for (const char* pattern : {"(?=a)", "(a)\\1", "a++", "\\bword", "(", "a{2,1}", "[a", "*a", "(?<=x)y", "a{1000}"}) {
    CAPTURE(pattern);
    CHECK(!matching(pattern, {}));
  }
  CHECK(matching("(?<name>a)(?P<other>b)", {}));
}

TEST_CASE("expressions that match anywhere are given up before they fill memory") {
  std::vector<Machine> machines;
  for (int i = 0; i < 300; ++i) machines.push_back(*matching("/s" + std::to_string(i) + "(/|$)(.*)", {}));
  CHECK(!classes(machines, Domain::Path).complete);
}

TEST_CASE("an expression that no machine decides has a value that it matches, or a stand-in") {
  CHECK(Regex("\\bbot\\b", {}).example() == "bot");
  const Regex around("^(?!bot)", {});
  CHECK(around.example() == around.stand_in());
  CHECK(around.matches(around.stand_in()));
  CHECK(!around.matches("curl"));
}
