#include "witnesses.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "proof.h"
#include "verify/announcements.h"

namespace gw {
namespace {

constexpr std::size_t kMostObjects = 500;
constexpr std::size_t kWidest = 120;  // of what stands in a line

/// Whether a finding says that requests end differently, and names none.
bool lacks_witness(const Finding& finding) {
  const Effect effect = info(finding.code).effect;
  const bool routing = effect == Effect::Widened || effect == Effect::Narrowed || effect == Effect::Changed;
  return routing && finding.at.known() && !finding.witness && verify::announces_anything(finding.code);
}

auto key_of(const Finding& finding) { return std::tuple(finding.code, finding.at, finding.message); }

}  // namespace

Conversion convert_with_witnesses(std::span<const Source> sources, const Options& options) {
  Conversion out = convert(sources, options);
  if (!out.faults.empty() || out.totals.objects > kMostObjects || std::ranges::none_of(out.findings, lacks_witness)) return out;
  Options again = options;
  again.progress = nullptr;
  const Proof proof(sources, {}, again);
  const verify::Verdict verdict = proof.compare();
  std::map<decltype(key_of(out.findings.front())), const Witness*> known;
  for (const auto& [finding, witness] : verdict.shown)
    if (witness.before.size() + witness.after.size() <= kWidest) known.emplace(key_of(*finding), &witness);
  for (Finding& finding : out.findings)
    if (const auto found = known.find(key_of(finding)); found != known.end() && lacks_witness(finding)) finding.witness = *found->second;
  return out;
}

}  // namespace gw
