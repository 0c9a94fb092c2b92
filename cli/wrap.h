/// Text broken into lines that fit on a screen.
#pragma once

#include <string>
#include <string_view>

namespace gw::cli {

inline constexpr std::size_t kScreenColumns = 80;

/// `text` in lines of at most 80 columns, each indented by `indent`; the first line as well. A line that begins with a
/// blank (an example) stays as it is, and so do empty lines. Ends with a line break unless `text` is empty.
std::string wrap(std::string_view text, std::size_t indent);

}  // namespace gw::cli
