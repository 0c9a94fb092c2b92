/// What `lint` and `validate` print: the findings themselves, on standard output or into -o.
#pragma once

#include "options.h"
#include "report/report.h"

namespace gw::cli {

/// Prints the findings in the form that the flags ask for; gives the exit status.
int print_findings(const Report& report, const Flags& flags);

}  // namespace gw::cli
