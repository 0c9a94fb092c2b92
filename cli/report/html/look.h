/// How the page looks, and the script that filters it: nothing of it is needed for reading.
#pragma once

#include <string_view>

namespace gw::cli {

extern const std::string_view kPageStyle;   ///< CSS
extern const std::string_view kPageScript;  ///< JavaScript

}  // namespace gw::cli
