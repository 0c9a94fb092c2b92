// Markdown, for a comment on a pull request or a wiki: the findings by what has to be done about them.
#include <fmt/format.h>

#include <vector>

#include "report/formats.h"
#include "report/place.h"
#include "report/safe_text.h"
#include "report/whole/actions.h"
#include "report/whole/tables.h"

namespace gw::cli {
namespace {

constexpr std::size_t kMostPlaces = 50;  // of one action

void append_plain(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '@': out += "&#64;"; break;  // would call somebody
      case '#': out += "&#35;"; break;  // would refer to an issue
      default:
        if (std::string_view("\\`*_{}[]|~").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
  }
}

/// Text in which nothing is markup but what messages have between backticks. It never begins a line.
std::string plain(std::string_view text) {
  const std::string harmless = safe(text);
  std::string out;
  std::string_view rest = harmless;
  for (std::size_t open = rest.find('`'); open != std::string_view::npos; open = rest.find('`')) {
    const std::size_t close = rest.find('`', open + 1);
    if (close == std::string_view::npos || close == open + 1) break;
    append_plain(rest.substr(0, open), out);
    out += rest.substr(open, close - open + 1);
    rest.remove_prefix(close + 1);
  }
  append_plain(rest, out);
  return out;
}

class Markdown {
 public:
  explicit Markdown(const Report& report) : report_(report), cursor_(report.sources) {}

  std::string render() {
    add_head();
    if (report_.conversion.survey != nullptr)
      for (const Table& table : tables_of(report_, account_of(report_, Outcomes(report_)))) add(table);
    const Action* last = nullptr;
    const std::vector<Action> actions = actions_of(report_);
    for (const Action& action : actions) {
      if (last == nullptr || last->of != action.of) out_ += fmt::format("## {}\n\n", title(action.of));
      last = &action;
      add(action);
    }
    return std::move(out_);
  }

 private:
  void add(const Table& table) {
    out_ += fmt::format("## {}\n\n{}{}|", plain(table.title), plain(table.about), table.about.empty() ? "" : "\n\n");
    for (const Table::Column& column : table.columns) out_ += fmt::format(" {} |", plain(column.title));
    out_ += "\n|";
    for (const Table::Column& column : table.columns) out_ += column.number ? "--:|" : "---|";
    for (const std::vector<std::string>& row : table.rows) {
      out_ += "\n|";
      for (const std::string& cell : row) out_ += fmt::format(" {} |", plain(cell));
    }
    out_ += "\n\n";
  }

  void add_head() {
    const Totals& totals = report_.conversion.totals;
    const Counts& counts = report_.counts;
    out_ += fmt::format("# gwconvert: {}\n\n", release_of(report_.options));
    out_ += "| objects | rules | not printed | errors | warnings | notes | accepted |\n|--:|--:|--:|--:|--:|--:|--:|\n";
    out_ += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n\n", totals.objects, totals.rules, totals.not_printed, counts.errors, counts.warnings, counts.notes, counts.accepted);
    if (report_.conversion.findings.empty()) out_ += "Nothing changes.\n";
  }

  void add(const Action& action) {
    const CodeInfo& row = info(action.code);
    out_ += fmt::format("### {} {} ({}{})\n\n", number(action.code), name(action.code), word(row.effect), row.security ? ", concerns security" : "");
    if (!action.help.empty()) out_ += fmt::format("**To do:** {}\n\n", plain(action.help));
    std::size_t shown = 0;
    for (const Finding* finding : action.findings) {
      if (shown++ == kMostPlaces) break;
      add(*finding);
    }
    if (action.findings.size() > kMostPlaces) out_ += fmt::format("- … and {} more\n", action.findings.size() - kMostPlaces);
    out_ += '\n';
  }

  void add(const Finding& finding) {
    const auto place = place_of(finding, report_, cursor_);
    out_ += "- ";
    if (place) out_ += fmt::format("{}:{}:{} ", plain(place->file), place->begin.line, place->begin.column);
    if (!finding.object.empty()) out_ += fmt::format("({}) ", plain(finding.object));
    out_ += plain(finding.message) + '\n';
    if (finding.witness) out_ += fmt::format("  - {}: {} before, {} after\n", plain(finding.witness->request), plain(finding.witness->before), plain(finding.witness->after));
    if (!finding.available.empty()) out_ += fmt::format("  - not lost with {}\n", plain(finding.available));
    if (finding.accepted) out_ += fmt::format("  - accepted by {}\n", plain(why_accepted(finding, report_)));
  }

  const Report& report_;
  Cursor cursor_;
  std::string out_;
};

}  // namespace

std::string render_markdown(const Report& report) { return Markdown(report).render(); }

}  // namespace gw::cli
