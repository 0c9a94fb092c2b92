/// The commands: each takes its flags, writes to the standard streams or files, and gives the exit status.
#pragma once

#include <string>
#include <string_view>

#include "examine.h"
#include "options.h"

namespace gw::cli {

int convert_command(const Flags& flags);
/// The same with another conversion.
int convert_command_with(Work work, const Flags& flags);
int lint_command(const Flags& flags);
int validate_command(const Flags& flags);
int targets_command(const Flags& flags);
int report_command(const Flags& flags);
int verify_command(const Flags& flags);
int trace_command(const Flags& flags);
int explain_command(const Flags& flags);
int list_command(const Flags& flags);
int completion_command(const Flags& flags);

/// Runs the command that the arguments ask for; help and version too.
int run(const Invocation& invocation);

/// A message template of the registry as people read it: `{}` wherever a name or value stands.
std::string plain_template(std::string_view message);

/// What `list` can show.
std::vector<std::string> list_topics();

// The texts of the last three, for tests.
Result<std::string> explain_text(std::string_view code);
Result<std::string> list_text(std::string_view topic, std::string_view format);
Result<std::string> completion_script(std::string_view shell);

}  // namespace gw::cli
