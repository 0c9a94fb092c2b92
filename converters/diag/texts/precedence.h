/// Long texts of the findings about precedence.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view priority_not_needed = R"()";

inline constexpr std::string_view precedence_changed = R"()";

inline constexpr std::string_view precedence_tie = R"()";

inline constexpr std::string_view rule_shadowed = R"()";

inline constexpr std::string_view regex_precedence = R"()";

inline constexpr std::string_view host_fall_through = R"()";

inline constexpr std::string_view host_fall_through_copied = R"()";

}  // namespace gw::texts
