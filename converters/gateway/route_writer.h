/// Plans as objects of a kind of route whose rules have matches, split where they would be larger than the target allows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/http_route.h"

namespace gw::gateway {

/// What is different between such kinds.
struct RouteKind {
  std::string_view name;                               ///< "HTTPRoute"
  Limits (*limits)(Target target);
  std::vector<yaml::Value> (*matches)(const Plan& plan);
  yaml::Value (*rule)(const Plan& plan, std::vector<yaml::Value> matches, const Settings& settings);
};

/// Writes the group as one object or several; reports a split (GW4101) and a changed name (GW0110). Returns their names.
std::vector<std::string> write_route(const RouteKind& kind, const RouteGroup& group, const Settings& settings, const Gateways& gateways, Names& names,
                                     const Emit& emit, Sink& sink);

}  // namespace gw::gateway
