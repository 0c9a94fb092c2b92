/// Plans as HTTPRoute objects.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "gateway/names.h"
#include "gateway/plan.h"
#include "yaml/value.h"

namespace gw::gateway {

/// Receives one finished object. `kind`, `name_space` and `name` are those in it.
using Emit = std::function<void(std::string_view kind, std::string_view name_space, std::string_view name, yaml::Value object)>;

class Gateways;

/// Rules that become one route: they stand in one source object and have the same hosts.
struct RouteGroup {
  std::vector<const Plan*> plans;
  std::vector<std::string_view> hosts;  ///< of the rules, or of the plan for a repeated rule
  std::string name;  ///< wanted
};

/// Writes the group as one HTTPRoute or several and returns their names.
std::vector<std::string> write_http_route(const RouteGroup& group, const Settings& settings, const Gateways& gateways, Names& names,
                                          const Emit& emit, Sink& sink);

}  // namespace gw::gateway
