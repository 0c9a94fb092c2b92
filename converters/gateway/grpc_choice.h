/// Which rules become GRPCRoutes. Implementations serve only one kind of route for a host, so rules whose hosts overlap have
/// the same kind.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>

#include "gateway/implementations/implementations.h"
#include "gateway/plans.h"

namespace gw::gateway {

struct GrpcChoice {
  GrpcRules rules;
  std::unordered_map<const model::Rule*, std::string> why_not;  ///< of others that speak gRPC, if the target has the kind
};

/// Whether the implementation serves GRPCRoutes as far as is known: it claims the kind, or no report says anything.
bool serves_grpc(const Implementation& implementation, Target target);

/// `plan` makes plans with the given rules as GRPCRoutes; it is called only if there are any.
GrpcChoice choose_grpc(const model::Model& model, const Settings& settings, const std::function<Planned(const GrpcRules&)>& plan);

}  // namespace gw::gateway
