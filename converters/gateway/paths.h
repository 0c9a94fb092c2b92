/// Paths of a rule as path matches: exact where that says the same, prefixes, and regular expressions where nothing else
/// does, with a finding and a witness wherever the set of requests changes.
#pragma once

#include "diag/sink.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// Fills in the plan's paths, leaving out those in `plan.shadowed`.
void lower_paths(Plan& plan, const Index& index, const Settings& settings, Sink& sink);

/// Whether the target prefers an Exact match over a PathPrefix of the same length: since v0.7.0, §5.2 of its definition.
bool prefers_exact(Target target);
/// Whether of equal paths it prefers the match with a method: since v0.7.1.
bool prefers_methods(Target target);

/// Whether the rule replaces the prefix that it matches: then each of its rules has one match, a prefix.
bool replaces_prefix(const model::Rule& rule);

/// The hosts on which a rule stands, as the index names them.
std::vector<std::string_view> host_names(const model::Rule& rule);

}  // namespace gw::gateway
