/// Which rule wins a request: where the source's order and the Gateway API's differ, and which rules can never win.
#pragma once

#include <string>
#include <vector>

#include "diag/sink.h"
#include "gateway/guarded.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// The rule's name for messages, or that of its object.
std::string title(const RuleRef& ref);

/// Whether a path that is written as a regular expression may match requests of another one.
bool competes(const model::PathMatch& regex, const model::PathMatch& other);

/// Whether it makes no difference which of the two answers.
bool same_answer(const Plan& a, const Plan& b);

/// Marks paths that another rule always wins (GW1204) before paths are lowered.
void find_shadowed(std::vector<Plan>& plans, const Index& index, Sink& sink);

/// Reports regular expressions that compete with rules which are repeated on narrower hosts (GW1205).
void check_repeats(const std::vector<Plan>& repeats, const std::vector<Plan>& plans, const Index& index, const Settings& settings, Sink& sink);

/// Reports where the winner changes (GW1202), was arbitrary (GW1203) or becomes so because of a regular expression
/// (GW1205), and priorities that need not be written (GW1201). Call after paths and conditions are lowered. Gives open rules that
/// may win over guarded ones.
std::vector<Overtaking> check_precedence(const std::vector<Plan>& plans, const Index& index, const Settings& settings, Sink& sink);

}  // namespace gw::gateway
