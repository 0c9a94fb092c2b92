// Checkstyle's XML, which many review tools read.
#include <fmt/format.h>

#include <map>

#include "report/formats.h"
#include "report/place.h"
#include "report/xml.h"

namespace gw::cli {
namespace {

std::string_view severity_of(const Finding& finding) {
  if (finding.accepted || finding.severity == Severity::Note) return "info";
  return finding.severity == Severity::Error ? "error" : "warning";
}

}  // namespace

std::string render_checkstyle(const Report& report) {
  std::map<std::uint32_t, std::string> files;
  for (std::uint32_t i = 0; i < report.sources.size(); ++i) files[i];
  Cursor cursor(report.sources);
  for (const Finding& finding : report.conversion.findings) {
    const auto place = place_of(finding, report, cursor);
    files[place ? finding.at.file : kNoFile] +=
        fmt::format("    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"gwconvert.{}\"/>\n", place ? place->begin.line : 1, place ? place->begin.column : 1,
                    severity_of(finding), xml(whole_message(finding)), number(finding.code));
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n";
  for (const auto& [file, errors] : files)
    out += fmt::format("  <file name=\"{}\">\n{}  </file>\n", xml(file == kNoFile ? "gwconvert" : std::string_view(report.sources[file].name())), errors);
  return out + "</checkstyle>\n";
}

}  // namespace gw::cli
