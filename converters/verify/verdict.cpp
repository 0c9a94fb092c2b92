#include "verify/verdict.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "verify/announcements.h"

namespace gw::verify {
namespace {

void add_places(const Answer& answer, std::vector<Origin>& out) {
  const auto add = [&](const Rule* rule) {
    if (rule == nullptr) return;
    out.insert(out.end(), rule->written.begin(), rule->written.end());
    out.insert(out.end(), rule->around.begin(), rule->around.end());
  };
  add(answer.rule);
  std::ranges::for_each(answer.involved, add);
  for (const Answer& other : answer.others) add_places(other, out);
}

/// Whether one rule of the input stands behind both.
bool share_a_place(const Rule* before, const Rule* after) {
  if (before == nullptr || after == nullptr) return false;
  return std::ranges::any_of(before->written, [&](const Origin& one) {
    return std::ranges::any_of(after->written, [&](const Origin& other) { return one.file == other.file && (one.span.contains(other.span) || other.span.contains(one.span)); });
  });
}

class Comparison {
 public:
  Comparison(const Side& before, const Side& after, std::span<const Finding> findings) : before_(before), after_(after), announcements_(findings) {}

  Verdict run() {
    const Side* const sides[] = {&before_, &after_};
    verdict_.coverage = for_each_request(sides, [&](const Request& request) { look_at(request); });
    for (const Side* side : sides)
      for (std::string& what : side->not_read()) verdict_.not_read.push_back(std::move(what));
    return std::move(verdict_);
  }

 private:
  void look_at(const Request& request) {
    const Answer before = before_.answer(request, nullptr);
    const Answer after = after_.answer(request, nullptr);
    if (before.rule != nullptr) ++verdict_.served;
    const std::vector<Facet> facets = differences(before, after);
    if (facets.empty()) return;
    ++verdict_.different;
    std::string words = text(request);
    std::vector<Part> parts = announcements(before, after, facets, words);
    for (const Part& part : parts) verdict_.confirmed.insert(part.announced_by.begin(), part.announced_by.end());
    if (after.rule == nullptr || after.kind == Answer::Kind::Status) confirm_all_of(before);
    const Finding* const first = parts.front().announced_by.empty() ? nullptr : parts.front().announced_by.front();
    const auto [known, added] = known_.try_emplace({request.host, request.scheme, before.rule, after.rule, facets, first}, verdict_.differences.size());
    if (!added) {
      ++verdict_.differences[known->second].requests;
      return;
    }
    const Contrast contrasted = contrast(before, after, facets);
    Difference difference{std::move(words), contrasted.before, contrasted.after, std::move(parts), {}};
    if (const Rule* rule = before.rule != nullptr ? before.rule : after.rule; rule != nullptr && !rule->written.empty()) difference.at = rule->written.front();
    verdict_.differences.push_back(std::move(difference));
  }

  /// What is said of a rule that serves nothing any more is true of requests that nobody can show.
  void confirm_all_of(const Answer& before) {
    std::vector<Origin> places;
    add_places(before, places);
    for (const Finding* finding : announcements_.about(places)) verdict_.confirmed.insert(finding);
  }

  std::vector<Part> announcements(const Answer& before, const Answer& after, const std::vector<Facet>& facets, const std::string& request) const {
    std::vector<Origin> places;
    add_places(before, places);
    add_places(after, places);
    const bool same_rule = share_a_place(before.rule, after.rule);
    std::vector<Part> out;
    for (const Facet facet : facets) out.push_back({facet, announcements_.find(places, request, facet, same_rule)});
    return out;
  }

  using Key = std::tuple<std::string, std::string, const Rule*, const Rule*, std::vector<Facet>, const Finding*>;
  const Side& before_;
  const Side& after_;
  const Announcements announcements_;
  std::map<Key, std::size_t> known_;
  Verdict verdict_;
};

}  // namespace

bool Difference::announced() const {
  return std::ranges::none_of(parts, [](const Part& part) { return part.announced_by.empty(); });
}

std::vector<const Finding*> Difference::announced_by() const {
  std::vector<const Finding*> out;
  for (const Part& part : parts)
    for (const Finding* one : part.announced_by)
      if (std::ranges::find(out, one) == out.end()) out.push_back(one);
  return out;
}

std::size_t Verdict::unannounced() const {
  return static_cast<std::size_t>(std::ranges::count_if(differences, [](const Difference& one) { return !one.announced(); }));
}

Verdict compare(const Side& before, const Side& after, std::span<const Finding> findings) { return Comparison(before, after, findings).run(); }

}  // namespace gw::verify
