/// Rules of different hosts that meet behind one listener: it has a hostname, and wider rules serve that as well.
#pragma once

#include <span>

#include "diag/sink.h"
#include "gateway/plan.h"
#include "gateway/plans.h"
#include "model/listener.h"

namespace gw::gateway {

/// Reports rules of wider hosts that may win there over the rules of the narrower one, which come first in the source (GW1209).
void check_listener_hosts(const Part& part, std::span<const model::Listener> listeners, const Settings& settings, Sink& sink);

/// Closes open rules without a host that may win over guarded ones for `*`, which are for the same hosts here (GW2145).
void close_beside_any_host(Part& part, const Settings& settings, Sink& sink);

}  // namespace gw::gateway
