/// The texts of --help, made from the table of flags.
#pragma once

#include <string>

#include "options.h"
#include "option_table.h"

namespace gw::cli {

/// How the program is called: a few lines, for when there is nothing to do.
std::string usage_text();

/// Every flag of a command with its default; for `Convert` the other commands too.
std::string help_text(Command command);

/// "-o, --output FILE|DIR"
std::string signature(const OptionRow& row);

}  // namespace gw::cli
