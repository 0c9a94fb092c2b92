#include "mdoc.h"

#include <fmt/format.h>

namespace gw::cli {
namespace {

constexpr std::string_view kDate = "November 24, 2026";  // of the pages; fixed, so that the same tables give the same page

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '`')
      out += "\\(ga";
    else if (c == '^')
      out += "\\(ha";
    else if (c == '~')
      out += "\\(ti";
    else if (c == '"')
      out += "\\(dq";
    else if (c != '\n' && c != '\t')
      out += c;
    else
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

/// A line may not begin like a request, and words may not either: a line can be broken before each of them.
bool is_request(std::string_view line) { return line.starts_with('.') || line.starts_with('\''); }

/// Escaped text in lines of at most 80 bytes.
std::string fold(std::string_view text) {
  constexpr std::size_t kLongestLine = 80;
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const bool breaks = column > 0 && column + 1 + word.size() > kLongestLine;
    if (column > 0) out += breaks ? '\n' : ' ';
    column = column > 0 && !breaks ? column + 1 : 0;
    if (column == 0 && is_request(word)) out += "\\&";
    out += word;
    column += word.size();
  }
  return out;
}

/// A paragraph, with one sentence on each line as mdoc wants it.
std::string sentences(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t end = text.find(". ");
    end = end == std::string_view::npos ? text.size() : end + 1;
    out += mdoc_line(text.substr(0, end)) + '\n';
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return out;
}

}  // namespace

std::string mdoc_line(std::string_view text) { return fold(escape(text)); }

std::string mdoc_word(std::string_view text) { return fmt::format("\"\\&{}\"", escape(text)); }

std::string mdoc_text(std::string_view text) {
  std::string out;
  std::string paragraph;
  bool example = false;
  const auto end_paragraph = [&] {
    out += sentences(paragraph);
    paragraph.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool indented = line.starts_with(' ');
    if (indented != example && !(line.empty() && example && text.starts_with(' '))) {
      end_paragraph();
      out += indented ? ".Bd -literal -offset indent\n" : ".Ed\n";
      example = indented;
    }
    if (example) {
      const std::string escaped = escape(line);
      out += (is_request(escaped) ? "\\&" : "") + escaped + '\n';
    } else if (line.empty()) {
      end_paragraph();
      if (!text.empty() && !text.starts_with(' ')) out += ".Pp\n";
    } else {
      if (!paragraph.empty()) paragraph += ' ';
      paragraph += line;
    }
  }
  end_paragraph();
  return example ? out + ".Ed\n" : out;
}

std::string mdoc_head(std::string_view title, std::string_view name, std::string_view about) {
  return fmt::format(
      ".\\\" Made by `gwconvert list ... --format man`; not edited by hand.\n"
      ".Dd {}\n.Dt {} 7\n.Os\n.Sh NAME\n.Nm {}\n.Nd {}\n.Sh DESCRIPTION\n",
      kDate, title, name, about);
}

}  // namespace gw::cli
