/// What reports about a whole input have beside the findings, for programs.
#pragma once

#include <nlohmann/json.hpp>

#include "report/report.h"

namespace gw::cli {

/// Namespaces, hosts, owners and kinds with their sums; the report must have a survey.
nlohmann::ordered_json survey_json(const Report& report);

/// One target of a comparison.
nlohmann::ordered_json target_json(const TargetRow& row);
/// The comparison as `gwconvert targets --format json` writes it.
nlohmann::ordered_json targets_json(const Comparison& comparison);

/// What --compare has found.
nlohmann::ordered_json changes_json(const Report& report);

}  // namespace gw::cli
