/// The listeners of Gateways: what each is called, where it is, and who may attach to it.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "model/listener.h"
#include "model/stream.h"
#include "yaml/value.h"

namespace gw::gateway {

/// One listener.
struct Door {
  std::string name;
  std::string_view protocol;  ///< "HTTP", "HTTPS", "TLS", "TCP", "UDP"
  std::int64_t port = 0;
  std::string_view host{};  ///< empty: every host
  bool passthrough = false;
  std::span<const model::Certificate> certificates{};
  std::string_view kind{};  ///< of its routes, if it is not the usual one of the protocol
  std::set<std::string_view> route_namespaces{};
  const model::Authority* clients = nullptr;  ///< whose certificates this listener alone demands
};

/// Port 80, for all HTTP.
Door plain_door(const std::set<std::string_view>& route_namespaces);
/// Port 443, for a host. `https-shop.example.com`, `https-wildcard.example.com`. `asks`: it demands certificates itself.
Door door_of(const model::Listener& listener, const std::set<std::string_view>& route_namespaces, bool asks);
/// The port of a stream, with routes of `kind`. `tcp-3306`, `tls-9100-db.example.com`, `tls-shop.example.com` for port 443. `certificates` must outlive it.
Door door_of(const model::Stream& stream, std::string_view kind, std::span<const model::Certificate> certificates);

/// An item of `listeners`. Routes of other namespaces than the Gateway's are admitted by name.
yaml::Value listener_value(const Door& door, std::string_view gateway_namespace);

}  // namespace gw::gateway
