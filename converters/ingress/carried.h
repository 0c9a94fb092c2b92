/// Labels and annotations of Ingresses that others than their controller read: what goes along to routes and Gateways.
#pragma once

#include <span>
#include <string>

#include "ingress/controllers.h"

namespace gw::ingress {

/// The controller that reads the Ingresses, as far as it matters here.
struct Owner {
  std::string_view name;    ///< for messages: "ingress-nginx"
  std::string_view prefix;  ///< of its annotations
};

/// Copies the labels and the annotations of no controller from an Ingress to a route of its namespace. Of two Ingresses that
/// say different things the first counts (GW2025).
void carry_to_route(const Ingress& ingress, const Owner& owner, model::Route& route, Sink& sink);

/// Moves annotations that are read from the Gateway, where all Ingresses agree (GW2024), and reports the others (GW2025)
/// and those of other controllers (GW2023).
void carry_to_gateway(std::span<const Ingress* const> ingresses, const Owner& owner, const std::string& gateway, Lowering& to);

}  // namespace gw::ingress
