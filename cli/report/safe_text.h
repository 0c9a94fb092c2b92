/// Text from the input, made harmless for a terminal: control characters and the like are shown escaped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gw::cli {

/// One character as it is shown.
struct Glyph {
  std::size_t bytes = 0;    ///< how many it takes in the text
  std::size_t columns = 0;  ///< how wide it is on the screen
};

/// Appends the character at the start of `text` (not empty) to `out`: as it is, or escaped (`\x1b`, `\u202e`).
Glyph append_glyph(std::string_view text, std::string& out);

/// `text` with every character that could do something to a terminal escaped, line breaks included.
std::string safe(std::string_view text);
void append_safe(std::string_view text, std::string& out);

}  // namespace gw::cli
