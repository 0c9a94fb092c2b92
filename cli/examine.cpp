#include "examine.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <deque>

#include "accept/baseline.h"
#include "accept/comments.h"
#include "help.h"
#include "input.h"
#include "output.h"
#include "progress.h"
#include "report/formats.h"

namespace gw::cli {
namespace {

Result<bool> write_report(const Report& report, const Flags& flags) {
  if (flags.report.empty()) return true;
  const std::string text = find_format(flags.report_format, flags.report).render(report);
  return replace_files({{flags.report, {text}}});
}

/// Comments first, so that a baseline holds only what nobody else has accepted.
Result<bool> accept(std::span<const Source> sources, Conversion& conversion, const Flags& flags) {
  accept_by_comments(sources, conversion);
  std::vector<Finding>& findings = conversion.findings;
  if (!flags.write_baseline.empty()) {
    const std::string text = baseline_text(sources, findings);
    if (Result<bool> done = replace_files({{flags.write_baseline, {text}}}); !done) return done;
  }
  const std::string& file = flags.write_baseline.empty() ? flags.baseline : flags.write_baseline;
  if (file.empty()) return true;
  Result<std::size_t> gone = accept_by_baseline(file, sources, findings);
  if (!gone) return Error{gone.error()};
  if (*gone > 0 && !flags.quiet) say(fmt::format("gwconvert: note: {} of {} no longer there; --write-baseline {} leaves them out\n", counted(*gone, "finding"), file + (*gone == 1 ? " is" : " are"), file));
  return true;
}

/// Freeing millions of pieces takes a twentieth of the time; the system takes back all of them at once.
const Conversion& keep_until_the_end(Conversion conversion) {
  static auto* kept = new std::deque<Conversion>;
  return kept->emplace_back(std::move(conversion));
}

}  // namespace

int fail_by_fault(std::span<const Source> sources, std::span<const Finding> faults) {
  for (const Finding& fault : faults) {
    std::string made_from;
    if (fault.at.file < sources.size()) {
      const Source& source = sources[fault.at.file];
      const Position at = source.position(fault.at.span.begin);
      made_from = fmt::format(" (made from {}:{}:{})", source.name(), at.line, at.column);
    }
    fail(fmt::format("internal error: {}{} breaks a rule of its target: {}{}{} [{} {}]", fault.object, made_from, fault.field, fault.field.empty() ? "" : ": ",
                     fault.message, number(fault.code), name(fault.code)));
  }
  return fail("nothing is printed, because the mistake is in gwconvert and not in the input: please report it together with the input and these lines");
}

bool lacks_input(const Flags& flags) {
  if (!flags.words.empty() || ::isatty(STDIN_FILENO) == 0) return false;
  say(usage_text());
  return true;
}

Result<std::vector<Source>> read_sources(const Flags& flags) {
  if (!flags.words.empty()) return read_inputs(flags.words);
  const std::string from_pipe = "-";
  return read_inputs({&from_pipe, 1});
}

int examine(const Flags& flags, Work work, int (*finish)(const Report& report, const Flags& flags)) {
  if (lacks_input(flags)) return kFailed;
  Result<std::vector<Source>> sources = read_sources(flags);
  if (!sources) return fail(sources.error());
  Options options = flags.conversion;
  options.survey = options.survey || format_of(flags).whole || (!flags.report.empty() && find_format(flags.report_format, flags.report).whole);
  options.locate = options.survey || !flags.report.empty() || !flags.baseline.empty() || !flags.write_baseline.empty() || format_of(flags).name != "text";
  ProgressLine line(!flags.quiet);
  options.progress = line.progress();
  Conversion made = work(*sources, options);
  line.stop();
  if (Result<bool> done = accept(*sources, made, flags); !done) return fail(done.error());
  const Conversion& conversion = keep_until_the_end(std::move(made));
  if (!conversion.faults.empty()) return fail_by_fault(*sources, conversion.faults);
  const Report report(*sources, conversion, flags.conversion);
  if (Result<bool> done = write_report(report, flags); !done) return fail(done.error());
  return finish(report, flags);
}

int status_of(const Counts& counts, FailOn fail_on) {
  const bool fails = (fail_on <= FailOn::Error && counts.errors > 0) || (fail_on <= FailOn::Warning && counts.warnings > 0) ||
                     (fail_on == FailOn::Note && counts.notes > 0);
  return fails ? kFindings : kDone;
}

bool wants_color(Color color, int file) {
  if (color != Color::Auto) return color == Color::Always;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return ::isatty(file) != 0 && !dumb && (no_color == nullptr || *no_color == '\0');
}

std::size_t terminal_columns(int file) {
  constexpr std::size_t kLeast = 40;
  winsize size{};
  if (::isatty(file) == 0 || ::ioctl(file, TIOCGWINSZ, &size) != 0 || size.ws_col < kLeast) return 0;
  return size.ws_col;
}

const Format& format_of(const Flags& flags) { return find_format(flags.format, to_stdout(flags) ? "" : flags.output); }

bool to_stdout(const Flags& flags) { return flags.output.empty() || flags.output == "-"; }

}  // namespace gw::cli
