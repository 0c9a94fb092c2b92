/// The rules of the model, sorted by how much of their order is left to decide, and what each of them becomes.
#pragma once

#include <unordered_set>
#include <vector>

#include "diag/sink.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// Rules that become rules of GRPCRoutes, by address.
using GrpcRules = std::unordered_set<const model::Rule*>;

/// What all rules become, by source, and what is repeated of them on narrower hosts.
struct Planned {
  std::vector<Plan> plans, repeats;
};

/// Rules of one order with their plans, in the order of their sources.
struct Part {
  Part(const model::Model& model, model::Order which, const GrpcRules& grpc);

  std::vector<RuleRef> rules;
  Index index;
  std::vector<Plan> plans;  ///< one for each rule
};

/// Decides what every rule becomes, and reports it. Precedence between rules is not looked at.
void make_plans(Part& part, const Settings& settings, Sink& sink);

/// The plans of all parts, by source.
std::vector<Plan> joined(std::vector<Plan> a, std::vector<Plan> b, std::vector<Plan> c);

}  // namespace gw::gateway
