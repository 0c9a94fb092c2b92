/// Long texts of the findings about reading.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view yaml_syntax = R"()";

inline constexpr std::string_view duplicate_key = R"()";

inline constexpr std::string_view not_utf8 = R"()";

inline constexpr std::string_view control_character = R"()";

inline constexpr std::string_view nesting_too_deep = R"()";

inline constexpr std::string_view document_too_large = R"()";

inline constexpr std::string_view alias_invalid = R"()";

inline constexpr std::string_view token_too_long = R"()";

inline constexpr std::string_view empty_input = R"()";

inline constexpr std::string_view field_not_converted = R"()";

inline constexpr std::string_view unknown_field = R"()";

inline constexpr std::string_view wrong_type = R"()";

inline constexpr std::string_view missing_field = R"()";

inline constexpr std::string_view value_out_of_range = R"()";

inline constexpr std::string_view value_not_allowed = R"()";

inline constexpr std::string_view not_an_object = R"()";

inline constexpr std::string_view tag_not_supported = R"()";

inline constexpr std::string_view key_not_scalar = R"()";

}  // namespace gw::texts
