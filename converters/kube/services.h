/// Services of the input: the numbers of their ports, and what they stand for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kube/bundle.h"

namespace gw::kube {

/// The number of a port, or the reason why it is not known.
struct ServicePort {
  std::optional<std::int64_t> number;
  std::string why_not;
  bool by_target = false;  ///< found by the name of its target port
};
/// The port called `port`.
ServicePort service_port(const Bundle& bundle, std::string_view name_space, std::string_view name, std::string_view port);
/// The port called `port`, or with a target port of that name: ingress-nginx takes both.
ServicePort service_or_target_port(const Bundle& bundle, std::string_view name_space, std::string_view name, std::string_view port);

/// What a Service of the input knows of the number of a port.
struct PortNumber {
  bool missing = false;                     ///< the Service has no such port
  std::optional<std::int64_t> with_target;  ///< then: the port whose target port it is, if there is one
};
PortNumber port_number(const Bundle& bundle, std::string_view name_space, std::string_view name, std::int64_t number);

/// The name of a port; empty if it has none or the Service is not in the input.
std::string_view port_name(const Bundle& bundle, std::string_view name_space, std::string_view name, std::int64_t number);

/// The target port of a port, a number or name; empty if it has none or the Service is not in the input.
std::string_view target_port(const Bundle& bundle, std::string_view name_space, std::string_view name, std::int64_t number);

/// `appProtocol` of a port; empty if it has none or the Service is not in the input.
std::string_view app_protocol(const Bundle& bundle, std::string_view name_space, std::string_view name, std::int64_t number);

bool is_external_name(const Bundle& bundle, std::string_view name_space, std::string_view name);

}  // namespace gw::kube
