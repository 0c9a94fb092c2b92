/// From the route model to Gateway API objects: what each rule becomes, which rules meet, and what is written.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "diag/sink.h"
#include "gateway/http_route.h"
#include "gateway/plan.h"
#include "model/route.h"

namespace gw::gateway {

struct Summary {
  std::size_t rules = 0;
  std::size_t not_printed = 0;
  std::string parameters_expected{};  ///< the object that a Gateway takes settings from and that is not written; empty: none
};

/// Passes GatewayClass, Gateway and routes to `emit`, in this order and routes of one kind in the order of their sources; nothing
/// if there is no rule to print. No route gets a name of `taken`.
Summary lower(const model::Model& model, const Settings& settings, const ObjectNames& taken, const Emit& emit, Sink& sink);

}  // namespace gw::gateway
