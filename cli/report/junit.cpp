// JUnit's XML: a suite for each file, a test for each finding. An error fails its test, an accepted finding skips it.
#include <fmt/format.h>

#include <vector>

#include "report/formats.h"
#include "report/place.h"
#include "report/xml.h"

namespace gw::cli {
namespace {

struct Suite {
  std::string name;
  std::string cases{};
  std::size_t tests = 0, failures = 0, skipped = 0;
};

void add(const Finding& finding, const Report& report, const std::string& place, Suite& to) {
  ++to.tests;
  const std::string title = fmt::format("{}{} {}", place, number(finding.code), name(finding.code));
  const std::string text = xml(whole_message(finding));
  to.cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"0\">\n", xml(finding.object.empty() ? to.name : finding.object), xml(title));
  if (finding.accepted) {
    ++to.skipped;
    to.cases += fmt::format("      <skipped message=\"accepted by {}: {}\"/>\n", xml(why_accepted(finding, report)), text);
  } else if (finding.severity == Severity::Error) {
    ++to.failures;
    to.cases += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", word(info(finding.code).effect), xml(finding.message), text);
  } else {
    to.cases += fmt::format("      <system-out>{}: {}</system-out>\n", word(finding.severity), text);
  }
  to.cases += "    </testcase>\n";
}

}  // namespace

std::string render_junit(const Report& report) {
  std::vector<Suite> suites;
  for (const Source& source : report.sources) suites.push_back({source.name()});
  suites.push_back({"gwconvert"});
  Cursor cursor(report.sources);
  for (const Finding& finding : report.conversion.findings) {
    const auto place = place_of(finding, report, cursor);
    add(finding, report, place ? fmt::format("{}:{} ", place->begin.line, place->begin.column) : "", place ? suites[finding.at.file] : suites.back());
  }
  std::size_t tests = 0, failures = 0;
  for (Suite& suite : suites) {
    if (suite.tests == 0 && &suite != &suites.back()) {
      suite.tests = 1;
      suite.cases = fmt::format("    <testcase classname=\"{}\" name=\"nothing changes\" time=\"0\"/>\n", xml(suite.name));
    }
    tests += suite.tests;
    failures += suite.failures;
  }
  std::string out = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gwconvert\" tests=\"{}\" failures=\"{}\">\n", tests, failures);
  for (const Suite& suite : suites)
    if (suite.tests > 0)
      out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"0\">\n{}  </testsuite>\n", xml(suite.name), suite.tests,
                         suite.failures, suite.skipped, suite.cases);
  return out + "</testsuites>\n";
}

}  // namespace gw::cli
