#include "validate.h"

#include "commands.h"
#include "examine.h"
#include "print_findings.h"

namespace gw::cli {

int validate_command(const Flags& flags) { return examine(flags, validate, print_findings); }

}  // namespace gw::cli
