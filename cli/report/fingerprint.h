/// What a finding is known by from one run to the next, though lines move.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "convert.h"

namespace gw::cli {

/// One for each finding, in their order: 16 hexadecimal digits of code, file, object, field and message. Findings
/// that agree in all of these are numbered.
std::vector<std::string> fingerprints(std::span<const Source> sources, const std::vector<Finding>& findings);

}  // namespace gw::cli
