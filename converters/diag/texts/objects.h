/// Long texts of the findings about objects.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view kind_not_converted = R"()";

inline constexpr std::string_view unknown_api_version = R"()";

inline constexpr std::string_view duplicate_object = R"()";

inline constexpr std::string_view namespace_assumed = R"()";

inline constexpr std::string_view nothing_to_convert = R"()";

inline constexpr std::string_view class_skipped = R"()";

inline constexpr std::string_view class_becomes_gateway = R"()";

inline constexpr std::string_view several_classes = R"()";

inline constexpr std::string_view gateway_api_object_left_out = R"()";

inline constexpr std::string_view name_changed = R"()";

inline constexpr std::string_view class_annotation_ignored = R"()";

inline constexpr std::string_view duplicate_rule_name = R"()";

inline constexpr std::string_view old_spelling = R"()";

inline constexpr std::string_view field_overridden = R"()";

inline constexpr std::string_view field_without_effect = R"()";

inline constexpr std::string_view duplicate_entry = R"()";

}  // namespace gw::texts
