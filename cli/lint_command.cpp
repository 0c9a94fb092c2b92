#include "commands.h"
#include "examine.h"
#include "print_findings.h"
#include "witnesses.h"

namespace gw::cli {

int lint_command(const Flags& flags) { return examine(flags, convert_with_witnesses, print_findings); }

}  // namespace gw::cli
