#include "gateway/http_route.h"

#include "gateway/route_writer.h"
#include "gateway/rule_value.h"

namespace gw::gateway {

std::vector<std::string> write_http_route(const RouteGroup& group, const Settings& settings, const Gateways& gateways, Names& names,
                                          const Emit& emit, Sink& sink) {
  constexpr RouteKind kKind = {"HTTPRoute", http_limits, match_values, rule_value};
  return write_route(kKind, group, settings, gateways, names, emit, sink);
}

}  // namespace gw::gateway
