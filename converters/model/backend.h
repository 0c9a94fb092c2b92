/// Where requests and connections end up, and what keeps them from it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "source/from.h"
#include "source/rare.h"

namespace gw::model {

/// A backend speaks gRPC.
struct Grpc {
  std::string written;       ///< for messages: "scheme: grpc"
  bool tls = false;
  bool said_by_port = false; ///< the port of its Service says that it speaks HTTP/2 without TLS
  Origin at;
};

struct Backend {
  /// What few backends have: a large cluster has many of them.
  struct Special {
    std::shared_ptr<const Grpc> grpc{};
    std::string name_space{};
  };

  std::string service;
  std::int64_t port = 0;
  std::optional<std::int64_t> weight;  ///< absent: the only backend
  Origin at;
  Rare<Special> special{};

  /// Null: it speaks HTTP/1.1.
  const Grpc* grpc() const { return special ? special->grpc.get() : nullptr; }
  /// Of the Service; empty: that of the route.
  std::string_view name_space() const { return special ? std::string_view(special->name_space) : std::string_view(); }
  void set_grpc(std::shared_ptr<const Grpc> grpc) {
    if (grpc != nullptr || special) special = Special{std::move(grpc), std::string(name_space())};
  }
  void set_name_space(std::string name) { special = Special{special ? special->grpc : nullptr, std::move(name)}; }
};

/// Where the Service of a backend is, for a route in `of_route`.
inline std::string_view name_space_of(const Backend& backend, std::string_view of_route) {
  return backend.name_space().empty() ? of_route : backend.name_space();
}

/// A port of a Service that has a name.
struct NamedPort {
  std::string name_space;
  std::string service;
  std::int64_t port = 0;
  std::string name;
};

/// How a rule that would expose something is kept from doing so.
enum class Withheld : std::uint8_t {
  No,
  Omitted,  ///< a condition cannot be expressed: the rule is not printed
  Guarded,  ///< access to all of its requests was guarded: not printed, and no other rule may take its requests
  Refused,  ///< the source refuses its requests, too
};

}  // namespace gw::model
