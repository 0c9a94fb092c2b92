#include <unistd.h>

#include "commands.h"
#include "examine.h"
#include "input.h"
#include "output.h"
#include "proof/render.h"

namespace gw::cli {
namespace {

int write(const std::string& text, const Flags& flags) {
  Result<bool> done = to_stdout(flags) ? write_stdout({text}) : replace_files({{flags.output, {text}}});
  return done ? kDone : fail(done.error());
}

/// A difference that nobody has announced is a mistake of this program.
int status_of(const Proof& proof) {
  if (!proof.own) return proof.verdict.differences.empty() ? kDone : kFindings;
  if (proof.verdict.unannounced() == 0) return kDone;
  return fail("requests end differently and no finding says so: the mistake is in gwconvert and not in the input: please report it together with the input and these lines");
}

}  // namespace

int verify_command(const Flags& flags) {
  if (lacks_input(flags)) return kFailed;
  Result<std::vector<Source>> sources = read_sources(flags);
  if (!sources) return fail(sources.error());
  std::vector<Source> against;
  if (!flags.against.empty()) {
    Result<std::vector<Source>> found = read_inputs(flags.against);
    if (!found) return fail(found.error());
    against = std::move(*found);
  }
  const Proof proof = prove(*sources, against, flags.conversion);
  if (!proof.conversion.faults.empty()) return fail_by_fault(*sources, proof.conversion.faults);
  const std::string text = flags.format == "json" ? proof_json(proof, *sources) : proof_text(proof, *sources, to_stdout(flags) ? terminal_columns(STDOUT_FILENO) : 0);
  const int written = write(text, flags);
  return written == kDone ? status_of(proof) : written;
}

int trace_command(const Flags&) { return kFailed; }

}  // namespace gw::cli
