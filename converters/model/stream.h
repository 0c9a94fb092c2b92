/// Connections and packets that are passed on without a look at what is in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/backend.h"
#include "model/native.h"
#include "source/from.h"

namespace gw::model {

/// One source rule for a port.
struct Stream {
  enum class Protocol : std::uint8_t {
    Tcp,
    Udp,
    Tls,          ///< over TCP, for clients that name `host`; decrypted on the way
    Passthrough,  ///< the same, but only the backend decrypts
  };
  std::string_view product;  ///< as in Route
  std::string name_space;
  std::string object;     ///< that it stands in
  std::string name{};     ///< may be empty
  std::string gateway{};  ///< as in Route
  Protocol protocol = Protocol::Tcp;
  std::int64_t port = 0;
  std::string host{};
  std::vector<Backend> backends{};
  std::vector<Plugin> plugins{};  ///< those that the target understands
  Withheld withheld = Withheld::No;
  Metadata metadata{};
  Origin at{};
};

}  // namespace gw::model
