#include "report/whole/outcome.h"

#include <algorithm>
#include <array>

namespace gw::cli {
namespace {

std::pair<std::uint32_t, std::uint32_t> begin_of(Origin at) { return {at.file, at.span.begin}; }

/// Joins what overlaps.
std::vector<Origin> joined(std::vector<Origin> places) {
  std::ranges::sort(places, {}, begin_of);
  std::vector<Origin> out;
  for (const Origin& at : places) {
    if (!out.empty() && out.back().file == at.file && at.span.begin <= out.back().span.end) out.back().span.end = std::max(out.back().span.end, at.span.end);
    else out.push_back(at);
  }
  return out;
}

}  // namespace

std::string_view word(Outcome outcome) {
  constexpr auto kWords = std::to_array<std::string_view>({"kept", "equivalent", "changed", "dropped"});
  return kWords[static_cast<std::size_t>(outcome)];
}

Outcome outcome_of(Effect effect) {
  switch (effect) {
    case Effect::Kept: return Outcome::Kept;
    case Effect::Equivalent: return Outcome::Equivalent;
    case Effect::Narrowed:
    case Effect::Widened:
    case Effect::Changed: return Outcome::Changed;
    case Effect::Dropped: break;
  }
  return Outcome::Dropped;
}

Outcomes::Outcomes(const Report& report) {
  for (const Finding& finding : report.conversion.findings) {
    if (!finding.at.known() || finding.at.file >= report.sources.size()) continue;
    const Outcome outcome = outcome_of(info(finding.code).effect);
    if (outcome == Outcome::Dropped) dropped_.push_back(finding.at);
    else marks_.push_back({finding.at, outcome});
  }
  dropped_ = joined(std::move(dropped_));
  std::ranges::stable_sort(marks_, {}, [](const Mark& mark) { return begin_of(mark.at); });
  const std::vector<Origin>& values = report.conversion.survey->values;
  values_.assign(values.size(), Outcome::Kept);
  for (const Mark& mark : marks_) {
    const auto value = std::ranges::lower_bound(values, begin_of(mark.at), {}, begin_of);
    if (value == values.end() || value->file != mark.at.file || value->span.begin >= std::max(mark.at.span.end, mark.at.span.begin + 1)) continue;
    Outcome& of_value = values_[static_cast<std::size_t>(value - values.begin())];
    of_value = std::max(of_value, mark.outcome);
  }
  auto range = dropped_.begin();
  for (std::size_t i = 0; i < values.size(); ++i) {
    while (range != dropped_.end() && std::pair(range->file, range->span.end) <= begin_of(values[i])) ++range;
    if (range != dropped_.end() && begin_of(*range) <= begin_of(values[i])) values_[i] = Outcome::Dropped;
  }
}

Outcome Outcomes::between(std::uint32_t file, Span span) const {
  const auto range = std::ranges::upper_bound(dropped_, std::pair(file, span.begin), {}, [](Origin at) { return std::pair(at.file, at.span.end); });
  if (range != dropped_.end() && range->file == file && range->span.begin < span.end) return Outcome::Dropped;
  Outcome out = Outcome::Kept;
  auto mark = std::ranges::lower_bound(marks_, std::pair(file, span.begin), {}, [](const Mark& one) { return begin_of(one.at); });
  for (; mark != marks_.end() && begin_of(mark->at) < std::pair(file, span.end); ++mark) out = std::max(out, mark->outcome);
  return out;
}

}  // namespace gw::cli
