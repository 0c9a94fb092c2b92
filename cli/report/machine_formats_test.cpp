// What other programs read: places, levels, and text of the input that could be taken for markup or commands.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/fingerprint.h"
#include "report/formats.h"
#include "report/test_report.h"

using namespace gw;
using namespace gw::cli;

namespace {

TestReport with_everything() {
  TestReport test("é: <left>\nb: password\nc: x\n", "my shop/ä.yaml");
  test.conversion.redacted.push_back(test.place("password"));
  Finding& changed = test.add(Code::path_prefix_widened, test.place("<left>"), "path `<left>`\n::error::x % \"&\" \x1b[31m\xe2\x80\xae");
  changed.object = "ApisixRoute web/shop";
  changed.field = "spec.http[0]";
  changed.witness = Witness{"GET http://a/", "a:80", "404"};
  test.add(Code::access_plugin_not_expressible, test.place("password"), "plugin `x` is lost");
  Finding& accepted = test.add(Code::regex_precedence, test.place("x\n"), "known");
  accepted.accepted = true;
  accepted.accepted_by = AcceptedBy::Comment;
  test.conversion.reasons[{accepted.at, accepted.code}] = "since spring";
  test.add(Code::nothing_to_convert, {}, "m");
  return test;
}

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t out = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++out;
  return out;
}

/// No control character but line breaks, and no character that turns the direction of text.
void check_harmless(const std::string& text) {
  CHECK(std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
  CHECK(text.find("\xe2\x80\xae") == std::string::npos);
  CHECK(text.find("password") == std::string::npos);
}

}  // namespace

TEST_CASE("SARIF has regions in code points, rules from the registry, fingerprints and suppressions") {
  const TestReport test = with_everything();
  const std::string text = render_sarif(test.report());
  check_harmless(text);
  const auto run = nlohmann::json::parse(text)["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  const auto& first = run["results"][0];
  CHECK(first["ruleId"] == "GW1001");
  CHECK(run["tool"]["driver"]["rules"][first["ruleIndex"].get<int>()]["id"] == "GW1001");
  const auto& place = first["locations"][0]["physicalLocation"];
  CHECK(place["artifactLocation"]["uri"] == "my%20shop/%C3%A4.yaml");
  CHECK(place["region"]["startColumn"] == 4);
  CHECK(place["region"]["endColumn"] == 10);
  CHECK(first["partialFingerprints"].size() == 1);
  CHECK(run["results"][1]["level"] == "error");
  CHECK(run["results"][1]["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "***");
  CHECK(run["results"][2]["suppressions"][0]["kind"] == "inSource");
  CHECK_FALSE(run["results"][3].contains("locations"));
  for (const auto& rule : run["tool"]["driver"]["rules"])
    if (rule["id"] == "GW1402") CHECK(rule["properties"]["security-severity"] == "8.0");
}

TEST_CASE("a finding is one workflow command, whatever the input holds") {
  const std::string text = render_github(with_everything().report());
  check_harmless(text);
  CHECK(occurrences(text, "\n") == 4);
  CHECK(text.starts_with("::warning file=my shop/ä.yaml,line=1,endLine=1,col=4,endColumn=10,title=GW1001 path-prefix-widened::path `<left>`"));
  CHECK(occurrences(text, "\n::") == 3);
  CHECK(text.find("::notice file=my shop/ä.yaml,line=3,") != std::string::npos);
}

TEST_CASE("GitLab gets a place and a fingerprint for every finding") {
  const std::string text = render_gitlab(with_everything().report());
  check_harmless(text);
  const auto json = nlohmann::json::parse(text);
  REQUIRE(json.size() == 4);
  CHECK(json[1]["severity"] == "critical");
  CHECK(json[3]["location"]["lines"]["begin"] == 1);
  CHECK(json[0]["fingerprint"] != json[1]["fingerprint"]);
}

TEST_CASE("XML escapes what is markup") {
  const TestReport test = with_everything();
  for (const auto render : {render_junit, render_checkstyle}) {
    const std::string text = render(test.report());
    check_harmless(text);
    CHECK(text.find("&lt;left&gt;") != std::string::npos);
    CHECK(text.find("<left>") == std::string::npos);
    CHECK(text.find("&quot;&amp;&quot;") != std::string::npos);
  }
  const std::string junit = render_junit(test.report());
  CHECK(occurrences(junit, "<failure ") == 1);
  CHECK(occurrences(junit, "<skipped ") == 1);
  CHECK(junit.find("tests=\"4\" failures=\"1\"") != std::string::npos);
}

TEST_CASE("Markdown groups by what has to be done, and shows markup as text") {
  const std::string text = render_markdown(with_everything().report());
  check_harmless(text);
  CHECK(text.find("path `<left>`") != std::string::npos);  // code shows markup as it is
  CHECK(text.find("\"&amp;\"") != std::string::npos);
  CHECK(occurrences(text, "<left>") == 1);
  CHECK(text.find("## Errors") < text.find("## Warnings"));
  CHECK(text.find("### GW1402 ") != std::string::npos);
  CHECK(text.find("accepted by since spring") != std::string::npos);
}

TEST_CASE("fingerprints stay when lines move, and tell equal findings apart") {
  TestReport one("a: x\nb: x\n");
  one.add(Code::path_prefix_widened, one.place("x"), "same");
  one.add(Code::path_prefix_widened, one.place("x\nb"), "same");
  TestReport moved("# new\n\na: x\nb: x\n");
  moved.add(Code::path_prefix_widened, moved.place("x"), "same");
  moved.add(Code::path_prefix_widened, moved.place("x\nb"), "same");
  const auto before = fingerprints(one.sources, one.conversion.findings);
  CHECK(before[0] != before[1]);
  CHECK(before == fingerprints(moved.sources, moved.conversion.findings));
}
