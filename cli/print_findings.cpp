#include "print_findings.h"

#include <unistd.h>

#include "examine.h"
#include "output.h"
#include "report/formats.h"
#include "report/text.h"

namespace gw::cli {
namespace {

/// The findings in the form that the flags ask for. Only what a person reads on the spot is folded.
std::string findings_text(const Report& report, const Flags& flags) {
  if (const Format& format = format_of(flags); format.name != "text") return format.render(report);
  const bool here = to_stdout(flags);
  const int file = here ? STDOUT_FILENO : -1;
  const TextStyle style{.color = wants_color(flags.color, file), .quiet = flags.quiet, .fold = here, .columns = terminal_columns(file)};
  std::string text = render_text(report, style);
  if (!flags.quiet) text += render_summary(report, "");
  return text;
}

}  // namespace

int print_findings(const Report& report, const Flags& flags) {
  const std::string text = findings_text(report, flags);
  Result<bool> done = to_stdout(flags) ? write_stdout({text}) : replace_files({{flags.output, {text}}});
  if (!done) return fail(done.error());
  return status_of(report.counts, flags.fail_on);
}

}  // namespace gw::cli
