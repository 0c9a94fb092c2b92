#include "commands.h"
#include "examine.h"
#include "print_findings.h"

namespace gw::cli {

int lint_command(const Flags& flags) { return examine(flags, convert, print_findings); }

}  // namespace gw::cli
