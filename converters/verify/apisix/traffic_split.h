/// The plugin traffic-split: shares of the requests for other backends (spec/apisix §4.4).
#pragma once

#include "verify/apisix/plugin_config.h"

namespace gw::verify::apisix {

/// Sends the request where the first rule says that takes it, or to the route's own upstream.
void split(const Config& config, const Request& request, const Place& place, Answer& answer);

/// The conditions of its `match`: sets of which one must hold.
std::vector<Conditions> split_conditions(const Plugins& plugins);

}  // namespace gw::verify::apisix
