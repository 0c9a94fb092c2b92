// Code Quality of GitLab: findings on the lines of a merge request.
#include <nlohmann/json.hpp>

#include "report/fingerprint.h"
#include "report/formats.h"
#include "report/place.h"

namespace gw::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity_of(const Finding& finding) {
  if (finding.accepted || finding.severity == Severity::Note) return "info";
  if (finding.severity == Severity::Warning) return "minor";
  return info(finding.code).security ? "critical" : "major";
}

}  // namespace

std::string render_gitlab(const Report& report) {
  const std::vector<std::string> prints = fingerprints(report.sources, report.conversion.findings);
  const std::string_view first = report.sources.empty() ? std::string_view("-") : std::string_view(report.sources.front().name());
  std::string out = "[";
  Cursor cursor(report.sources);
  for (std::size_t i = 0; i < prints.size(); ++i) {
    const Finding& finding = report.conversion.findings[i];
    const Place place = place_of(finding, report, cursor).value_or(Place{first, {1, 1}, {1, 1}});  // GitLab wants a place for everything
    const Json json = {{"description", whole_message(finding)},
                       {"check_name", number(finding.code) + " " + name(finding.code)},
                       {"fingerprint", prints[i]},
                       {"severity", severity_of(finding)},
                       {"location", {{"path", place.file}, {"lines", {{"begin", place.begin.line}, {"end", place.end.line}}}}}};
    out += (i == 0 ? "\n" : ",\n") + json.dump(-1, ' ', true, Json::error_handler_t::replace);
  }
  return out + "\n]\n";
}

}  // namespace gw::cli
