#include "yaml/syntax.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <vector>

#include "yaml/extent.h"

namespace gw::yaml {
namespace {

struct Words {
  std::string_view message;  ///< how yaml-cpp's message begins
  std::string_view what;
  std::string_view help;
};

constexpr auto kWords = std::to_array<Words>({
    {"end of map not found", "this line does not continue the mapping above it", "check its indentation, and the colon after the key"},
    {"end of sequence not found", "this line does not continue the list above it", "check its indentation, and the dash"},
    {"illegal map value", "a `:` cannot stand here", "put the text in quotes, or check the indentation"},
    {"illegal map key", "a key cannot stand here", "check the indentation"},
    {"illegal block entry", "a list item cannot stand here", "put the dash on a line of its own, or check the indentation"},
    {"illegal flow end", "this bracket closes nothing", "remove it, or add the bracket that opens"},
    {"illegal tab", "a tab is used for indentation", "indent with spaces"},
    {"unknown escape character", "this escape is not known", "use single quotes, or double the backslash"},
    {"bad character found while scanning hex", "this escape needs hexadecimal digits", "use single quotes, or double the backslash"},
    {"invalid unicode", "this escape is not a Unicode character", "write the character itself"},
    {"illegal document indicator", "a document marker stands inside a quoted text", "close the quote before it"},
    {"unknown token", "this character cannot begin a value", "put the value in quotes"},
    {"illegal character in scalar", "this character cannot stand here", "put the value in quotes"},
    {"illegal character found while scanning alias", "an alias name has only letters, digits, `-` and `_`", "put the value in quotes if it is not an alias"},
    {"illegal character found while scanning anchor", "an anchor name has only letters, digits, `-` and `_`", "put the value in quotes if it is not an anchor"},
    {"alias not found", "the name of an alias is missing", "put the value in quotes if it is not an alias"},
    {"anchor not found", "the name of an anchor is missing", "put the value in quotes if it is not an anchor"},
    {"unexpected character in block scalar", "only indentation and chomping signs may follow `|` or `>`", "begin the text on the next line"},
    {"cannot assign multiple", "a value can have only one tag and one anchor", "remove one"},
    {"YAML major version too large", "this version of YAML is not supported", "remove the `%YAML` line"},
    {"YAML directives must have", "a `%YAML` line has one version", "remove the line"},
    {"repeated YAML directive", "the `%YAML` line stands here twice", "remove one"},
    {"bad YAML version", "this version of YAML is not supported", "remove the `%YAML` line"},
});

/// The innermost bracket that is still open where `document` ends, if any.
std::optional<std::size_t> unclosed_bracket(std::string_view text, Span document) {
  std::vector<std::size_t> open;
  const std::string_view whole = text.substr(0, document.end);
  bool value_may_begin = true;  // quotes and brackets inside a plain word are ordinary characters
  for (std::size_t at = document.begin; at < document.end; ++at) {
    const char c = text[at];
    const bool before_blank = at + 1 >= document.end || text[at + 1] == ' ' || text[at + 1] == '\n' || text[at + 1] == '\r';
    if (c == '#' && (at == document.begin || text[at - 1] == ' ' || text[at - 1] == '\n')) {
      at = std::min(whole.find('\n', at), whole.size());
    } else if ((c == '"' || c == '\'') && value_may_begin) {
      const auto end = end_of_quoted(whole, at);
      if (!end) return std::nullopt;
      at = *end - 1;
      value_may_begin = false;
    } else if ((c == '[' || c == '{') && (value_may_begin || !open.empty())) {
      open.push_back(at);
      value_may_begin = true;
    } else if ((c == ']' || c == '}') && !open.empty()) {
      open.pop_back();
      value_may_begin = false;
    } else if (c == '\n' || (c == ',' && !open.empty()) || ((c == ':' || c == '-') && before_blank)) {
      value_may_begin = true;
    } else if (c != ' ' && c != '\t' && c != '\r') {
      value_may_begin = false;
    }
  }
  if (open.empty()) return std::nullopt;
  return open.back();
}

/// The first tab in the indentation of the line around `at` or of a line shortly above it.
std::optional<std::size_t> tab_in_indentation(std::string_view text, Span document, std::size_t at) {
  std::size_t line = std::min<std::size_t>(at, document.end);
  for (int lines = 0; lines < 3; ++lines) {
    while (line > document.begin && text[line - 1] != '\n') --line;
    for (std::size_t i = line; i < document.end && (text[i] == ' ' || text[i] == '\t'); ++i)
      if (text[i] == '\t') return i;
    if (line == document.begin) break;
    --line;
  }
  return std::nullopt;
}

/// The line above `at` if it is nothing but a word that is less indented: a key that has lost its colon.
std::optional<Span> key_without_colon(std::string_view text, Span document, std::size_t at) {
  const std::size_t line = text.rfind('\n', at);
  if (line == std::string_view::npos || line <= document.begin) return std::nullopt;
  const std::size_t above = std::max<std::size_t>(text.rfind('\n', line - 1) + 1, document.begin);
  const std::size_t begin = text.find_first_not_of(" -", above);
  const std::string_view word = text.substr(begin, line - begin);
  const std::size_t indent = text.find_first_not_of(' ', line + 1) - line - 1;
  const bool is_word = !word.empty() && std::isalpha(static_cast<unsigned char>(word.front())) != 0;
  if (!is_word || word.find_first_of(":#\"'[{") != std::string_view::npos || begin - above > indent) return std::nullopt;
  return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(line)};
}

Span one_word(std::string_view text, Span document, std::size_t at) {
  at = std::clamp<std::size_t>(at, document.begin, document.end);
  while (at > document.begin && (at == document.end || text[at] == '\n' || text[at] == '\r')) --at;
  std::size_t end = at;
  while (end < document.end && text[end] != '\n' && text[end] != '\r' && text[end] != ' ') ++end;
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(std::max(end, at + 1))};
}

}  // namespace

SyntaxError explain_syntax(std::string_view text, Span document, std::size_t at, std::string_view message) {
  if (const auto tab = tab_in_indentation(text, document, at)) {
    const auto begin = static_cast<std::uint32_t>(*tab);
    return {{begin, begin + 1}, "a tab is used for indentation", "indent with spaces"};
  }
  if (message.find("flow") != std::string_view::npos || message.starts_with("illegal EOF")) {
    if (const auto bracket = unclosed_bracket(text, document)) {
      const auto begin = static_cast<std::uint32_t>(*bracket);
      return {{begin, begin + 1}, std::string("the bracket `") + text[*bracket] + "` is never closed", "close it, or put the value in quotes"};
    }
  }
  if (message.starts_with("illegal map value")) {
    if (const auto key = key_without_colon(text, document, at))
      return {*key, "this lacks a colon", "put a colon behind the key"};
  }
  for (const Words& words : kWords)
    if (message.starts_with(words.message))
      return {one_word(text, document, at), std::string(words.what), std::string(words.help)};
  return {one_word(text, document, at), "this cannot stand here", "check quotes, brackets and indentation near this place"};
}

std::optional<std::size_t> bracket_at_depth(std::string_view text, Span document, std::size_t depth) {
  std::size_t open = 0;
  for (std::size_t at = document.begin; at < document.end; ++at) {
    const char c = text[at];
    if (c == '"') {
      const auto end = end_of_quoted(text.substr(0, document.end), at);
      if (!end) return std::nullopt;
      at = *end - 1;
    } else if (c == '[' || c == '{') {
      if (++open == depth) return at;
    } else if ((c == ']' || c == '}') && open > 0) {
      --open;
    }
  }
  return std::nullopt;
}

}  // namespace gw::yaml
