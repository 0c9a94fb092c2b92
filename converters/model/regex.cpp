#include "model/regex.h"

#include <re2/re2.h>

#include "model/sample.h"

namespace gw::model {
namespace {

re2::RE2::Options options(bool ignore_case = false) {
  re2::RE2::Options out;
  out.set_log_errors(false);
  out.set_case_sensitive(!ignore_case);
  return out;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// What of PCRE, in a phrase, makes RE2 refuse the expression.
std::string pcre_feature(std::string_view expression, const std::string& argument) {
  const auto uses = [&](std::string_view syntax) {
    return argument.starts_with(syntax.substr(0, 3)) && expression.find(syntax) != std::string_view::npos;
  };
  if (uses("(?=") || uses("(?!") || uses("(?<=") || uses("(?<!")) return "look-around";
  if (argument.starts_with("(?>")) return "an atomic group";
  if (argument.size() == 2 && argument[0] == '\\' && argument[1] >= '1' && argument[1] <= '9') return "a back-reference";
  if (argument.size() >= 2 && argument.back() == '+' && expression.find(argument) != std::string_view::npos)
    return "a possessive quantifier";
  return "`" + argument + "`";
}

bool ends_with_anchor(std::string_view text) {
  if (!text.ends_with('$')) return false;
  std::size_t backslashes = 0;
  for (std::size_t i = text.size() - 1; i > 0 && text[i - 1] == '\\'; --i) ++backslashes;
  return backslashes % 2 == 0;
}

}  // namespace

bool has_top_level_alternation(std::string_view text) {
  int depth = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      if (i + 1 < text.size() && text[i + 1] == '^') ++i;
      if (i + 1 < text.size() && text[i + 1] == ']') ++i;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      --depth;
    } else if (c == '|' && depth == 0) {
      return true;
    }
  }
  return false;
}

Judgement judge(std::string_view expression) {
  if (expression.starts_with("(*")) return {Dialect::PcreOnly, "a verb such as `(*UTF8)`"};
  const re2::RE2 compiled(piece(expression), options());
  switch (compiled.error_code()) {
    case re2::RE2::NoError: return {};
    case re2::RE2::ErrorMissingBracket: return {Dialect::Invalid, "a `[` is never closed"};
    case re2::RE2::ErrorMissingParen:
    case re2::RE2::ErrorUnexpectedParen: return {Dialect::Invalid, "its parentheses do not match"};
    case re2::RE2::ErrorTrailingBackslash: return {Dialect::Invalid, "it ends with a backslash"};
    case re2::RE2::ErrorRepeatArgument: return {Dialect::Invalid, "a quantifier stands alone"};
    case re2::RE2::ErrorBadCharRange: return {Dialect::Invalid, "a range in brackets runs backwards"};
    case re2::RE2::ErrorRepeatSize: return {Dialect::PcreOnly, "a large repetition count"};
    case re2::RE2::ErrorPatternTooLarge: return {Dialect::PcreOnly, "more states than RE2 allows"};
    default: return {Dialect::PcreOnly, pcre_feature(expression, compiled.error_arg())};
  }
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(".+*?()[]{}|^$\\").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string portable(std::string_view expression, bool ignore_case) {
  const bool several = has_top_level_alternation(expression);
  const bool begins = !several && expression.starts_with('^');
  const bool ends = !several && ends_with_anchor(expression);
  std::string_view inner = expression;
  if (begins) inner.remove_prefix(1);
  if (ends && !inner.empty()) inner.remove_suffix(1);
  std::string out = ignore_case ? "(?i)" : "";
  out += begins ? "^" : ".*";
  if (begins && ends)
    out.append(inner);
  else
    out.append("(?:").append(inner).append(")");
  out += ends ? "$" : ".*";
  return out;
}

bool found(std::string_view expression, std::string_view text, bool ignore_case) {
  const re2::RE2 compiled(piece(expression), options(ignore_case));
  return compiled.ok() && re2::RE2::PartialMatch(piece(text), compiled);
}

bool may_match_below(std::string_view expression, std::string_view start, bool ignore_case) {
  constexpr int kMostBytes = 64;
  const re2::RE2 compiled(piece(expression), options(ignore_case));
  std::string least, most;
  if (!compiled.ok() || !compiled.PossibleMatchRange(&least, &most, kMostBytes)) return true;
  return start <= most && std::string(start) + '\xff' >= least;
}

bool matches_all(std::string_view expression, std::string_view text) {
  const re2::RE2 compiled(piece(expression), options());
  return compiled.ok() && re2::RE2::FullMatch(piece(text), compiled);
}

std::optional<std::string> substituted(std::string_view expression, std::string_view text, std::string_view replacement) {
  if (judge(expression).dialect != Dialect::Portable) return std::nullopt;
  std::string written;
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    if (replacement[i] == '\\') return std::nullopt;
    if (replacement[i] != '$') {
      written += replacement[i];
      continue;
    }
    if (++i == replacement.size() || replacement[i] < '1' || replacement[i] > '9') return std::nullopt;
    written.append("\\").append(1, replacement[i]);
  }
  const re2::RE2 compiled(piece(expression), options());
  std::string error, out(text);
  if (!compiled.ok() || !compiled.CheckRewriteString(piece(written), &error) || !re2::RE2::Replace(&out, compiled, piece(written))) return std::nullopt;
  return out;
}

std::string literal_start(std::string_view expression) {
  if (expression.starts_with("(?i:")) expression.remove_prefix(4);
  std::string out;
  if (has_top_level_alternation(expression)) return out;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const bool escaped = expression[i] == '\\' && i + 1 < expression.size();
    const char c = escaped ? expression[++i] : expression[i];
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    const bool special = escaped ? plain : std::string_view("^$.|?*+()[]{}").find(c) != std::string_view::npos;
    const bool repeated = i + 1 < expression.size() && std::string_view("?*{").find(expression[i + 1]) != std::string_view::npos;
    if (special || repeated) break;
    out += c;
  }
  return out;
}

std::optional<std::string> sample(std::string_view expression, bool ignore_case) {
  const auto guess = guess_match(expression);
  if (!guess || !found(expression, *guess, ignore_case)) return std::nullopt;
  return guess;
}

}  // namespace gw::model
