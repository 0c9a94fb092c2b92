/// Long texts of the findings about paths.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view path_prefix_widened = R"()";

inline constexpr std::string_view plain_path_widened = R"()";

inline constexpr std::string_view path_becomes_regex = R"()";

inline constexpr std::string_view path_narrowed = R"()";

inline constexpr std::string_view path_dead = R"()";

inline constexpr std::string_view path_not_expressible = R"()";

inline constexpr std::string_view path_tail_ignored = R"()";

}  // namespace gw::texts
