/// Text broken into lines that fit on a screen.
#pragma once

#include <string>
#include <string_view>

namespace gw::cli {

inline constexpr std::size_t kScreenColumns = 80;

/// `text` in lines of at most 80 columns, each indented by `indent`; the first line as well. Empty lines and lines that
/// begin with a blank (examples) stay as they are and end a paragraph. Ends with a line break unless `text` is empty.
std::string wrap(std::string_view text, std::size_t indent);

}  // namespace gw::cli
