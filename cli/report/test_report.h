/// Small inputs and findings for the tests of reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace gw::cli {

/// One source, and findings about parts of it.
struct TestReport {
  explicit TestReport(std::string text, std::string name = "shop.yaml") { sources.emplace_back(std::move(name), std::move(text)); }

  /// The first place of `part` in the source.
  Origin place(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(sources[0].text().find(part));
    return {0, {begin, begin + static_cast<std::uint32_t>(part.size())}};
  }

  Finding& add(Code code, Origin at, std::string message) {
    Finding& finding = conversion.findings.emplace_back();
    finding.code = code;
    finding.severity = info(code).severity;
    finding.at = at;
    finding.message = std::move(message);
    return finding;
  }

  Report report() const { return Report(sources, conversion, options); }

  std::vector<Source> sources;
  Conversion conversion;
  Options options;
};

}  // namespace gw::cli
