/// Certificates that clients and Gateways show, and the authorities that they are checked with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

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

/// The field of a Gateway's `spec` with the certificate that it shows to backends, and the one in it; empty if the target has
/// none.
std::pair<std::string_view, std::string_view> shown_certificate_field(const Settings& settings);
/// The releases that have one.
std::string shown_certificates_since();

/// The ConfigMap that holds the certificates of an authority beside what refers to it.
std::string authority_name(const model::Authority& authority);
yaml::Value authority_value(const model::Authority& authority, std::string_view name_space);
/// A list `key` of references with the one to it.
yaml::Value authority_references(std::string_view key, const model::Authority& authority);
/// `validation` or `frontendValidation`, which refers to it.
yaml::Value validation_value(std::string_view key, const model::Authority& authority);

}  // namespace gw::gateway
