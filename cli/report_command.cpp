#include <fmt/format.h>
#include <unistd.h>

#include "commands.h"
#include "examine.h"
#include "output.h"
#include "progress.h"
#include "report/formats.h"
#include "report/whole/account.h"
#include "report/whole/changes.h"
#include "targets.h"
#include "witnesses.h"

namespace gw::cli {
namespace {

/// What somebody who has just written a report wants to know before opening it.
std::string summary(const Report& report, const Flags& flags, std::size_t bytes) {
  const Sums all = account_of(report, Outcomes(report)).all;
  constexpr double kMega = 1e6;
  return fmt::format("gwconvert: {}, {} ({} left out): {:.1f} % of {} preserved, {} changed, {} dropped; {}, {}, {} for access control\n"
                     "gwconvert: {} written ({:.1f} MB)\n",
                     counted(all.objects, "object"), counted(all.rules, "rule"), all.not_printed, all.share_kept(), counted(all.all_values(), "value"),
                     all.values[static_cast<std::size_t>(Outcome::Changed)], all.values[static_cast<std::size_t>(Outcome::Dropped)],
                     counted(all.errors, "error"), counted(all.warnings, "warning"), all.blocked, flags.output, static_cast<double>(bytes) / kMega);
}

int write_whole(const Report& made, const Flags& flags) {
  Report report = made;
  ProgressLine line(true);
  Options options = flags.conversion;
  options.progress = line.progress();
  const Comparison targets = compare_targets(report.sources, options);
  line.stop();
  report.targets = &targets;
  Changes changes;
  if (!flags.compare.empty()) {
    Result<Changes> found = changes_since(flags.compare, report);
    if (!found) return fail(found.error());
    changes = std::move(*found);
    report.changes = &changes;
  }
  const Format& format = find_format(flags.report_format, to_stdout(flags) ? "" : flags.output);
  const TextStyle style{.color = to_stdout(flags) && wants_color(flags.color, STDOUT_FILENO), .columns = to_stdout(flags) ? terminal_columns(STDOUT_FILENO) : 0};
  const std::string text = format.name == "text" ? render_whole_text(report, style) : format.render(report);
  if (to_stdout(flags)) {
    Result<bool> done = write_stdout({text});
    return done ? kDone : fail(done.error());
  }
  if (Result<bool> done = replace_files({{flags.output, {text}}}); !done) return fail(done.error());
  say(summary(report, flags, text.size()));
  return kDone;
}

}  // namespace

int report_command(const Flags& flags) {
  Flags whole = flags;
  whole.conversion.survey = true;
  return examine(whole, convert_with_witnesses, write_whole);
}

}  // namespace gw::cli
