/// One rule of an HTTPRoute as a value to be written.
#pragma once

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

yaml::Value rule_value(const Plan& plan, std::vector<yaml::Value> matches, const Settings& settings);

/// The version of `kind` to write: the one that the user forces if the kind has it, else the best one.
std::string api_version(const Settings& settings, std::string_view kind);

/// Milliseconds as a duration of GEP-2257: `1h30m500ms`.
std::string duration(std::int64_t milliseconds);

}  // namespace gw::gateway
