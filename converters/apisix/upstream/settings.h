/// What an ApisixUpstream says of one port of its Service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dialects.h"
#include "kube/object.h"
#include "model/listener.h"
#include "model/route.h"
#include "yaml/view.h"

namespace gw::apisix {

/// The members that a rule can hold; what is absent or wrong is not set.
struct PortSettings {
  std::optional<From<std::string>> scheme;        ///< http, https, grpc or grpcs
  std::optional<From<std::int64_t>> retries;      ///< beyond the first attempt
  std::optional<From<model::Timeouts>> timeouts;
  std::optional<From<std::string>> host;          ///< that backends see instead of the one that was asked for
  Origin address_as_host{};                       ///< where it is written that backends see their own addresses; unknown: they do not
  std::optional<model::Certificate> shows;        ///< to backends that ask for one

  bool speaks_tls() const { return scheme && (scheme->value == "https" || scheme->value == "grpcs"); }
};

/// The entry of `portLevelSettings` for a port, the first of several; null if there is none. It counts instead of what is said
/// for all ports.
const yaml::Node* entry_of_port(const kube::Object& upstream, std::int64_t port, Lowering& to);

/// Settings for one port, or for all of them where `port` is 0; mistakes in them are reported where the object is read.
/// `external_name`: of the endpoint, if it has a name of its own.
PortSettings port_settings(const kube::Object& upstream, std::int64_t port, const std::string& external_name, Lowering& to);

/// The members `connect`, `send` and `read` of a `timeout`; those that are not set are 60 s. Nothing if none is.
std::optional<From<model::Timeouts>> timeouts_of(const yaml::View& timeout, Sink& sink);

}  // namespace gw::apisix
