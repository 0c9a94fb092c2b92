#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "commands.h"
#include "help.h"
#include "input.h"
#include "output.h"
#include "report/formats.h"
#include "report/text.h"
#include "split.h"

namespace gw::cli {
namespace {

namespace fs = std::filesystem;

bool wants_color(Color color, int file) {
  if (color != Color::Auto) return color == Color::Always;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return ::isatty(file) != 0 && !dumb && (no_color == nullptr || *no_color == '\0');
}

/// The sources that the words name; standard input without words. Nothing if there is no input at all.
Result<std::vector<Source>> inputs(const Flags& flags) {
  if (!flags.words.empty()) return read_inputs(flags.words);
  const std::string from_pipe = "-";
  return read_inputs({&from_pipe, 1});
}

bool lacks_input(const Flags& flags) { return flags.words.empty() && ::isatty(STDIN_FILENO) != 0; }

int status_of(const Counts& counts, FailOn fail_on) {
  const bool fails = (fail_on <= FailOn::Error && counts.errors > 0) || (fail_on <= FailOn::Warning && counts.warnings > 0) ||
                     (fail_on == FailOn::Note && counts.notes > 0);
  return fails ? kFindings : kDone;
}

Result<bool> write_report(const Report& report, const Flags& flags) {
  if (flags.report.empty()) return true;
  const std::string text = find_format(flags.report_format, flags.report).render(report);
  return replace_files({{flags.report, {text}}});
}

/// Writes the manifests where the flags say; gives the words for the summary.
Result<std::string> write_manifests(const std::vector<Manifest>& manifests, const Flags& flags) {
  const std::string number = counted(manifests.size(), "manifest");
  if (flags.split_by != SplitBy::Nothing) {
    const auto files = split(manifests, flags.split_by, flags.conversion.format, flags.output);
    std::error_code error;
    const bool made = fs::create_directories(flags.output, error);
    if (error) return Error{fmt::format("cannot write {}: {}", flags.output, error.message())};
    if (Result<bool> done = replace_files(files); !done) {
      if (made) fs::remove(flags.output, error);  // only if it is empty
      return Error{done.error()};
    }
    return fmt::format("{} written to {} in {}", number, counted(files.size(), "file"), flags.output);
  }
  std::vector<const Manifest*> all;
  for (const Manifest& manifest : manifests) all.push_back(&manifest);
  Pieces pieces = join(all, flags.conversion.format);
  const bool to_stdout = flags.output.empty() || flags.output == "-";
  Result<bool> done = to_stdout ? write_stdout(pieces) : replace_files({{flags.output, std::move(pieces)}});
  if (!done) return Error{done.error()};
  return to_stdout ? number + " printed" : fmt::format("{} written to {}", number, flags.output);
}

/// Why nothing is printed, and the two ways on; names the codes if they are few.
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
  const bool to_stdout = flags.output.empty() || flags.output == "-";
  const std::string_view verb = to_stdout ? "print" : "write";
  return fmt::format("nothing {}: correct the {}, accept with --accept {}, or {} the rest with --keep-going",
                     to_stdout ? "printed" : "written", report.counts.errors == 1 ? "error" : "errors", named, verb);
}

}  // namespace

int convert_command(const Flags& flags) {
  if (lacks_input(flags)) {
    say(usage_text());
    return kFailed;
  }
  Result<std::vector<Source>> sources = inputs(flags);
  if (!sources) return fail(sources.error());
  const Conversion conversion = convert(*sources, flags.conversion);
  const Report report(*sources, conversion, flags.conversion);

  const TextStyle style{.color = wants_color(flags.color, STDERR_FILENO), .quiet = flags.quiet, .fold = true};
  if (Result<bool> done = write_report(report, flags); !done) return fail(done.error());
  const bool withheld = report.counts.errors > 0 && !flags.keep_going;
  Result<std::string> outcome = withheld ? nothing_printed(report, flags) : write_manifests(conversion.manifests, flags);
  say(render_text(report, style));
  if (!outcome) return fail(outcome.error());
  if (!flags.quiet) say(render_summary(report, *outcome));
  return status_of(report.counts, flags.fail_on);
}

int lint_command(const Flags& flags) {
  if (lacks_input(flags)) {
    say(usage_text());
    return kFailed;
  }
  Result<std::vector<Source>> sources = inputs(flags);
  if (!sources) return fail(sources.error());
  const Conversion conversion = convert(*sources, flags.conversion);
  const Report report(*sources, conversion, flags.conversion);

  if (Result<bool> done = write_report(report, flags); !done) return fail(done.error());
  const bool to_stdout = flags.output.empty() || flags.output == "-";
  std::string text;
  if (flags.format != "text") {
    text = find_format(flags.format, "").render(report);
  } else {
    const TextStyle style{.color = wants_color(flags.color, to_stdout ? STDOUT_FILENO : -1), .quiet = flags.quiet, .fold = to_stdout};
    text = render_text(report, style);
    if (!flags.quiet) text += render_summary(report, "");
  }
  Result<bool> done = to_stdout ? write_stdout({text}) : replace_files({{flags.output, {text}}});
  if (!done) return fail(done.error());
  return status_of(report.counts, flags.fail_on);
}

}  // namespace gw::cli
