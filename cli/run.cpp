#include "commands.h"
#include "help.h"
#include "output.h"

namespace gw::cli {

int run(const Invocation& invocation) {
  if (invocation.flags.help) return print(help_text(invocation.command));
  if (invocation.flags.version) return print("gwconvert " GWCONVERT_VERSION "\n");
  switch (invocation.command) {
    case Command::Convert: return convert_command(invocation.flags);
    case Command::Lint: return lint_command(invocation.flags);
    case Command::Validate: return validate_command(invocation.flags);
    case Command::Targets: return targets_command(invocation.flags);
    case Command::Report: return report_command(invocation.flags);
    case Command::Verify: return verify_command(invocation.flags);
    case Command::Trace: return trace_command(invocation.flags);
    case Command::Explain: return explain_command(invocation.flags);
    case Command::List: return list_command(invocation.flags);
    case Command::Completion: return completion_command(invocation.flags);
  }
  return kFailed;
}

}  // namespace gw::cli
