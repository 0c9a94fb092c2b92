#include "apisix/pattern.h"

#include <cctype>
#include <vector>

namespace gw::apisix {
namespace {

/// The characters that `:name` matches, as the library writes them.
constexpr std::string_view kParameterClass = R"([\w\-;:@&=!',%$.+*()])";

std::vector<std::string_view> segments(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0;;) {
    const std::size_t slash = text.find('/', at);
    out.push_back(text.substr(at, slash - at));
    if (slash == std::string_view::npos) return out;
    at = slash + 1;
  }
}

bool is_special(std::string_view segment) { return segment.starts_with('*') || segment.starts_with(':'); }

/// Once a pattern has a `*` segment, the library uses its other segments as an unescaped expression that must equal the
/// request path, which is also compared with the pattern's literal beginning: with these characters there, never both.
bool spoils_expression(std::string_view segment) {
  return !is_special(segment) && segment.find_first_of("+$()?[]^|\\*") != std::string_view::npos;
}

void append_escaped(std::string& regex, std::string_view text) {
  for (const char c : text) {
    if (std::string_view(".+*?()[]{}|^$\\").find(c) != std::string_view::npos) regex += '\\';
    regex += c;
  }
}

/// Why no request path, as nginx hands it to APISIX, can have this text in it; empty if one can.
std::string never_in_a_path(std::string_view literal, bool whole) {
  if (literal.find("//") != std::string_view::npos) return "it merges slashes before it compares";
  const auto parts = segments(literal);
  for (std::size_t i = 0; i < parts.size(); ++i)
    if ((parts[i] == "." || parts[i] == "..") && (whole || i + 1 < parts.size()))
      return "it resolves `.` and `..` before it compares";
  for (std::size_t at = literal.find('%'); at != std::string_view::npos; at = literal.find('%', at + 1)) {
    const auto hex = [&](std::size_t i) { return i < literal.size() && std::isxdigit(static_cast<unsigned char>(literal[i])); };
    if (hex(at + 1) && hex(at + 2)) return "it compares decoded paths, which have no `" + std::string(literal.substr(at, 3)) + "`";
  }
  return {};
}

/// Why a Gateway API path value cannot hold this text; empty if it can. Rules W07, W08 and C040 to C050.
std::string not_a_path_value(std::string_view literal) {
  if (!literal.starts_with('/')) return "it does not begin with `/`";
  constexpr std::string_view kMarks = "-/._~!$&'()*+,;=:@";
  for (const char c : literal) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) || kMarks.find(c) != std::string_view::npos)) continue;
    if (byte >= 0x80) return "it contains characters outside of ASCII, which clients send encoded";
    return std::string("it contains `") + c + "`, which clients send encoded";
  }
  return {};
}

/// The expression for a pattern with several special segments. Its text before the first `*` is compared literally too.
std::string expression(std::string_view text, std::size_t star) {
  std::string regex;
  std::size_t at = 0;
  for (const std::string_view segment : segments(text)) {
    const std::size_t begin = at;
    const std::size_t end = begin + segment.size();
    if (begin > 0) regex += '/';
    if (end < star || !is_special(segment)) {
      append_escaped(regex, segment);
    } else if (segment.starts_with('*')) {
      regex += ".*";
    } else if (begin <= star && star < end) {
      append_escaped(regex, segment.substr(0, star - begin));
      regex.append(kParameterClass).append(star == begin ? "+" : "*");
    } else {
      regex.append(kParameterClass).append("+");
    }
    at = end + 1;
  }
  return regex;
}

}  // namespace

Pattern read_literal(std::string_view path) {
  Pattern pattern;
  pattern.match = {model::PathMatch::Kind::Exact, std::string(path)};
  pattern.key_length = static_cast<std::int64_t>(path.size());
  pattern.not_expressible = path.empty() ? "it is empty" : not_a_path_value(path);
  if (!pattern.not_expressible.starts_with("it does not begin")) pattern.dead = never_in_a_path(path, true);
  return pattern;
}

Pattern read_pattern(std::string_view text, bool parameters) {
  using Kind = model::PathMatch::Kind;
  Pattern pattern;
  const std::size_t star = text.find_first_of(parameters ? "*:" : "*");
  const std::string_view literal = text.substr(0, star);
  pattern.key_length = static_cast<std::int64_t>(literal.size());
  pattern.not_expressible = text.empty() ? "it is empty" : not_a_path_value(literal);
  if (!pattern.not_expressible.starts_with("it does not begin")) pattern.dead = never_in_a_path(literal, star == text.npos);
  if (star == std::string_view::npos) {
    pattern.match = {Kind::Exact, std::string(text)};
    return pattern;
  }
  std::size_t specials = 0;
  bool dead = false;
  bool unknown = false;
  const auto parts = segments(text);
  for (const std::string_view segment : parts) {
    if (is_special(segment)) ++specials;
    if (spoils_expression(segment)) (segment.data() + segment.size() <= text.data() + star ? dead : unknown) = true;
  }
  const bool last_is_star = parts.back().starts_with('*');
  if (specials > 0 && dead && pattern.dead.empty()) pattern.dead = "with `*` as a segment, it takes the other segments for a regular expression";
  if (specials > 0 && unknown && pattern.not_expressible.empty())
    pattern.not_expressible = "with `*` as a segment, APISIX takes the other segments for a regular expression, and its beginning for text";
  if (specials == 0 || (specials == 1 && last_is_star)) {
    pattern.match = {Kind::TextPrefix, std::string(literal)};
    if (star + 1 < text.size()) pattern.same_as = std::string(text.substr(0, star + 1));
  } else {
    pattern.match = {Kind::Regex, expression(text, star)};
  }
  return pattern;
}

}  // namespace gw::apisix
