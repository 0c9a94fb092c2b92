#include <algorithm>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "commands.h"
#include "examine.h"
#include "output.h"
#include "report/text.h"
#include "split.h"
#include "witnesses.h"

namespace gw::cli {
namespace {

namespace fs = std::filesystem;

/// Writes several files into the folder -o; gives the words for the summary.
Result<std::string> write_folder(const std::vector<Manifest>& manifests, const Flags& flags) {
  const auto files = split(manifests, flags.split_by, flags.conversion.format, flags.output);
  std::error_code error;
  const bool made = fs::create_directories(flags.output, error);
  if (error) return Error{fmt::format("cannot write {}: {}", flags.output, error.message())};
  if (Result<bool> done = replace_files(files); !done) {
    if (made) fs::remove(flags.output, error);  // only if it is empty
    return Error{done.error()};
  }
  return fmt::format("{} written to {} in {}", counted(manifests.size(), "manifest"), counted(files.size(), "file"), flags.output);
}

/// Writes the manifests where the flags say; gives the words for the summary.
Result<std::string> write_manifests(const std::vector<Manifest>& manifests, const Flags& flags) {
  if (flags.split_by != SplitBy::Nothing) return write_folder(manifests, flags);
  std::vector<const Manifest*> all;
  for (const Manifest& manifest : manifests) all.push_back(&manifest);
  const Pieces pieces = join(all, flags.conversion.format);
  Result<bool> done = to_stdout(flags) ? write_stdout(pieces) : replace_files({{flags.output, pieces}});
  if (!done) return Error{done.error()};
  const std::string number = counted(manifests.size(), "manifest");
  return to_stdout(flags) ? number + " printed" : fmt::format("{} written to {}", number, flags.output);
}

/// Why nothing is printed, and the ways on; names the codes if they are few.
std::string nothing_printed(const Report& report, const Flags& flags) {
  constexpr std::size_t kFew = 3;
  std::set<Code> codes;
  for (const Finding& finding : report.conversion.findings)
    if (finding.severity == Severity::Error && !finding.accepted) codes.insert(finding.code);
  std::string named = "CODE";
  if (codes.size() <= kFew) {
    named.clear();
    for (const Code code : codes) named += (named.empty() ? "" : ",") + number(code);
  }
  constexpr auto kFirstRisk = static_cast<Code>(1000);  // below are mistakes in the input: nothing to accept
  const bool acceptable = std::ranges::all_of(codes, [](Code code) { return code >= kFirstRisk; });
  return fmt::format("nothing {}: correct the {}{}, or {} the rest with --keep-going", to_stdout(flags) ? "printed" : "written",
                     report.counts.errors == 1 ? "error" : "errors", acceptable ? ", accept with --accept " + named : "",
                     to_stdout(flags) ? "print" : "write");
}

int finish(const Report& report, const Flags& flags) {
  const bool withheld = report.counts.errors > 0 && !flags.keep_going;
  Result<std::string> outcome = withheld ? nothing_printed(report, flags) : write_manifests(report.conversion.manifests, flags);
  const TextStyle style{.color = wants_color(flags.color, STDERR_FILENO), .quiet = flags.quiet, .fold = true, .columns = terminal_columns(STDERR_FILENO)};
  std::string text = render_text(report, style);
  if (outcome && !flags.quiet) text += render_summary(report, *outcome);
  if (!say(text)) return kFailed;  // findings that nobody sees are a failed write; there is nowhere left to say so
  return outcome ? status_of(report.counts, flags.fail_on) : fail(outcome.error());
}

}  // namespace

int convert_command(const Flags& flags) { return convert_command_with(convert_with_witnesses, flags); }

int convert_command_with(Work work, const Flags& flags) { return examine(flags, work, finish); }

}  // namespace gw::cli
