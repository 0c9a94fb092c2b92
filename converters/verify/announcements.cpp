#include "verify/announcements.h"

#include <algorithm>
#include <span>

namespace gw::verify {

namespace {

using Facets = std::uint32_t;

constexpr Facets bit(Facet facet) { return 1U << static_cast<unsigned>(facet); }
constexpr Facets kBackend = bit(Facet::Backend);
constexpr Facets kWeights = bit(Facet::Weights);
constexpr Facets kStatus = bit(Facet::Status);
constexpr Facets kRedirect = bit(Facet::Redirect);
constexpr Facets kRedirectSlash = bit(Facet::RedirectSlash);
constexpr Facets kRedirectQuery = bit(Facet::RedirectQuery);
constexpr Facets kRedirectCode = bit(Facet::RedirectCode);
constexpr Facets kPath = bit(Facet::Path);
constexpr Facets kHost = bit(Facet::Host);
constexpr Facets kMethod = bit(Facet::Method);
constexpr Facets kRequestHeaders = bit(Facet::RequestHeaders);
constexpr Facets kResponseHeaders = bit(Facet::ResponseHeaders);
constexpr Facets kMirrors = bit(Facet::Mirrors);
constexpr Facets kGuards = bit(Facet::Guards);
constexpr Facets kCors = bit(Facet::Cors);
constexpr Facets kConnection = bit(Facet::Connection);
constexpr Facets kOpen = bit(Facet::Open);
constexpr Facets kAll = ~0U;
/// What a filter or field can say of a request that the rule takes in any case.
constexpr Facets kSettings = kRedirectCode | kPath | kHost | kMethod | kRequestHeaders | kResponseHeaders | kMirrors | kCors | kStatus;

enum class Whose : std::uint8_t { same_rule, any_rule, one_rule };

struct Row {
  Code code;
  Facets of_its_rule;
  Whose whose;
};
constexpr Row kRows[] = {
#define GW_ANNOUNCES(code, facets, whose) {Code::code, facets, Whose::whose},
#include "verify/announcements.def"
#undef GW_ANNOUNCES
};

const Row* row_of(Code code) {
  const Row* const row = std::ranges::find(kRows, code, &Row::code);
  return row == std::end(kRows) ? nullptr : row;
}

}  // namespace

bool announces(Code code, Facet facet, bool same_rule) {
  const Row* const row = row_of(code);
  return row != nullptr && ((row->of_its_rule & bit(facet)) != 0 || (!same_rule && row->whose != Whose::same_rule));
}

bool announces_anything(Code code) { return row_of(code) != nullptr; }

Announcements::Announcements(std::span<const Finding> findings) {
  for (const Finding& finding : findings) {
    if (finding.at.known()) by_file_[finding.at.file].push_back(&finding);
    else of_the_run_.push_back(&finding);
    if (finding.witness) by_witness_[finding.witness->request].push_back(&finding);
  }
  for (auto& [file, list] : by_file_) std::ranges::stable_sort(list, {}, [](const Finding* one) { return one->at.span.begin; });
}

namespace {

void add_announcing(const Findings& from, Facet facet, bool same_rule, Findings& out) {
  for (const Finding* finding : from)
    if (announces(finding->code, facet, same_rule) && std::ranges::find(out, finding) == out.end()) out.push_back(finding);
}

}  // namespace

Findings Announcements::find(std::span<const Origin> places, const std::string& request, Facet facet, bool same_rule) const {
  Findings out;
  if (const auto found = by_witness_.find(request); found != by_witness_.end()) add_announcing(found->second, facet, same_rule, out);
  add_announcing(about(places), facet, same_rule, out);
  return out;
}

const Findings& Announcements::find_shared(const std::shared_ptr<const std::vector<Origin>>& places, Facet facet, bool same_rule) const {
  const auto [found, added] = shared_.try_emplace({places, facet, same_rule});
  if (!added) return found->second;
  if (places != nullptr)
    for (const Finding* finding : about(*places))
      if (announces(finding->code, facet, same_rule) && !(same_rule && row_of(finding->code)->whose == Whose::one_rule)) found->second.push_back(finding);
  add_announcing(of_the_run_, facet, same_rule, found->second);
  return found->second;
}

Findings Announcements::about(std::span<const Origin> places) const {
  Findings out;
  for (const Origin& place : places) {
    const auto file = by_file_.find(place.file);
    if (file == by_file_.end()) continue;
    auto at = std::ranges::lower_bound(file->second, place.span.begin, {}, [](const Finding* one) { return one->at.span.begin; });
    for (; at != file->second.end() && (*at)->at.span.begin < place.span.end; ++at) out.push_back(*at);
  }
  return out;
}

}  // namespace gw::verify
