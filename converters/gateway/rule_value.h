/// One rule of an HTTPRoute as a value to be written, and parts of it that rules of other routes have as well.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/plan.h"
#include "yaml/value.h"

namespace gw::gateway {

/// The matches of a rule: every path with every method and every choice of header and query values.
std::vector<yaml::Value> match_values(const Plan& plan);

/// An item of `backendRefs`.
yaml::Value backend_value(const model::Backend& backend);

/// Calls `act` with each choice of one match out of every list, as a list called `key`; once with an empty one if there are none.
void for_each_choice(const std::vector<std::vector<ValueMatch>>& lists, std::string_view key, const std::function<void(yaml::Value)>& act);

/// Adds `filters` and `backendRefs`, if the rule has any.
void add_filters_and_backends(const Plan& plan, const Settings& settings, yaml::Value& rule);

yaml::Value rule_value(const Plan& plan, std::vector<yaml::Value> matches, const Settings& settings);

/// The version of `kind` to write: the one that the user forces if the kind has it, else the best one.
std::string api_version(const Settings& settings, std::string_view kind);

/// Milliseconds as a duration of GEP-2257: `1h30m500ms`.
std::string duration(std::int64_t milliseconds);

}  // namespace gw::gateway
