#include "yaml/extent.h"

#include <algorithm>

namespace gw::yaml {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n' || c == '\r'; }

std::size_t end_of_line(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

std::size_t indentation(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

}  // namespace

std::size_t skip_properties(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    while (at < text.size() && !is_space(text[at])) ++at;
    at = skip_blanks_and_comments(text, at);
  }
  return at;
}

std::optional<std::size_t> end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '\'' && i + 1 < text.size() && text[i + 1] == '\'')
        ++i;
      else
        return i + 1;
    }
  }
  return std::nullopt;
}

std::size_t end_of_plain(std::string_view text, std::size_t at, std::string_view value) {
  if (text.substr(at, value.size()) == value) return at + value.size();
  std::size_t end = at;
  for (const char c : value) {
    if (is_space(c)) {
      while (end < text.size() && is_space(text[end])) ++end;
    } else if (end < text.size() && text[end] == c) {
      ++end;
    } else {
      break;
    }
  }
  return end;
}

std::size_t end_of_block(std::string_view text, std::size_t at) {
  std::size_t end = end_of_line(text, at);
  std::optional<std::size_t> indent;
  for (std::size_t line = end + 1; line < text.size();) {
    const std::size_t stop = end_of_line(text, line);
    const std::string_view content = text.substr(line, stop - line);
    const std::size_t spaces = indentation(content);
    const bool blank = content.find_first_not_of(" \r") == std::string_view::npos;
    if (!blank) {
      if (!indent) indent = spaces;
      if (spaces < *indent || spaces == 0) break;
      end = stop;
    }
    line = stop + 1;
  }
  while (end > at + 1 && (text[end - 1] == '\r' || is_blank(text[end - 1]))) --end;
  return end;
}

std::size_t skip_blanks_and_comments(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_space(text[at]))
      ++at;
    else if (text[at] == '#' && (at == 0 || is_space(text[at - 1])))
      at = end_of_line(text, at);
    else
      break;
  }
  return at;
}

std::size_t end_of_flow(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    at = skip_blanks_and_comments(text, at);
    if (at < text.size() && (text[at] == ']' || text[at] == '}')) return at + 1;
    if (at >= text.size() || text[at] != ',') break;
    ++at;
  }
  return std::min(at, text.size());
}

}  // namespace gw::yaml
