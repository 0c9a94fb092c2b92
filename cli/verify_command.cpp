#include <fmt/format.h>
#include <unistd.h>

#include "commands.h"
#include "examine.h"
#include "input.h"
#include "output.h"
#include "proof/render.h"
#include "report/text.h"

namespace gw::cli {
namespace {

int write(const std::string& text, const Flags& flags) {
  Result<bool> done = to_stdout(flags) ? write_stdout({text}) : replace_files({{flags.output, {text}}});
  return done ? kDone : fail(done.error());
}

std::size_t columns(const Flags& flags) { return to_stdout(flags) ? terminal_columns(STDOUT_FILENO) : 0; }

/// What is compared: the input, and the manifests of --against, if it is given.
struct Inputs {
  std::vector<Source> sources;
  std::vector<Source> against;
};

Result<Inputs> read_both(const Flags& flags) {
  Result<std::vector<Source>> sources = read_sources(flags);
  if (!sources) return Error{sources.error()};
  Inputs out{std::move(*sources), {}};
  if (flags.against.empty()) return out;
  Result<std::vector<Source>> against = read_inputs(flags.against);
  if (!against) return Error{against.error()};
  out.against = std::move(*against);
  return out;
}

/// Shows mistakes in what has been read, which leave out something that is then not compared.
void show_mistakes(std::span<const Source> sources, std::span<const Finding> findings, std::vector<Origin> redacted, const Flags& flags) {
  constexpr auto kFirstRisk = static_cast<Code>(1000);  // below are mistakes in the input
  Conversion mistakes;
  for (const Finding& finding : findings)
    if (finding.severity == Severity::Error && finding.code < kFirstRisk) mistakes.findings.push_back(finding);
  if (mistakes.findings.empty()) return;
  mistakes.redacted = std::move(redacted);
  say(render_text(Report(sources, mistakes, flags.conversion), {.color = wants_color(Color::Auto, STDERR_FILENO)}));
}

/// Says what the readings leave out, and what the exit status is about.
void show_mistakes(const Proof& proof, std::span<const Source> sources, std::span<const Source> against, const Flags& flags) {
  const Conversion& conversion = proof.conversion();
  show_mistakes(sources, conversion.findings, conversion.redacted, flags);
  if (!proof.own()) show_mistakes(against, proof.unreadable(), {}, flags);
  if (const std::size_t errors = count(conversion.findings).errors; proof.own() && errors > 0)
    say(fmt::format("gwconvert: the conversion has {}; `gwconvert lint` shows all findings\n", counted(errors, "error")));
}

/// A difference that nobody has announced is a mistake of this program. With manifests of others every difference counts.
int status_of(const verify::Verdict& verdict, const Proof& proof) {
  if (!proof.own()) return verdict.differences.empty() && proof.unreadable().empty() ? kDone : kFindings;
  if (verdict.unannounced() > 0)
    return fail("requests end differently and no finding says so: the mistake is in gwconvert and not in the input; please report it together with the input and these lines");
  return count(proof.conversion().findings).errors > 0 ? kFindings : kDone;
}

}  // namespace

int verify_command(const Flags& flags) {
  if (lacks_input(flags)) return kFailed;
  Result<Inputs> inputs = read_both(flags);
  if (!inputs) return fail(inputs.error());
  const auto& [sources, against] = *inputs;
  const Proof proof(sources, against, flags.conversion);
  if (!proof.conversion().faults.empty()) return fail_by_fault(sources, proof.conversion().faults);
  show_mistakes(proof, sources, against, flags);
  const verify::Verdict verdict = proof.compare();
  const int written = write(flags.format == "json" ? verdict_json(verdict, proof.own(), sources) : verdict_text(verdict, proof.own(), sources, columns(flags)), flags);
  return written == kDone ? status_of(verdict, proof) : written;
}

int trace_command(const Flags& flags) {
  Result<verify::Request> request = verify::parse_request(flags.words.front(), flags.headers);
  if (!request) return fail(request.error());
  Flags files = flags;
  files.words.erase(files.words.begin());
  if (lacks_input(files)) return kFailed;
  Result<Inputs> inputs = read_both(files);
  if (!inputs) return fail(inputs.error());
  const auto& [sources, against] = *inputs;
  const Proof proof(sources, against, flags.conversion);
  show_mistakes(proof, sources, against, flags);
  const Ending before = proof.before(*request);
  const Ending after = proof.after(*request);
  std::string text = flags.format == "json" ? trace_json(*request, before, after) : trace_text(*request, before, after);
  proof.hide(text);
  return write(text, flags);
}

}  // namespace gw::cli
