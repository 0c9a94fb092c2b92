/// The Gateways of the output: what each is called, its doors, who may attach to it, and how routes name it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "gateway/http_route.h"
#include "gateway/plan.h"
#include "yaml/value.h"

namespace gw::gateway {

/// The name of the Gateway for routes that name none themselves.
std::string common_gateway(const Settings& settings);
/// The name of the Gateway that routes call `key`. `only_one`: there is no other.
std::string gateway_name(const Settings& settings, std::string_view key, bool only_one);

class Gateways {
 public:
  /// Looks at the routes of the printed plans. Where one Gateway would need more listeners than it holds, there are several
  /// (GW2030); a certificate out of the Gateway's reach is reported (GW2031).
  Gateways(const model::Model& model, const std::vector<Plan>& plans, const Settings& settings, Sink& sink);

  /// GatewayClass, if its controller has a name, Gateways, then the ReferenceGrants that let them read certificates of other namespaces.
  void write(const Emit& emit) const;
  /// Namespace and name of the Gateway that other objects may refer to.
  std::pair<std::string_view, std::string_view> common() const;
  /// Whether a Gateway is for the routes of one class only.
  bool some_have_a_class() const;
  /// What a route's `parentRefs` say.
  std::vector<yaml::Value> parents(const model::Route& route) const;

 private:
  struct Door {
    std::string name;
    const model::Listener* listener;
  };
  struct Gateway {
    std::string name;
    std::string name_space;
    std::vector<Door> doors;  ///< beside `http`
    std::set<std::string_view> route_namespaces;
    const std::vector<model::GatewayAnnotation>* annotations = nullptr;
    std::string_view key;
  };

  void add(std::string_view key, const std::set<std::string_view>& route_namespaces, bool only_one, Sink& sink);
  std::string namespace_of(const std::set<std::string_view>& route_namespaces, const std::vector<const model::Listener*>& listeners) const;
  void write_gateway(const Gateway& gateway, const Emit& emit) const;
  void write_grants(const Emit& emit) const;
  void check_reach(const Gateway& gateway, Sink& sink) const;
  yaml::Value parent(const Gateway& gateway, const model::Route& route, std::string_view section) const;

  const model::Model& model_;
  const Settings& settings_;
  std::vector<Gateway> gateways_;
  std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> places_;  ///< of a listener: Gateway and door
};

}  // namespace gw::gateway
