/// What a rule asks of the path, and regular expressions as both readings apply them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "verify/language/machine.h"

namespace re2 {
class RE2;
}

namespace gw::verify {

/// A regular expression. Where RE2 cannot read it, it matches nothing but its stand-in, and `decided` is false.
class Regex {
 public:
  Regex(std::string_view pattern, Application how);
  bool matches(std::string_view text) const;
  bool decided() const;
  /// A text that stands for all that it matches, where nobody can say what that is.
  std::string stand_in() const;
  /// A value that it matches although no machine can be made of it; nothing if none is easily found.
  std::optional<std::string> example() const;
  const std::string& pattern() const { return pattern_; }
  std::optional<Machine> machine() const { return matching(pattern_, how_); }
  /// The text with what matches replaced by `target`, in which `$1` to `$9` stand for groups; nothing if it does not match. With
  /// `whole` the whole text is replaced.
  std::optional<std::string> replaced(std::string_view text, std::string_view target, bool whole) const;

 private:
  std::string pattern_;
  Application how_;
  std::shared_ptr<const re2::RE2> compiled_;
};

struct Pattern {
  enum class Kind : std::uint8_t {
    Exact,
    Prefix,    ///< of the text: `/left` begins `/leftover`
    Elements,  ///< of the path: `/left` begins `/left/x` only
    Regex,
  };
  Kind kind = Kind::Elements;
  std::string literal = "/";  ///< for Elements without a slash at the end, unless it is all
  std::optional<Regex> regex{};
  std::string written{};      ///< for Elements: with the slash

  static Pattern exact(std::string_view path) { return {Kind::Exact, std::string(path)}; }
  static Pattern prefix(std::string_view path) { return {Kind::Prefix, std::string(path)}; }
  static Pattern elements(std::string_view path);
  static Pattern matching(Regex regex) { return {Kind::Regex, "", std::move(regex)}; }

  bool matches(std::string_view path) const;
  std::optional<Machine> machine() const;
  /// "prefix `/left`"
  std::string words() const;
};

}  // namespace gw::verify
