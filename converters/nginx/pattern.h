/// Paths of a host where every path is a regular expression: what they match, as far as that is an exact path or a prefix.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::nginx {

/// What follows the literal beginning of a path.
enum class Tail : std::uint8_t {
  Open,      ///< anything: `/foo`, `/foo(.*)`
  Segment,   ///< the end or a `/`: `/foo(/|$)(.*)`
  End,       ///< nothing: `/foo$`
};

/// A path that is literal up to its tail.
struct Pattern {
  std::string literal;
  Tail tail = Tail::Open;
  std::size_t groups = 0;      ///< capturing ones
  std::size_t rest = 0;        ///< the group that captures what follows; 0: none
  bool rest_has_slash = false; ///< the rest begins with the `/` after the literal
  bool slash_optional = false; ///< a `/` between literal and rest is not captured, and need not be there
  bool needs_rest = false;     ///< at least one character must follow
  bool written_plainly = true; ///< no special character but perhaps `.`
};

/// The path as a pattern, or as several if it begins with a choice of words; nothing if it is neither.
std::vector<Pattern> read_patterns(std::string_view path);

}  // namespace gw::nginx
