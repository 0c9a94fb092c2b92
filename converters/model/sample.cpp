#include "model/sample.h"

#include <algorithm>
#include <cctype>

namespace gw::model {
namespace {

constexpr int kMaxDepth = 50;
constexpr std::size_t kMaxRepeat = 64;

/// Whether the inside of a character class (`a-z_`) has `c`; escapes are taken as they stand.
bool in_class(std::string_view inside, char c) {
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (i + 2 < inside.size() && inside[i + 1] == '-' && inside[i] <= c && c <= inside[i + 2]) return true;
    if (inside[i] == c) return true;
  }
  return false;
}

class Guesser {
 public:
  explicit Guesser(std::string_view text) : text_(text) {}

  std::optional<std::string> guess() {
    std::string out;
    if (!branches(out) || at_ != text_.size()) return std::nullopt;
    return out;
  }

 private:
  bool done() const { return at_ >= text_.size(); }
  bool eat(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  /// Reads `a|b|c` up to a `)` or the end; takes the first branch.
  bool branches(std::string& out) {
    if (++depth_ > kMaxDepth || !sequence(out)) return false;
    while (eat('|')) {
      std::string other;
      if (!sequence(other)) return false;
    }
    --depth_;
    return true;
  }

  bool sequence(std::string& out) {
    while (!done() && text_[at_] != '|' && text_[at_] != ')') {
      std::string piece;
      if (!atom(piece) || !repeat(piece)) return false;
      out += piece;
    }
    return true;
  }

  bool atom(std::string& out) {
    const char c = text_[at_++];
    switch (c) {
      case '^':
      case '$': return true;
      case '.': out = "x"; return true;
      case '(': return group(out);
      case '[': return character_class(out);
      case '\\': return escaped(out);
      default: out = std::string(1, c); return c != '*' && c != '+' && c != '?';
    }
  }

  bool group(std::string& out) {
    if (eat('?')) {
      if (eat('P') || eat('<')) return false;
      while (!done() && text_[at_] != ':' && text_[at_] != ')') {
        if (!std::isalpha(static_cast<unsigned char>(text_[at_]))) return false;
        ++at_;
      }
      if (eat(')')) return true;
      if (!eat(':')) return false;
    }
    return branches(out) && eat(')');
  }

  bool escaped(std::string& out) {
    if (done()) return false;
    const char c = text_[at_++];
    switch (c) {
      case 'd': out = "1"; return true;
      case 'w': out = "w"; return true;
      case 's': out = " "; return true;
      case 'D':
      case 'S': out = "x"; return true;
      case 'W': out = "-"; return true;
      case 'b':
      case 'B':
      case 'A':
      case 'z': return true;
      default: out = std::string(1, c); return !std::isalnum(static_cast<unsigned char>(c));
    }
  }

  bool character_class(std::string& out) {
    const bool negated = eat('^');
    const std::size_t begin = at_;
    if (eat(']')) {}
    while (!done() && text_[at_] != ']') at_ += text_[at_] == '\\' ? 2 : 1;
    const std::string_view inside = text_.substr(begin, at_ - begin);
    if (!eat(']') || inside.empty()) return false;
    if (negated) {
      for (const char candidate : std::string_view("x1-/ X")) {
        out = std::string(1, candidate);
        if (!in_class(inside, candidate)) return true;
      }
      return false;
    }
    if (inside.front() != '\\') {
      out = std::string(1, inside.front());
      return true;
    }
    const std::size_t after = at_;
    at_ = begin + 1;
    const bool ok = escaped(out);
    at_ = after;
    return ok;
  }

  /// Applies a quantifier to `piece`: the fewest repetitions, but one where none is allowed, so that something shows.
  bool repeat(std::string& piece) {
    if (done()) return true;
    if (eat('*') || eat('+') || eat('?')) {
      eat('?');
      return true;
    }
    if (text_[at_] != '{' || at_ + 1 >= text_.size() || !std::isdigit(static_cast<unsigned char>(text_[at_ + 1]))) return true;
    std::size_t count = 0;
    for (++at_; !done() && std::isdigit(static_cast<unsigned char>(text_[at_])); ++at_)
      count = std::min<std::size_t>(count * 10 + static_cast<std::size_t>(text_[at_] - '0'), kMaxRepeat + 1);
    while (!done() && text_[at_] != '}') ++at_;
    if (!eat('}') || count > kMaxRepeat) return false;
    std::string repeated;
    for (std::size_t i = 0; i < count; ++i) repeated += piece;
    piece = repeated;
    return piece.size() < 4096;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<std::string> guess_match(std::string_view expression) { return Guesser(expression).guess(); }

}  // namespace gw::model
