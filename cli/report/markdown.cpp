// Markdown, for a comment on a pull request or a wiki: the findings by what has to be done about them.
#include <fmt/format.h>

#include <map>
#include <vector>

#include "report/formats.h"
#include "report/place.h"
#include "report/safe_text.h"

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

/// The findings of one code with one help: one thing to do, in many places.
struct Action {
  std::vector<const Finding*> findings;
};

using Key = std::tuple<int, Code, std::string_view>;  // the most severe first

int order_of(const Finding& finding) { return finding.accepted ? 3 : finding.severity == Severity::Error ? 0 : finding.severity == Severity::Warning ? 1 : 2; }

class Markdown {
 public:
  explicit Markdown(const Report& report) : report_(report), cursor_(report.sources) {
    for (const Finding& finding : report.conversion.findings) actions_[{order_of(finding), finding.code, help_of(finding)}].findings.push_back(&finding);
  }

  std::string render() {
    add_head();
    int order = -1;
    static constexpr std::string_view kTitles[] = {"Errors: rules are left out or would change", "Warnings: something is lost or changes", "Notes", "Accepted"};
    for (const auto& [key, action] : actions_) {
      if (std::get<int>(key) != order) {
        order = std::get<int>(key);
        out_ += fmt::format("## {}\n\n", kTitles[static_cast<std::size_t>(order)]);
      }
      add(std::get<Code>(key), std::get<std::string_view>(key), action);
    }
    return std::move(out_);
  }

 private:
  void add_head() {
    const Totals& totals = report_.conversion.totals;
    const Counts& counts = report_.counts;
    out_ += fmt::format("# gwconvert: {} {}\n\n", report_.options.release, report_.options.experimental ? "experimental" : "standard");
    out_ += "| objects | rules | not printed | errors | warnings | notes | accepted |\n|--:|--:|--:|--:|--:|--:|--:|\n";
    out_ += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n\n", totals.objects, totals.rules, totals.not_printed, counts.errors, counts.warnings, counts.notes, counts.accepted);
    if (report_.conversion.findings.empty()) out_ += "Nothing changes.\n";
  }

  void add(Code code, std::string_view help, const Action& action) {
    const CodeInfo& row = info(code);
    out_ += fmt::format("### {} {} ({}{})\n\n", number(code), name(code), word(row.effect), row.security ? ", concerns security" : "");
    if (!help.empty()) out_ += fmt::format("**To do:** {}\n\n", plain(help));
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
  std::map<Key, Action> actions_;
  std::string out_;
};

}  // namespace

std::string render_markdown(const Report& report) { return Markdown(report).render(); }

}  // namespace gw::cli
