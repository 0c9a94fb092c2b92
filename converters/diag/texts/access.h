/// Long texts of the findings about access.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view authentication_not_expressible = R"()";

inline constexpr std::string_view access_plugin_not_expressible = R"()";

inline constexpr std::string_view plugin_not_converted = R"()";

inline constexpr std::string_view plugin_unknown = R"()";

inline constexpr std::string_view plugin_disabled = R"()";

inline constexpr std::string_view plugin_config_used = R"()";

inline constexpr std::string_view plugin_config_missing = R"()";

inline constexpr std::string_view client_certificate_not_expressible = R"()";

}  // namespace gw::texts
