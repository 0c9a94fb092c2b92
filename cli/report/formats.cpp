#include "report/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/whole/tables.h"

namespace gw::cli {
namespace {

std::string render_plain_text(const Report& report) { return render_whole_text(report, {}); }

constexpr auto kFormats = std::to_array<Format>({
    {"text", ".txt", render_plain_text, "for people: place, message, source line, witness and help of each finding"},
    {"json", ".json", render_json, "for programs: schemas/report.schema.json describes it"},
    {"markdown", ".md", render_markdown, "for people: the findings by what has to be done about them"},
    {"html", ".html", render_html, "for people: one page with the source, what becomes of it, and what to do", true},
    {"sarif", ".sarif", render_sarif, "SARIF 2.1.0, for code scanning"},
    {"github", ".github", render_github, "workflow commands of GitHub Actions: annotations on a pull request"},
    {"gitlab", ".gitlab.json", render_gitlab, "GitLab Code Quality"},
    {"junit", ".junit.xml", render_junit, "JUnit: errors are failed tests"},
    {"checkstyle", ".checkstyle.xml", render_checkstyle, "Checkstyle's XML"},
});

}  // namespace

std::string render_whole_text(const Report& report, TextStyle style) {
  const std::string findings = render_text(report, style) + render_summary(report, "");
  if (report.conversion.survey == nullptr) return findings;
  std::string out = fmt::format("Migration report for Gateway API {}\n", release_of(report.options)) + render_summary(report, "");
  for (const Table& table : tables_of(report, account_of(report, Outcomes(report)))) out += table_text(table);
  return out + "\nFindings\n" + findings;
}

std::span<const Format> formats() { return kFormats; }

std::optional<std::string_view> format_by_ending(std::string_view ending) {
  for (const Format& row : kFormats)
    if (!ending.empty() && row.ending.substr(1) == ending) return row.name;
  return std::nullopt;
}

const Format& find_format(std::string_view name, std::string_view file) {
  const Format* found = &kFormats.front();
  std::size_t longest = 0;  // `.gitlab.json` is no `.json`
  for (const Format& row : kFormats) {
    if (row.name == name) return row;
    if (!name.empty() || !file.ends_with(row.ending) || row.ending.size() <= longest) continue;
    longest = row.ending.size();
    found = &row;
  }
  return *found;
}

}  // namespace gw::cli
