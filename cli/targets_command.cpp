#include "targets.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "examine.h"
#include "output.h"
#include "source/words.h"

namespace gw::cli {
namespace {

std::string_view channel(const TargetRow& row) { return row.experimental ? "experimental" : "standard"; }

/// Fewest errors, then fewest warnings; of equal ones the oldest release, and the standard channel.
const TargetRow& best(const Comparison& comparison) {
  return *std::ranges::min_element(comparison.rows, {}, [](const TargetRow& row) { return std::pair(row.errors, row.warnings); });
}

std::string as_text(const Comparison& comparison) {
  std::string out = fmt::format("{:9}{:14}{:>8}{:>10}{:>8}{:>13}\n", "RELEASE", "CHANNEL", "ERRORS", "WARNINGS", "NOTES", "NOT PRINTED");
  for (const TargetRow& row : comparison.rows)
    out += fmt::format("{:9}{:14}{:>8}{:>10}{:>8}{:>13}\n", row.release, channel(row), row.errors, row.warnings, row.notes,
                       fmt::format("{}/{}", row.not_printed, comparison.rules));
  const TargetRow& first = best(comparison);
  return out + fmt::format("\n{}, {}. Fewest losses: --gateway-api {} --channel {}\n", plural(comparison.objects, "object"), plural(comparison.rules, "rule"), first.release,
                           channel(first));
}

std::string as_json(const Comparison& comparison) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const TargetRow& row : comparison.rows)
    rows.push_back({{"release", row.release}, {"channel", channel(row)}, {"errors", row.errors}, {"warnings", row.warnings}, {"notes", row.notes}, {"notPrinted", row.not_printed}});
  const nlohmann::ordered_json all = {{"objects", comparison.objects}, {"converted", comparison.converted}, {"rules", comparison.rules}, {"targets", rows}};
  return all.dump(2) + '\n';
}

}  // namespace

int targets_command(const Flags& flags) {
  if (lacks_input(flags)) return kFailed;
  Result<std::vector<Source>> sources = read_sources(flags);
  if (!sources) return fail(sources.error());
  const Comparison comparison = compare_targets(*sources, flags.conversion);
  const std::string text = flags.format == "json" ? as_json(comparison) : as_text(comparison);
  Result<bool> done = to_stdout(flags) ? write_stdout({text}) : replace_files({{flags.output, {text}}});
  return done ? kDone : fail(done.error());
}

}  // namespace gw::cli
