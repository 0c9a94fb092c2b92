/// What a finding is known by from one run to the next, though lines move.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"

namespace gw::cli {

/// One for each finding of the report, in their order: 16 hexadecimal digits of code, file, object, field and message. Findings
/// that agree in all of these are numbered.
std::vector<std::string> fingerprints(const Report& report);

}  // namespace gw::cli
