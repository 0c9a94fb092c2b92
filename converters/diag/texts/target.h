/// Long texts of the findings about target.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view target_lacks_field = R"()";

inline constexpr std::string_view target_lacks_value = R"()";

inline constexpr std::string_view object_split = R"()";

inline constexpr std::string_view limit_exceeded = R"()";

}  // namespace gw::texts
