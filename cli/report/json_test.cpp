#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "report/formats.h"
#include "report/test_report.h"

using namespace gw;
using namespace gw::cli;

namespace {

nlohmann::json schema() { return nlohmann::json::parse(std::ifstream(fmt::format("{}/schemas/report.schema.json", GWCONVERT_SOURCE_DIR))); }

TestReport with_everything() {
  TestReport test("é: left\npassword: hunter2\n");
  test.conversion.redacted.push_back(test.place("hunter2"));
  Finding& finding = test.add(Code::path_prefix_widened, test.place("left\npassword: hunter2"), "bad \xff byte");
  finding.witness = Witness{"GET http://a/", "a:80", "404"};
  finding.object = "ApisixRoute web/shop";
  finding.field = "spec.http[0]";
  finding.target = "HTTPRoute web/left";
  finding.available = "v1.2.0 standard";
  finding.accepted = true;
  test.add(Code::nothing_to_convert, {}, "m");
  return test;
}

}  // namespace

TEST_CASE("the JSON report holds places, values without secrets, and counts") {
  const TestReport test = with_everything();
  const auto json = nlohmann::json::parse(render_json(test.report()));
  CHECK(json["version"] == 1);
  CHECK(json["totals"]["accepted"] == 1);
  const auto& finding = json["findings"][0];
  CHECK(finding["code"] == "GW1001");
  CHECK(finding["line"] == 1);
  CHECK(finding["column"] == 4);
  CHECK(finding["endLine"] == 2);
  CHECK(finding["endColumn"] == 18);
  CHECK(finding["value"] == "left\npassword: ***");
  CHECK(finding["witness"]["after"] == "404");
  CHECK_FALSE(json["findings"][1].contains("file"));
}

TEST_CASE("the schema of the report names everything in the report, and nothing else") {
  const auto rules = schema();
  const TestReport test = with_everything();
  const auto json = nlohmann::json::parse(render_json(test.report()));
  const auto check_names = [](const nlohmann::json& rule, const nlohmann::json& object) {
    for (const auto& [key, value] : object.items()) CHECK_MESSAGE(rule["properties"].contains(key), key);
    for (const auto& key : rule["required"]) CHECK_MESSAGE(object.contains(key.get<std::string>()), key);
  };
  check_names(rules, json);
  for (const std::string_view part : {"tool", "target", "totals"}) check_names(rules["properties"][part], json[part]);
  const auto& finding = rules["$defs"]["finding"];
  for (const auto& one : json["findings"]) check_names(finding, one);
  for (const auto& [key, value] : finding["properties"].items()) CHECK_MESSAGE(json["findings"][0].contains(key), key);
}

TEST_CASE("places that enclose each other on one line have the right ends") {
  TestReport test("é: {b: {c: d}}\ne: f\n");
  for (const std::string_view part : {"{b: {c: d}}\ne", "{c: d}", "c", "d"}) test.add(Code::wrong_type, test.place(part), "m");
  const auto json = nlohmann::json::parse(render_json(test.report()));
  const std::vector<std::pair<int, int>> expected = {{2, 2}, {1, 14}, {1, 10}, {1, 13}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(json["findings"][i]["endLine"] == expected[i].first);
    CHECK(json["findings"][i]["endColumn"] == expected[i].second);
  }
}

TEST_CASE("nothing in the JSON report can do something to a terminal") {
  TestReport test("a: \x1b[31m \u009b31m \u202e");
  test.add(Code::wrong_type, {0, {3, 18}}, "m");
  for (const char c : render_json(test.report())) CHECK(((c >= ' ' && c < 0x7f) || c == '\n'));
}

TEST_CASE("values are cut between characters") {
  TestReport test(std::string(499, 'a') + "é" + std::string(10, 'b'));
  CHECK(value_text(test.report(), {0, {0, 511}}, 500) == std::string(499, 'a') + "…");
  CHECK(value_text(test.report(), {0, {0, 501}}, 501) == std::string(499, 'a') + "é");
}

TEST_CASE("a format is found by name, or by the name of the file") {
  CHECK(find_format("json", "a.txt").name == "json");
  CHECK(find_format("", "out.json").name == "json");
  CHECK(find_format("", "out").name == "text");
}
