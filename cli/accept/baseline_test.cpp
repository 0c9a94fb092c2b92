#include "accept/baseline.h"

#include <doctest/doctest.h>

#include "report/test_report.h"
#include "temporary_folder.h"

using namespace gw;
using namespace gw::cli;

namespace {

TestReport two_findings() {
  TestReport test("a: x\nb: y\n");
  test.add(Code::path_prefix_widened, test.place("x"), "first");
  test.add(Code::authentication_not_expressible, test.place("y"), "second");
  return test;
}

std::string written(const TemporaryFolder& folder, std::string_view text) { return folder.write("known.json", std::string(text)); }

}  // namespace

TEST_CASE("what is in the baseline is accepted, what is new is not, and what is gone is counted") {
  const TemporaryFolder folder;
  TestReport before = two_findings();
  const std::string path = written(folder, baseline_text(before.sources, before.conversion.findings));
  TestReport now = two_findings();
  now.conversion.findings.pop_back();
  now.add(Code::regex_precedence, now.place("y"), "new");
  auto gone = accept_by_baseline(path, now.sources, now.conversion.findings);
  REQUIRE(gone);
  CHECK(*gone == 1);
  const auto is_accepted = [&](std::size_t i) { return bool{now.conversion.findings[i].accepted}; };
  CHECK(is_accepted(0));
  CHECK(AcceptedBy{now.conversion.findings[0].accepted_by} == AcceptedBy::Baseline);
  CHECK_FALSE(is_accepted(1));
}

TEST_CASE("accepted findings are not written into a baseline") {
  TestReport test = two_findings();
  test.conversion.findings[0].accepted = true;
  const std::string text = baseline_text(test.sources, test.conversion.findings);
  CHECK(text.find("GW1001") == std::string::npos);
  CHECK(text.find("GW1401") != std::string::npos);
}

TEST_CASE("a file that is no baseline is said to be none") {
  const TemporaryFolder folder;
  TestReport test = two_findings();
  for (const std::string_view text : {"", "[]", "{}", "{\"version\": 2, \"findings\": []}", "{\"version\": 1, \"findings\": [{}]}", "{\"version\": 1}"}) {
    CAPTURE(text);
    const auto result = accept_by_baseline(written(folder, text), test.sources, test.conversion.findings);
    REQUIRE_FALSE(result);
    CHECK(result.error().find("known.json") != std::string::npos);
    CHECK(result.error().find("--write-baseline") != std::string::npos);
  }
  CHECK_FALSE(accept_by_baseline(folder / ".", test.sources, test.conversion.findings));
  CHECK_FALSE(accept_by_baseline(folder / "nothing.json", test.sources, test.conversion.findings));
}
