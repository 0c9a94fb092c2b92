#include "wrap.h"

#include "source/source.h"

namespace gw::cli {
namespace {

void wrap_paragraph(std::string_view line, std::size_t indent, std::string& out) {
  if (line.empty()) return;
  const std::string margin(indent, ' ');
  std::size_t column = 0;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    const std::size_t width = code_points(word);
    if (column > 0 && indent + column + 1 + width > kScreenColumns) {
      out += '\n';
      column = 0;
    }
    out += column == 0 ? margin : " ";
    out += word;
    column += width + (column == 0 ? 0 : 1);
  }
  out += '\n';
}

}  // namespace

std::string wrap(std::string_view text, std::size_t indent) {
  std::string out;
  std::string paragraph;
  const auto end_paragraph = [&] {
    wrap_paragraph(paragraph, indent, out);
    paragraph.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with(' ')) {
      end_paragraph();
      out += line.empty() ? "\n" : std::string(indent, ' ') + std::string(line) + '\n';
    } else {
      paragraph += paragraph.empty() ? "" : " ";
      paragraph += line;
    }
  }
  end_paragraph();
  return out;
}

}  // namespace gw::cli
