#include <fmt/format.h>

#include <algorithm>

#include "proof/render.h"
#include "report/safe_text.h"
#include "source/words.h"
#include "wrap.h"

namespace gw::cli {
namespace {

constexpr std::size_t kWidestRequest = 56;
constexpr std::size_t kWidestAnswer = 36;

/// "GW1001 shop.yaml:13:9"
std::string place(const Finding& finding, std::span<const Source> sources) {
  if (finding.at.file >= sources.size()) return number(finding.code);
  const Source& source = sources[finding.at.file];
  const Position at = source.position(finding.at.span.begin);
  return fmt::format("{} {}:{}:{}", number(finding.code), source.name(), at.line, at.column);
}

/// The finding that announces the first part; who knows it finds the others in `lint`.
std::string announcement(const verify::Difference& difference, std::span<const Source> sources, bool own) {
  if (!own) return "";
  if (difference.announced()) return place(*difference.parts.front().announced_by.front(), sources);
  std::string parts;
  for (const verify::Part& part : difference.parts)
    if (part.announced_by.empty()) parts += fmt::format("{}{}", parts.empty() ? "" : ", ", word(part.facet));
  return fmt::format("NOT ANNOUNCED ({})", parts);
}

/// What a line shows of a difference, harmless for a terminal.
struct Line {
  std::string request;
  std::string before;
  std::string after;
  std::string by;  ///< who announces it, and how many more there are
};

Line line_of(const verify::Difference& difference, std::span<const Source> sources, bool own) {
  std::string by = safe(announcement(difference, sources, own));
  if (difference.requests > 1) by += fmt::format("{}(and {} more)", by.empty() ? "" : "  ", difference.requests - 1);
  return {safe(difference.request), safe(difference.before), safe(difference.after), by};
}

/// The widest of the texts, but not so wide that one of them pushes all others away.
std::size_t width_of(const std::vector<Line>& lines, std::string Line::*member, std::size_t most) {
  std::size_t out = 0;
  for (const Line& one : lines)
    if (const std::size_t size = code_points(one.*member); size <= most) out = std::max(out, size);
  return out;
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t size = code_points(text);
  return size < width ? text + std::string(width - size, ' ') : text;
}

std::string numbers(const verify::Verdict& verdict) {
  const std::size_t all = verdict.coverage.requests;
  return fmt::format("{}, {} request class{}, {} identical, {} different\n", plural(verdict.coverage.hosts, "host"), all, all == 1 ? "" : "es", all - verdict.different,
                     verdict.different);
}

/// What the result covers, and what it does not.
std::string coverage(const verify::Verdict& verdict) {
  std::string out;
  for (const std::string& why : verdict.coverage.sampled) out += fmt::format("sampled, not decided: {}\n", why);
  for (const std::string& what : verdict.not_read) out += fmt::format("not compared: {}\n", what);
  if (verdict.served == 0) out += "nothing in the input serves requests\n";
  else if (verdict.differences.empty() && out.empty()) out = "equivalent for all requests\n";
  return out;
}

}  // namespace

std::string verdict_text(const verify::Verdict& verdict, bool own, std::span<const Source> sources, std::size_t columns) {
  std::vector<Line> lines;
  for (const verify::Difference& one : verdict.differences) lines.push_back(line_of(one, sources, own));
  const std::size_t request = width_of(lines, &Line::request, kWidestRequest);
  const std::size_t before = width_of(lines, &Line::before, kWidestAnswer);
  const std::size_t after = width_of(lines, &Line::after, kWidestAnswer);
  std::string out = numbers(verdict);
  for (const Line& one : lines) {
    const std::string whole = fmt::format("{}  before: {}  after: {}{}{}", padded(one.request, request), padded(one.before, before),
                                          padded(one.after, one.by.empty() ? 0 : after), one.by.empty() ? "" : "  ", one.by);
    if (columns == 0 || code_points(whole) <= columns) out += whole + '\n';
    else out += fmt::format("{}\n{}{}", one.request, wrap(fmt::format("before: {}  after: {}", one.before, one.after), 2), one.by.empty() ? "" : fmt::format("  {}\n", one.by));
  }
  return out + coverage(verdict);
}

}  // namespace gw::cli
