/// Text in XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace gw::cli {

/// `text` as it stands between tags or in an attribute with double quotes; characters that XML has not are shown escaped.
std::string xml(std::string_view text);

}  // namespace gw::cli
