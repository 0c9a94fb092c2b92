#include "report/whole/changes.h"

#include <doctest/doctest.h>

#include "report/formats.h"
#include "report/test_report.h"
#include "temporary_folder.h"

using namespace gw;
using namespace gw::cli;

namespace {

TestReport report_about(std::string_view first, std::string_view second) {
  TestReport test("a: 1\nb: 2\n");
  test.add(Code::path_prefix_widened, test.place("1"), std::string(first));
  test.add(Code::plugin_not_converted, test.place("2"), std::string(second));
  return test;
}

}  // namespace

TEST_CASE("a report has no changes since itself, and exactly those that there are since another") {
  const TemporaryFolder folder;
  const TestReport before = report_about("one", "first at shop.yaml:3:4");
  const std::string file = folder.write("old.json", render_json(before.report()));
  const TestReport moved = report_about("one", "first at shop.yaml:7:4");
  auto same = changes_since(file, moved.report());
  REQUIRE(same);
  CHECK(same->fresh.empty());
  CHECK(same->gone.empty());
  TestReport after = report_about("one", "three");
  after.options.release = "v1.2.0";
  const Report report = after.report();
  auto changes = changes_since(file, report);
  REQUIRE(changes);
  REQUIRE(changes->fresh.size() == 1);
  CHECK(changes->fresh[0]->message == "three");
  REQUIRE(changes->gone.size() == 1);
  CHECK(changes->gone[0].message == "first at shop.yaml:3:4");
  CHECK(changes->gone[0].place == "shop.yaml:2:4");
  CHECK(changes->target_before == "v0.5.0 standard");
}

TEST_CASE("what is no report is refused with a reason") {
  const TemporaryFolder folder;
  const TestReport test = report_about("one", "two");
  const auto error = [&](std::string_view text) { return changes_since(folder.write("old.json", std::string(text)), test.report()).error(); };
  CHECK(error("{").find("it is no JSON") != std::string::npos);
  CHECK(error("[]").find("it is no report in JSON") != std::string::npos);
  CHECK(error(R"({"version": 1, "totals": {}})").find("no list of `findings`") != std::string::npos);
  CHECK(error(R"({"version": 1, "totals": {}, "findings": [{"code": 1}]})").find("no `fingerprint`") != std::string::npos);
  CHECK(changes_since(folder / "missing", test.report()).error().find("no such file") != std::string::npos);
  CHECK(changes_since(folder / ".", test.report()).error().find("it is a folder") != std::string::npos);
}
