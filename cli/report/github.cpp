// Workflow commands of GitHub Actions, which become annotations on the lines of a pull request.
#include <fmt/format.h>

#include "report/formats.h"
#include "report/place.h"

namespace gw::cli {
namespace {

/// In a message three characters mean something, in a property two more.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','))) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else out += c;
  }
  return out;
}

std::string_view command_of(const Finding& finding) {
  if (finding.accepted || finding.severity == Severity::Note) return "notice";
  return finding.severity == Severity::Error ? "error" : "warning";
}

}  // namespace

std::string render_github(const Report& report) {
  std::string out;
  Cursor cursor(report.sources);
  for (const Finding& finding : report.conversion.findings) {
    out += fmt::format("::{} ", command_of(finding));
    if (const auto place = place_of(finding, report, cursor)) {
      out += fmt::format("file={},line={},endLine={},", escaped(place->file, true), place->begin.line, place->end.line);
      if (place->begin.line == place->end.line) out += fmt::format("col={},endColumn={},", place->begin.column, place->end.column);  // GitHub shows columns of one line only
    }
    out += fmt::format("title={}::{}\n", escaped(fmt::format("{}{} {}", finding.accepted ? "accepted " : "", number(finding.code), name(finding.code)), true), escaped(whole_message(finding), false));
  }
  return out;
}

}  // namespace gw::cli
