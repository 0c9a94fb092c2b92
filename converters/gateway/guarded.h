/// Rules whose access is guarded, beside open ones that the target may prefer: no request may get past a guard.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "diag/sink.h"
#include "gateway/plan.h"
#include "gateway/plans.h"
#include "model/listener.h"

namespace gw::gateway {

/// An open rule that the target may ask before a guarded one, to which the source gives the request.
struct Overtaking {
  std::size_t open, guarded;    ///< numbers of plans
  const model::Path* path;      ///< of the open rule
  const model::Path* instead;   ///< of the guarded one
  std::string why;              ///< "the guarded path `/a` …"
};

/// Whether not everybody may use the rule, or nobody, since its guard cannot be written.
bool is_guarded(const Plan& plan);

/// What a path serves as the target's prefix beyond what it serves in the source: `/a` for `/a/*`, `/a/x` for `/a`. Empty if
/// there is nothing.
std::string widened_to(const PathOut& out, const model::Rule& rule, const Settings& settings);

/// Closes the open ones, unless that is accepted.
void close(std::vector<Plan>& plans, const std::vector<Overtaking>& overtaking, Sink& sink);

/// Writes the exact path beside a guarded rule's own paths where an open rule, as a prefix, would take it from there. Open rules
/// are closed (GW2145) where that does not help.
void shield(Part& part, std::span<const model::Listener> listeners, const Settings& settings, Sink& sink);

/// Closes open rules that the target asks before guarded ones, or may (GW2145): their requests are refused, too.
void close_overtaking(Part& part, const Settings& settings, Sink& sink);

}  // namespace gw::gateway
