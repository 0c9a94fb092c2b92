/// Servers as routes: one for each namespace and host, and a second one for plain HTTP where HTTPS differs from it.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <span>
#include <string_view>

#include "nginx/places.h"
#include "nginx/servers.h"
#include "nginx/upstream.h"

namespace gw::nginx {

/// What routes need beside their server.
struct RouteContext {
  std::string_view gateway;
  const Defaults& defaults;
  const std::map<const Settings*, model::Filters>& filters;  ///< of all rules of an Ingress
  const std::map<const Settings*, Upstream>& upstreams;
  const Hosts& hosts;  ///< that have rules
  Lowering& to;
};

/// Adds the routes of one server to the model. Returns whether it sends clients from HTTP to HTTPS.
bool add_routes(const Server& server, const RouteContext& context);

}  // namespace gw::nginx
