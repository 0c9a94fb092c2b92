#include "report/html/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/excerpt.h"
#include "report/html/escape.h"

namespace gw::cli {
namespace {

constexpr std::size_t kLongestLine = 400;
constexpr std::size_t kMostMarked = 8;  // lines of an excerpt

/// The number of a line, and what stands in it as far as it belongs to `within`.
void append_line(const Report& report, std::uint32_t file, std::size_t number, Span line, std::string_view sign, std::string& out) {
  out += fmt::format("<i>{:>4} {}</i> ", number, sign);
  append_html(value_text(report, {file, line}, kLongestLine), out);
}

/// Where the line behind `offset` begins; `end` if that is not before it.
std::size_t next_line(const Source& source, std::size_t offset, std::size_t end) {
  const std::size_t found = source.text().substr(0, end).find('\n', std::min(offset, end));
  return found == std::string_view::npos ? end : found + 1;
}

/// The lines from the one with `begin` to the one with the byte before `end`.
template <class Visit>
void for_each_line(const Source& source, std::size_t begin, std::size_t end, const Visit& visit) {
  std::size_t number = source.line_number(begin);
  Span line = source.line_around(begin);
  while (true) {
    visit(number, line);
    const std::size_t next = next_line(source, line.end, end);
    if (next >= end) return;
    line = source.line_around(next);
    ++number;
  }
}

/// A line of another object may show what no report may, since only converted objects are looked through.
Span cut(Span line, Span within) {
  const std::uint32_t begin = std::clamp(within.begin, line.begin, line.end);
  return {begin, std::clamp(within.end, begin, std::max(begin, line.end))};
}

}  // namespace

std::string_view sign_of(Outcome outcome) {
  constexpr auto kSigns = std::to_array<std::string_view>({"=", "\u2248", "~", "\u2212"});
  return kSigns[static_cast<std::size_t>(outcome)];
}

std::string html_excerpt(const Report& report, Origin at, Span within) {
  const Source& source = report.sources[at.file];
  std::size_t begin = source.line_around(at.span.begin).begin;
  std::size_t end = source.line_around(std::max(at.span.begin, at.span.end == 0 ? 0 : at.span.end - 1)).end;
  if (begin > within.begin) begin = std::max<std::size_t>(source.line_around(begin - 1).begin, within.begin);  // one line before
  if (const std::size_t next = next_line(source, end, within.end); next < within.end) end = source.line_around(next).end;  // and one behind
  std::string out = "<pre>";
  std::size_t marked = 0;
  for_each_line(source, begin, end, [&](std::size_t number, Span line) {
    const bool hit = line.end >= at.span.begin && line.begin < std::max(at.span.end, at.span.begin + 1);
    marked += hit;
    if (marked > kMostMarked) {
      if (hit && marked == kMostMarked + 1) out += "<i>   …</i>\n";
      return;
    }
    out += hit ? "<b>" : "";
    const Span shown = cut(line, within);
    if (hit && shown.end - shown.begin > kLongestLine) out += fmt::format("<i>{:>4} </i> {}", number, html(excerpt(report, at, kLongestLine).line));  // the part with the place
    else append_line(report, at.file, number, shown, "", out);
    out += hit ? "</b>\n" : "\n";
  });
  return out + "</pre>";
}

std::string html_object(const Report& report, const Outcomes& outcomes, Origin object) {
  constexpr auto kClasses = std::to_array<std::string_view>({"", "e", "c", "d"});
  const Source& source = report.sources[object.file];
  std::string out = "<pre>";
  for_each_line(source, object.span.begin, object.span.end, [&](std::size_t number, Span whole) {
    const Span line = cut(whole, object.span);
    const Outcome outcome = outcomes.between(object.file, line);
    if (outcome != Outcome::Kept) out += fmt::format("<s class={}>", kClasses[static_cast<std::size_t>(outcome)]);
    append_line(report, object.file, number, line, sign_of(outcome), out);
    out += outcome == Outcome::Kept ? "\n" : "</s>\n";
  });
  return out + "</pre>";
}

}  // namespace gw::cli
