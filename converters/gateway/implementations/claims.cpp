// What conformance reports say about features.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "gateway/implementations/implementations.h"

namespace gw::gateway {
namespace {

constexpr FeatureFact kFacts[] = {
#include "schemas/implementations_features.inc"
};

/// Calls `act` for each name of a list that is joined by commas.
template <class Act>
void for_each_name(std::string_view list, Act&& act) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    act(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
}

bool names(std::string_view list, std::string_view feature) {
  bool found = false;
  for_each_name(list, [&](std::string_view name) { found = found || name == feature; });
  return found;
}

const FeatureFact* fact(std::string_view feature) {
  const auto* const found = std::ranges::find(kFacts, feature, &FeatureFact::name);
  return found == std::end(kFacts) ? nullptr : found;
}

/// "v1.2.1" as (1, 2, 1); what is no release is newer than all.
std::tuple<int, int, int> numbers(std::string_view release) {
  constexpr int kNewest = 1000;
  std::tuple<int, int, int> out{kNewest, 0, 0};
  if (!release.starts_with('v')) return out;
  const char* const end = release.data() + release.size();
  const char* at = std::from_chars(release.data() + 1, end, std::get<0>(out)).ptr;
  if (at != end) at = std::from_chars(at + 1, end, std::get<1>(out)).ptr;
  if (at != end) std::from_chars(at + 1, end, std::get<2>(out));
  return out;
}

}  // namespace

std::span<const FeatureFact> feature_facts() { return kFacts; }

bool claims(const Report& report, std::string_view feature) { return names(report.supported, feature); }

std::string why_unclaimed(const Implementation& implementation, const Report& report, std::string_view feature) {
  if (names(report.unsupported, feature)) return fmt::format("{} reports as unsupported", implementation.label());
  const FeatureFact* known = fact(feature);
  if (known != nullptr && numbers(report.release) < numbers(known->since))
    return fmt::format("is newer than the report of {} for Gateway API {}", implementation.label(), report.release);
  return fmt::format("{} does not claim", implementation.label());
}

std::string who_claims(std::string_view feature, Channel channel) {
  constexpr std::size_t kNamed = 3;
  std::string out;
  std::size_t count = 0;
  for (const Implementation& one : implementations()) {
    const Report* report = one.report_for(channel);
    if (report == nullptr || !claims(*report, feature)) continue;
    if (++count <= kNamed) out.append(out.empty() ? "" : ", ").append(one.name);
  }
  return count > kNamed ? fmt::format("{} and {} more", out, count - kNamed) : out;
}

std::size_t count_extended(const Report& report) {
  std::size_t count = 0;
  for_each_name(report.supported, [&](std::string_view name) {
    const FeatureFact* known = fact(name);
    if (known != nullptr && known->level == "extended") ++count;
  });
  return count;
}

}  // namespace gw::gateway
