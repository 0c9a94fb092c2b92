#include "nginx/pattern.h"

#include <algorithm>

namespace gw::nginx {
namespace {

struct KnownTail {
  std::string_view text;
  Tail tail;
  std::size_t groups;
  std::size_t rest;
  bool rest_has_slash;
  bool slash_optional;
  bool needs_rest;
};

// nginx searches from the beginning of the path and does not ask for its end, so that only `$` closes a path.
constexpr KnownTail kTails[] = {
    {"", Tail::Open, 0, 0, false, false, false},
    {"$", Tail::End, 0, 0, false, false, false},
    {"(/|$)(.*)", Tail::Segment, 2, 2, false, false, false},
    {"(/|$)(.*)$", Tail::Segment, 2, 2, false, false, false},
    {"(?:/|$)(.*)", Tail::Segment, 1, 1, false, false, false},
    {"(/|$)(.+)", Tail::Segment, 2, 2, false, false, true},
    {"(/|$)", Tail::Segment, 1, 0, false, false, false},
    {"(/.*)?$", Tail::Segment, 1, 1, true, false, false},
    {"(/.*|$)", Tail::Segment, 1, 1, true, false, false},
    {"($|/.*)", Tail::Segment, 1, 1, true, false, false},
    {"(/.*)?", Tail::Open, 1, 1, true, false, false},
    {"(.*)", Tail::Open, 1, 1, false, false, false},
    {"(.*)$", Tail::Open, 1, 1, false, false, false},
    {"()(.*)", Tail::Open, 2, 2, false, false, false},
    {"(.+)", Tail::Open, 1, 1, false, false, true},
    {"(.+)$", Tail::Open, 1, 1, false, false, true},
    {".*", Tail::Open, 0, 0, false, false, false},
    {".*$", Tail::Open, 0, 0, false, false, false},
    {".+", Tail::Open, 0, 0, false, false, true},
    {"?", Tail::Open, 0, 0, false, true, false},
    {"?(.*)", Tail::Open, 1, 1, false, true, false},
    {"?(.*)$", Tail::Open, 1, 1, false, true, false},
};

constexpr std::string_view kSpecial = "\\^$.|?*+()[]{}";

/// The literal beginning of `text`; `.` counts as itself, unless it is repeated. Returns where it ends.
std::size_t read_literal(std::string_view text, Pattern& out) {
  std::size_t i = 0;
  while (i < text.size()) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    const std::size_t width = c == '\\' ? 2 : 1;
    const char repeat = i + width < text.size() ? text[i + width] : ' ';
    const bool repeated = repeat == '*' || repeat == '+' || repeat == '{' || (repeat == '?' && c != '/');
    if (repeated) break;
    if (c == '\\') {
      if (kSpecial.find(next) == std::string_view::npos && next != '/' && next != '-') break;
      out.literal += next;
      out.written_plainly = false;
    } else if (c == '.' || kSpecial.find(c) == std::string_view::npos) {
      out.literal += c;
    } else {
      break;
    }
    i += width;
  }
  return i;
}

std::optional<Pattern> read_pattern(std::string_view path) {
  Pattern out;
  const std::string_view rest = path.substr(read_literal(path, out));
  const auto known = std::ranges::find(kTails, rest, &KnownTail::text);
  if (known == std::end(kTails) || out.literal.empty()) return std::nullopt;
  out.tail = known->tail;
  out.groups = known->groups;
  out.rest = known->rest;
  out.rest_has_slash = known->rest_has_slash;
  out.slash_optional = known->slash_optional;
  out.needs_rest = known->needs_rest;
  out.written_plainly = out.written_plainly && rest.empty();
  if (out.slash_optional) {
    if (!out.literal.ends_with('/')) return std::nullopt;
    if (out.literal.size() > 1) out.literal.pop_back();
  }
  return out;
}

}  // namespace

std::vector<Pattern> read_patterns(std::string_view path) {
  if (const auto plain = read_pattern(path)) return {*plain};
  // `/(a|b)/(.*)`: one pattern for each word. The choice is group 1.
  const std::size_t open = path.find('(');
  const std::size_t close = path.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  const std::string_view words = path.substr(open + 1, close - open - 1);
  const auto is_word = [](char c) { return c == '|' || c == '-' || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (words.find('|') == std::string_view::npos || !std::ranges::all_of(words, is_word)) return {};
  constexpr std::size_t kMostWords = 16;
  std::vector<Pattern> out;
  for (std::size_t begin = 0; begin <= words.size() && out.size() <= kMostWords;) {
    const std::size_t end = std::min(words.find('|', begin), words.size());
    const std::string one = std::string(path.substr(0, open)).append(words.substr(begin, end - begin)).append(path.substr(close + 1));
    auto pattern = read_pattern(one);
    if (!pattern || begin == end) return {};
    pattern->groups += 1;
    if (pattern->rest != 0) pattern->rest += 1;
    pattern->written_plainly = false;
    out.push_back(std::move(*pattern));
    begin = end + 1;
  }
  return out.size() > kMostWords ? std::vector<Pattern>() : out;
}

}  // namespace gw::nginx
