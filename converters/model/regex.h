/// Regular expressions of the input: are they portable, how are they written so that every implementation means the same,
/// and which text do they match. The only file that includes RE2.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gw::model {

enum class Dialect : std::uint8_t {
  Portable,  ///< RE2 and PCRE read it alike
  PcreOnly,  ///< valid for PCRE, not for RE2
  Invalid,   ///< valid for neither
};

struct Judgement {
  Dialect dialect = Dialect::Portable;
  std::string reason;  ///< unless portable: "look-around", "an unbalanced `(`" …
};

Judgement judge(std::string_view expression);

/// Text without special meaning, as an expression that matches just it.
std::string escape(std::string_view text);

/// `expression`, which is to be found anywhere in a value, written so that an implementation that searches and one that
/// compares the whole value agree: `.*(?:R).*`, without the side that is anchored already.
std::string portable(std::string_view expression, bool ignore_case);

/// Whether `expression` is found in `text`; false if it is not portable.
bool found(std::string_view expression, std::string_view text, bool ignore_case);
/// Whether `expression` may be found in a text that begins with `start`; true if that is not easily told. For anchored ones.
bool may_match_below(std::string_view expression, std::string_view start, bool ignore_case);
/// Whether `expression` matches all of `text`.
bool matches_all(std::string_view expression, std::string_view text);

/// `text` with the first match of `expression` replaced, in which `$1` to `$9` are groups (as `ngx.re.sub`); nothing if it is not
/// found, means something else to RE2, or the replacement has other variables.
std::optional<std::string> substituted(std::string_view expression, std::string_view text, std::string_view replacement);

/// Whether a `|` stands outside of parentheses.
bool has_top_level_alternation(std::string_view text);

/// The text with which every match of `expression` begins, in either case if it says `(?i:`.
std::string literal_start(std::string_view expression);

/// A short text in which `expression` is found, if one is easily made.
std::optional<std::string> sample(std::string_view expression, bool ignore_case);

}  // namespace gw::model
