/// What an ApisixUpstream says of one port of its Service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

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
  std::optional<model::Certificate> shows;        ///< to backends that ask for one

  bool speaks_tls() const { return scheme && (scheme->value == "https" || scheme->value == "grpcs"); }
};

/// The entry of `portLevelSettings` for a port, or nothing. It counts instead of what is said for all ports.
yaml::View settings_of_port(const yaml::View& spec, std::int64_t port);

/// Settings for one port; mistakes in them are reported where the object is read.
PortSettings port_settings(const kube::Object& upstream, std::int64_t port);

/// The members `connect`, `send` and `read` of a `timeout`; those that are not set are 60 s. Nothing if none is.
std::optional<From<model::Timeouts>> timeouts_of(const yaml::View& timeout, Sink& sink);

}  // namespace gw::apisix
