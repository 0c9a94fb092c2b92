/// How the backends of a rule are spoken to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/listener.h"
#include "source/from.h"

namespace gw::model {

/// A setting of the source as it is written, for messages.
struct Setting {
  std::string name;
  std::string value;
  Origin at;
};

/// When a failed request is sent to another endpoint.
struct Retry {
  std::vector<Setting> settings;
  std::vector<std::int64_t> codes;  ///< statuses that count as failures, beside broken connections
  std::int64_t attempts = 0;        ///< beyond the first one
};

/// A cookie that keeps clients on one endpoint.
struct Session {
  std::vector<Setting> settings;
  std::string cookie;
  std::optional<std::int64_t> lifetime_seconds;  ///< absent: until the browser is closed
};

/// TLS to the backends.
struct BackendTls {
  std::string written;       ///< for messages: "backend-protocol: HTTPS"
  std::string hostname;      ///< in the certificate; empty: that of the Service in the cluster
  bool verified = false;     ///< by the source
  bool essential = true;     ///< rather no rule than one without it
  std::optional<Certificate> shows{};        ///< to backends that ask for one
  std::vector<Setting> settings{};           ///< the others that it depends on
  std::optional<Authority> authority{};  ///< that backends are verified by; none: those that everybody trusts
};

/// Shared by the rules of one place of the source, since most of them have none.
struct Upstream {
  std::optional<From<Retry>> retry;
  std::optional<From<Session>> session;
  std::optional<From<BackendTls>> tls;
};

}  // namespace gw::model
