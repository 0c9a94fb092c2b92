/// Long texts of the findings about conditions.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view host_not_expressible = R"()";

inline constexpr std::string_view host_suffix_narrowed = R"()";

inline constexpr std::string_view host_any_loses_rank = R"()";

inline constexpr std::string_view host_lower_case = R"()";

inline constexpr std::string_view method_not_expressible = R"()";

inline constexpr std::string_view condition_not_expressible = R"()";

inline constexpr std::string_view condition_becomes_regex = R"()";

inline constexpr std::string_view regex_dialect = R"()";

inline constexpr std::string_view negation_by_sibling = R"()";

inline constexpr std::string_view rule_dead = R"()";

inline constexpr std::string_view client_address_not_expressible = R"()";

inline constexpr std::string_view filter_func_not_expressible = R"()";

inline constexpr std::string_view rule_not_printed = R"()";

}  // namespace gw::texts
