/// Text in HTML: whatever the input says, it is shown and does nothing.
#pragma once

#include <string>
#include <string_view>

namespace gw::cli {

/// Appends `text` as it stands between tags or in an attribute with double quotes. Control characters and those that change the
/// direction of text are shown escaped.
void append_html(std::string_view text, std::string& out);
std::string html(std::string_view text);

/// Text of several lines, each ended.
std::string html_lines(std::string_view text);

/// A message: what stands between backticks is code.
std::string html_prose(std::string_view text);

}  // namespace gw::cli
