#include "targets.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "commands.h"
#include "examine.h"
#include "output.h"
#include "progress.h"
#include "report/whole/json.h"
#include "source/words.h"

namespace gw::cli {
namespace {

std::string counts(const TargetRow& row, std::size_t rules) {
  return fmt::format("{:>8}{:>10}{:>8}{:>13}\n", row.errors, row.warnings, row.notes, fmt::format("{}/{}", row.not_printed, rules));
}

std::string as_text(const Comparison& comparison) {
  constexpr std::string_view kCounts = "  ERRORS  WARNINGS   NOTES  NOT PRINTED\n";
  std::string out = fmt::format("{:9}{:14}{}", "RELEASE", "CHANNEL", kCounts);
  for (const TargetRow& row : comparison.rows) out += fmt::format("{:9}{:14}", row.release, channel_word(row.experimental)) + counts(row, comparison.rules);
  const TargetRow& best = comparison.rows[comparison.best];
  out += fmt::format("\n{}, {}", plural(comparison.objects, "object"), plural(comparison.rules, "rule"));
  if (comparison.objects == 0) return out.append(": there is nothing to compare\n");
  out += fmt::format(". Fewest losses: --gateway-api {} --channel {}\n", best.release, channel_word(best.experimental));
  out += fmt::format("\n{:30}{}", "IMPLEMENTATION", kCounts);
  for (const TargetRow& row : comparison.implementations) out += fmt::format("{:30}", row.implementation) + counts(row, comparison.rules);
  return out + fmt::format("\nWith {} {}, for each --implementation\n", best.release, channel_word(best.experimental));
}

}  // namespace

int targets_command(const Flags& flags) {
  if (lacks_input(flags)) return kFailed;
  Result<std::vector<Source>> sources = read_sources(flags);
  if (!sources) return fail(sources.error());
  ProgressLine line(true);
  Options options = flags.conversion;
  options.progress = line.progress();
  const Comparison comparison = compare_targets(*sources, options);
  line.stop();
  const std::string text = flags.format == "json" ? targets_json(comparison).dump(2) + '\n' : as_text(comparison);
  Result<bool> done = to_stdout(flags) ? write_stdout({text}) : replace_files({{flags.output, {text}}});
  return done ? kDone : fail(done.error());
}

}  // namespace gw::cli
