/// The Gateways of the output: what each is called, its doors, who may attach to it, and how routes name it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "gateway/doors.h"
#include "gateway/http_route.h"
#include "gateway/plan.h"
#include "gateway/streams.h"
#include "yaml/value.h"

namespace gw::gateway {

/// The name of the Gateway for routes that name none themselves.
std::string common_gateway(const Settings& settings);
/// The name of the Gateway that routes call `key`. `only_one`: there is no other.
std::string gateway_name(const Settings& settings, std::string_view key, bool only_one);

class Gateways {
 public:
  /// Looks at the routes of the printed plans and at streams. What one Gateway has no room for
  /// stands in ListenerSets (GW2034) or further Gateways (GW2030); a certificate out of its reach is reported (GW2031).
  Gateways(const model::Model& model, const std::vector<Plan>& plans, std::span<const StreamPlan> streams, const Settings& settings, Sink& sink);

  /// GatewayClass, if its controller has a name, Gateways with their ListenerSets, then the ReferenceGrants that let them read certificates of other namespaces.
  void write(const Emit& emit) const;
  /// Namespace and name of the Gateway that other objects may refer to.
  std::pair<std::string_view, std::string_view> common() const;
  /// Whether a Gateway is for the routes of one class only.
  bool some_have_a_class() const;
  /// What a route's `parentRefs` say.
  std::vector<yaml::Value> parents(const model::Route& route) const;
  /// Whether the ConfigMap of an authority is written beside a Gateway.
  bool copies(std::string_view name_space, std::string_view authority) const;
  /// The only parent of a stream's route.
  yaml::Value parent(const StreamPlan& stream) const;

 private:
  /// An object with listeners.
  struct Holder {
    std::string_view kind;  ///< "Gateway", or "ListenerSet" for those that it has no room for
    std::string name;
    std::string name_space;
    std::vector<Door> doors;
    std::string_view key;
    std::size_t base;  ///< the Gateway that it belongs to, or itself
    const model::Authority* clients;  ///< whose certificates all its HTTPS listeners demand; null: nobody's
    const model::Certificate* shows;  ///< to backends; null: none
  };
  struct Place {
    std::size_t holder, door;
  };
  /// What one Gateway is for.
  struct Wanted {
    std::set<std::string_view> http_namespaces;  ///< of HTTP routes; none: no door on port 80
    std::vector<const model::Listener*> listeners;
    std::vector<const StreamPlan*> streams;
    std::vector<const model::Certificate*> shown;  ///< those that rules want backends to see
  };

  static void sort_doors(Wanted& wanted);
  void add(std::string_view key, const Wanted& wanted, bool only_one, Sink& sink);
  void spread(const Holder& gateway, const Wanted& wanted, Sink& sink);
  const model::Certificate* choose_shown(const Wanted& wanted, const std::string& gateway, Sink& sink) const;
  static std::vector<const model::Authority*> authorities(const Holder& holder);
  void report_authorities(Sink& sink) const;
  std::string namespace_of(const Wanted& wanted) const;
  yaml::Value gateway_value(const Holder& gateway) const;
  void add_tls(const Holder& gateway, yaml::Value& spec) const;
  yaml::Value listener_set_value(const Holder& set) const;
  yaml::Value listeners_value(const Holder& holder) const;
  void write_grants(const Emit& emit) const;
  void check_reach(const Holder& holder, Sink& sink) const;
  yaml::Value parent(const Holder& holder, std::string_view name_space, std::string_view section) const;
  std::set<std::size_t> plain_places(const model::Route& route, const std::set<std::size_t>& holders) const;

  const model::Model& model_;
  const Settings& settings_;
  std::vector<Holder> holders_;
  std::map<const void*, Place> places_;  ///< of listeners and streams
};

}  // namespace gw::gateway
