#include "report/text.h"

#include <fmt/format.h>

#include <iterator>
#include <map>

#include "report/excerpt.h"
#include "report/safe_text.h"

namespace gw::cli {
namespace {

constexpr std::size_t kMostNotes = 20;   // of one code, before they are folded
constexpr std::size_t kShownNotes = 3;   // of those that are folded
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kPlain = "\x1b[0m";

constexpr std::size_t kMargin = 4;       // before source lines and the rest of broken lines

/// Breaks what `text` has from `begin` on between words, so that no line has more columns, where that is possible. Escape sequences
/// have no width; those of the input are no escape sequences any more.
void break_line(std::string& text, std::size_t begin, std::size_t columns) {
  std::string out;
  std::size_t column = 0;
  std::size_t blank = std::string::npos;  // in `out`: where the line may end
  std::size_t at_blank = 0;
  const std::string_view rest = std::string_view(text).substr(begin);
  for (std::size_t i = 0; i < rest.size();) {
    if (rest[i] == '\x1b') {
      const std::size_t end = rest.find('m', i) + 1;
      out += rest.substr(i, end - i);
      i = end;
      continue;
    }
    if (rest[i] == ' ' && column > kMargin) {
      blank = out.size();
      at_blank = column;
    }
    const Glyph glyph = append_glyph(rest.substr(i), out);
    i += glyph.bytes;
    column += glyph.columns;
    if (column <= columns || blank == std::string::npos) continue;
    out.replace(blank, 1, "\n" + std::string(kMargin, ' '));
    column = column - at_blank - 1 + kMargin;
    blank = std::string::npos;
  }
  text.replace(begin, std::string::npos, out);
}

class TextReport {
 public:
  TextReport(const Report& report, TextStyle style) : report_(report), style_(style), cursor_(report.sources) {}

  std::string render() {
    std::map<Code, std::size_t> notes;
    for (const Finding& finding : report_.conversion.findings)
      if (finding.severity == Severity::Note) ++notes[finding.code];
    std::map<Code, std::size_t> shown;
    out_.reserve(256 * report_.conversion.findings.size());
    for (const Finding& finding : report_.conversion.findings) {
      if (style_.quiet && (finding.accepted || finding.severity == Severity::Note)) continue;
      const std::size_t all = finding.severity == Severity::Note ? notes[finding.code] : 0;
      if (!style_.fold || all <= kMostNotes) {
        add(finding);
        continue;
      }
      const std::size_t index = shown[finding.code]++;
      if (index < kShownNotes) add(finding);
      if (index + 1 == kShownNotes)
        fmt::format_to(end(), "  … and {} more of {} (all of them: --report FILE)\n", all - kShownNotes, number(finding.code));
    }
    return std::move(out_);
  }

 private:
  std::back_insert_iterator<std::string> end() { return std::back_inserter(out_); }

  void colored(std::string_view code, std::string_view text) {
    if (style_.color) out_ += code;
    out_ += text;
    if (style_.color) out_ += kPlain;
  }

  static std::string_view color_of(const Finding& finding) {
    if (finding.accepted) return "\x1b[1;32m";
    return finding.severity == Severity::Error ? "\x1b[1;31m" : finding.severity == Severity::Warning ? "\x1b[1;35m" : "\x1b[1;36m";
  }

  bool has_place(const Finding& finding) const { return finding.at.known() && finding.at.file < report_.sources.size(); }

  void add(const Finding& finding) {
    add_first_line(finding);
    if (has_place(finding)) {
      const Excerpt lines = excerpt(report_, finding.at, style_.columns == 0 ? kExcerptColumns : style_.columns - kMargin - 1);
      out_ += "    ";
      out_ += lines.line;
      out_ += "\n    ";
      colored(color_of(finding), lines.carets);
      out_ += '\n';
      for (const std::string& line : lines.text) out_.append("      ").append(line) += '\n';
    }
    if (finding.witness) {
      const std::size_t line = out_.size();
      out_ += "  witness: ";
      append_safe(finding.witness->request, out_);
      out_ += "   before: ";
      append_safe(finding.witness->before, out_);
      out_ += "   after: ";
      append_safe(finding.witness->after, out_);
      end_line(line);
    }
    if (report_.conversion.checks_only) add_field(finding);
    add_line("  help: ", help_of(finding));
    add_line("  available: ", finding.available);
    if (finding.accepted && finding.accepted_by != AcceptedBy::Flag) add_line("  accepted by: ", why_accepted(finding, report_));
  }

  void add_first_line(const Finding& finding) {
    std::string place = "gwconvert:";
    if (has_place(finding)) {
      const Position position = cursor_.at(finding.at.file, finding.at.span.begin);
      place = fmt::format("{}:{}:{}:", safe(report_.sources[finding.at.file].name()), position.line, position.column);
    }
    const std::size_t line = out_.size();
    colored(kBold, place);
    out_ += ' ';
    colored(color_of(finding), fmt::format("{}:", finding.accepted ? "accepted" : word(finding.severity)));
    out_ += ' ';
    append_safe(finding.message, out_);
    fmt::format_to(end(), " [{} {}]", number(finding.code), name(finding.code));
    end_line(line);
  }

  /// Which field of which object: the line alone does not say in a long manifest.
  void add_field(const Finding& finding) {
    if (!finding.object.empty()) add_line("  at: ", fmt::format("{}{}{}", finding.object, finding.field.empty() ? "" : ", ", finding.field));
  }

  void add_line(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    const std::size_t line = out_.size();
    out_ += label;
    append_safe(text, out_);
    end_line(line);
  }

  void end_line(std::size_t begin) {
    if (style_.columns > 0) break_line(out_, begin, style_.columns);
    out_ += '\n';
  }

  const Report& report_;
  TextStyle style_;
  Cursor cursor_;
  std::string out_;
};

/// "2 of 5 objects checked against Gateway API v1.4.1 standard, 3 of other kinds passed over"
std::string what_was_checked(const Report& report) {
  const Totals& totals = report.conversion.totals;
  const std::size_t others = totals.objects - totals.checked;
  std::string out = others == 0 ? "" : fmt::format("{} of ", totals.checked);
  out += fmt::format("{} checked against Gateway API {}", counted(totals.objects, "object"), release_of(report.options));
  return others == 0 ? out : out + fmt::format(", {} of other kinds passed over", others);
}

}  // namespace

std::string render_text(const Report& report, TextStyle style) { return TextReport(report, style).render(); }

std::string render_summary(const Report& report, std::string_view outcome) {
  const Totals& totals = report.conversion.totals;
  const Counts& counts = report.counts;
  std::string out = "gwconvert: ";
  if (report.conversion.checks_only)
    out += what_was_checked(report);
  else if (totals.converted == totals.objects)
    out += counted(totals.objects, "object");
  else
    out += fmt::format("{} of {} converted", totals.converted, counted(totals.objects, "object"));
  if (!report.conversion.checks_only) out += ", " + counted(totals.rules, "rule");
  if (totals.not_printed > 0) out += fmt::format(" ({} not printed)", totals.not_printed);
  out += fmt::format(": {}, {}, {}", counted(counts.errors, "error"), counted(counts.warnings, "warning"), counted(counts.notes, "note"));
  if (counts.accepted > 0) out += fmt::format(", {} accepted", counts.accepted);
  if (!outcome.empty()) out += fmt::format("; {}", outcome);
  return out + '\n';
}

}  // namespace gw::cli
