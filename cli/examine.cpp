#include "examine.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <deque>

#include "help.h"
#include "input.h"
#include "output.h"
#include "report/formats.h"

namespace gw::cli {
namespace {

Result<bool> write_report(const Report& report, const Flags& flags) {
  if (flags.report.empty()) return true;
  const std::string text = find_format(flags.report_format, flags.report).render(report);
  return replace_files({{flags.report, {text}}});
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
  options.locate = !flags.report.empty() || flags.format != "text";
  const Conversion& conversion = keep_until_the_end(work(*sources, options));
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

bool to_stdout(const Flags& flags) { return flags.output.empty() || flags.output == "-"; }

}  // namespace gw::cli
