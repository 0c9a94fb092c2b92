/// Parts of the objects that operators own: listeners, who may attach to them, and grants.
#pragma once

#include <set>
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

/// Admits routes from exactly these namespaces; from all, if one of them is only known when the routes are applied.
yaml::Value allowed_routes(const std::set<std::string_view>& route_namespaces);

/// The listener on port 443 for one host.
yaml::Value listener_value(const std::string& name, const model::Listener& listener, std::string_view gateway_namespace);

/// A ReferenceGrant in namespace `to` that lets Gateways of `from` read these Secrets.
yaml::Value grant_value(const Settings& settings, const std::string& name, std::string_view from, std::string_view to,
                        std::span<const std::string_view> secrets);

/// Adds labels or annotations to the `metadata` of an object, if there are any.
void add_pairs(std::string_view key, const model::Metadata::Pairs& pairs, yaml::Value& metadata);
/// Adds both.
void add_metadata(const model::Metadata& pairs, yaml::Value& metadata);

/// A Service of type ExternalName.
yaml::Value external_service_value(const model::ExternalService& service);

}  // namespace gw::gateway
