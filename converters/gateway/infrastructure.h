/// Objects that operators own, beside Gateways: what all have in common, grants, Services.
#pragma once

#include <compare>
#include <span>
#include <string>
#include <string_view>

#include "gateway/plan.h"
#include "yaml/value.h"

namespace gw::gateway {

/// A ReferenceGrant holds at most this many targets, and listeners name one Secret each.
inline constexpr std::size_t kMostReferences = 16;

/// An object with `apiVersion`, `kind` and `metadata`.
yaml::Value new_object(const Settings& settings, std::string_view kind, const std::string& name, std::string_view name_space);

/// Who may refer to objects of another namespace.
struct Grant {
  std::string_view kind, from, to;
  std::string_view target_kind;  ///< of the core group
  friend auto operator<=>(const Grant&, const Grant&) = default;
};
/// A ReferenceGrant in namespace `to` that lets objects of `kind` in `from` refer to these objects.
yaml::Value grant_value(const Settings& settings, const std::string& name, const Grant& grant, std::span<const std::string_view> targets);

/// Adds labels or annotations to the `metadata` of an object, if there are any.
void add_pairs(std::string_view key, const model::Metadata::Pairs& pairs, yaml::Value& metadata);
/// Adds both.
void add_metadata(const model::Metadata& pairs, yaml::Value& metadata);

/// A Service of type ExternalName.
yaml::Value external_service_value(const model::ExternalService& service);

/// A Service for some pods of another one.
yaml::Value subset_service_value(const model::SubsetService& service);

}  // namespace gw::gateway
