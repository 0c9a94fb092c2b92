/// Certificates that clients show: what a Gateway demands of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "gateway/plan.h"
#include "model/listener.h"
#include "yaml/value.h"

namespace gw::gateway {

enum class AsksClients : std::uint8_t {
  No,
  ByListener,  ///< `frontendValidation` of v1.1.0 to v1.3.0 experimental
  ByGateway,   ///< `tls.frontend`: every HTTPS listener of it
};

/// What the target can do, and the implementation does not pass over.
AsksClients asks_clients(const Settings& settings);
/// The releases that can do either.
std::string clients_asked_since();

/// Whether both mean the same certificates.
bool same_clients(const model::Listener& a, const model::Listener& b);

/// The ConfigMap that holds the certificates of an authority beside its Gateway.
std::string authority_name(const model::ClientAuthority& authority);
yaml::Value authority_value(const model::ClientAuthority& authority, std::string_view name_space);
/// `validation` or `frontendValidation`, which refers to it.
yaml::Value validation_value(std::string_view key, const model::ClientAuthority& authority);

}  // namespace gw::gateway
