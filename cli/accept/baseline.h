/// A file of findings that are known: only others count.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "convert.h"
#include "diag/result.h"

namespace gw::cli {

/// Marks the findings that stand in the baseline `file`. Gives the number of those in the file that are gone; an error for people
/// if the file cannot be read or is no baseline.
Result<std::size_t> accept_by_baseline(const std::string& file, std::span<const Source> sources, std::vector<Finding>& findings);

/// A baseline of the findings that are not accepted otherwise.
std::string baseline_text(std::span<const Source> sources, const std::vector<Finding>& findings);

}  // namespace gw::cli
