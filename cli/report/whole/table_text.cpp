// A table for a terminal or a text file.
#include <fmt/format.h>

#include <algorithm>

#include "report/safe_text.h"
#include "report/whole/tables.h"
#include "source/source.h"
#include "wrap.h"

namespace gw::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kWidest = 40;  // of a column
constexpr std::size_t kLeast = 16;   // of the last one, to stand beside the others
constexpr std::size_t kIndent = 4;   // of what stands below them

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string blanks(width - std::min(width, code_points(text)), ' ');
  return right ? blanks + text : text + blanks;
}

}  // namespace

std::string table_text(const Table& table) {
  std::vector<std::vector<std::string>> lines(1);
  for (const Table::Column& column : table.columns) lines[0].push_back(column.title);
  for (const std::vector<std::string>& row : table.rows) {
    std::vector<std::string>& line = lines.emplace_back();
    for (const std::string& cell : row) line.push_back(safe(cell));
  }
  std::vector<std::size_t> widths(table.columns.size());
  for (const std::vector<std::string>& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], std::min(code_points(line[i]), kWidest));
  std::size_t before_last = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) before_last += widths[i] + 2;
  const bool folds = before_last + kLeast <= kWidth;

  std::string out = fmt::format("\n{}\n", table.title);
  if (!table.about.empty()) out += wrap(table.about, 0);
  for (const std::vector<std::string>& line : lines) {
    const bool is_long = code_points(line[0]) > widths[0];
    if (is_long) out += wrap(line[0], 0);  // and the numbers below it
    std::string left = padded(is_long ? std::string() : line[0], widths[0], false) + "  ";
    for (std::size_t i = 1; i + 1 < line.size(); ++i) left += padded(line[i], widths[i], table.columns[i].number) + "  ";
    const std::string last = table.columns.back().number ? padded(line.back(), widths.back(), true) : line.back();
    if (folds && !last.empty() && code_points(left) == before_last) out += wrap(last, before_last).replace(0, before_last, left);
    else out += left.substr(0, left.find_last_not_of(' ') + 1) + '\n' + wrap(last, kIndent);
  }
  return out;
}

}  // namespace gw::cli
