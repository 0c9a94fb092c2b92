/// The fields that each kind and version of the input has, whether this tool converts them or not.
#pragma once

#include <string_view>
#include <vector>

namespace gw::kube {

/// Whether `field` (`spec.http[].match.paths`) is one, a part of a free-form one, or the parent of one.
bool is_known_field(std::string_view kind, std::string_view version, std::string_view field);

/// A field of a kind and version; `*` behind it means that all below it is free.
struct KnownField {
  std::string_view kind;
  std::string_view version;
  std::string_view field;  ///< `spec.http[].match.paths`
};
/// All of them, by kind, version and field.
std::vector<KnownField> known_fields();

/// The names of the fields directly below `parent`; "" is the object itself.
std::vector<std::string_view> known_members(std::string_view kind, std::string_view version, std::string_view parent);

}  // namespace gw::kube
