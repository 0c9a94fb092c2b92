#include "verify/verdict.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "verify/announcements.h"
#include "verify/space.h"

namespace gw::verify {
namespace {

constexpr std::size_t kMostNamed = 8;

using Shared = std::shared_ptr<const std::vector<Origin>>;

/// Where the rules behind an answer are written.
struct Places {
  std::vector<Origin> own;
  std::vector<Shared> shared;

  void add(const Answer& answer) {
    add(answer.rule);
    for (const Rule* rule : answer.involved) add(rule);
    for (const Answer& other : answer.others) add(other);
  }
  void add(const Rule* rule) {
    if (rule == nullptr) return;
    own.insert(own.end(), rule->written.begin(), rule->written.end());
    own.insert(own.end(), rule->around.begin(), rule->around.end());
    if (rule->shared != nullptr && std::ranges::find(shared, rule->shared) == shared.end()) shared.push_back(rule->shared);
  }
};

/// The answer itself, and what else is possible.
template <class Test>
bool any_of(const Answer& answer, Test test) {
  return test(answer) || std::ranges::any_of(answer.others, test);
}

/// Whether `after` may pass requests on with fewer guards than they have to pass before.
bool has_fewer_guards(const Answer& before, const Answer& after) {
  return after.kind == Answer::Kind::Forward && !any_of(before, [&](const Answer& one) { return std::ranges::includes(after.guards, one.guards); });
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
  Comparison(const Side& before, const Side& after, std::span<const Finding> findings) : before_(before), after_(after), announcements_(findings) {
    const Side* const sides[] = {&before};
    hosts_ = host_witnesses(sides);
  }

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
    Places places;
    places.add(before);
    places.add(after);
    std::vector<Part> parts;
    const Contrast contrasted = contrast(before, after, facets);
    const Witness witness{words, contrasted.before, contrasted.after};
    for (const Facet facet : facets) parts.push_back({facet, announcement(places, witness, facet, share_a_place(before.rule, after.rule))});
    for (Part& part : parts)
      if (part.facet == Facet::Guards && std::ranges::none_of(part.announced_by, [](const Finding* one) { return one->accepted; }) && is_opened(request, before, after)) part.announced_by.clear();
    if (after.rule == nullptr || after.kind == Answer::Kind::Status) confirm_all_of(before);
    const Finding* const first = parts.front().announced_by.empty() ? nullptr : parts.front().announced_by.front();
    const auto [known, added] = known_.try_emplace({before.rule, first == nullptr ? after.rule : nullptr, facets, first}, verdict_.differences.size());
    if (!added) {
      ++verdict_.differences[known->second].requests;
      return;
    }
    verdict_.differences.push_back({std::move(words), contrasted.before, contrasted.after, std::move(parts)});
  }

  /// Whether requests pass that had to pass a guard before, to what nobody may use without it. Only who has taken the risk has
  /// been told.
  bool is_opened(const Request& request, const Answer& before, const Answer& after) const {
    return any_of(after, [&](const Answer& one) { return has_fewer_guards(before, one) && !is_open_elsewhere(request, one); });
  }

  /// Whether the same rule gives the same to everybody who asks for another host: before, or after where nothing has been guarded,
  /// which is a difference of its own.
  bool is_open_elsewhere(Request request, const Answer& after) const {
    for (const std::string& host : hosts_)
      for (const std::string_view scheme : {"http", "https"}) {
        request.host = host;
        request.scheme = scheme;
        request.port = 0;
        const Answer there = before_.answer(request, nullptr);
        const auto gives_the_same = [&](const Answer& one) { return one.kind == Answer::Kind::Forward && one.shares == after.shares && one.path == after.path; };
        if (gives_the_same(there) && share_a_place(there.rule, after.rule) && std::ranges::includes(after.guards, there.guards)) return true;
        if (there.guards.empty() && any_of(after_.answer(request, nullptr), [&](const Answer& one) { return one.rule == after.rule && gives_the_same(one); })) return true;
      }
    return false;
  }

  /// The findings that announce one part: those at the rules themselves, otherwise those of what they share with others.
  Findings announcement(const Places& places, const Witness& witness, Facet facet, bool same_rule) {
    Findings out = announcements_.find(places.own, witness.request, facet, same_rule);
    for (const Finding* finding : out) verdict_.shown.try_emplace(finding, witness);
    const auto worst_first = [](auto begin, auto end) { std::stable_sort(begin, end, [](const Finding* a, const Finding* b) { return a->severity > b->severity; }); };
    worst_first(out.begin(), out.end());
    const std::size_t own = out.size();
    const auto add_shared = [&](const Shared& shared) {
      const Findings& found = announcements_.find_shared(shared, facet, same_rule);
      if (said_.insert(&found).second)
        for (const Finding* finding : found) verdict_.shown.try_emplace(finding, witness);
      for (std::size_t i = 0; i < found.size() && out.size() < kMostNamed; ++i) out.push_back(found[i]);
    };
    std::ranges::for_each(places.shared, add_shared);
    if (places.shared.empty()) add_shared(nullptr);
    worst_first(out.begin() + static_cast<std::ptrdiff_t>(std::min(own, out.size())), out.end());  // what is said of the rule itself stays before
    if (out.size() > kMostNamed) out.resize(kMostNamed);
    return out;
  }

  /// What is said of a rule that serves nothing any more is true of requests that nobody can show.
  void confirm_all_of(const Answer& before) {
    Places places;
    places.add(before);
    for (const Finding* finding : announcements_.about(places.own)) verdict_.moot.insert(finding);
    for (const Shared& shared : places.shared)
      if (gone_.insert(shared).second)
        for (const Finding* finding : announcements_.about(*shared)) verdict_.moot.insert(finding);
  }

  using Key = std::tuple<const Rule*, const Rule*, std::vector<Facet>, const Finding*>;
  const Side& before_;
  const Side& after_;
  const Announcements announcements_;
  std::vector<std::string> hosts_;
  std::map<Key, std::size_t> known_;
  std::set<const Findings*> said_;  ///< lists that are confirmed
  std::set<Shared> gone_;
  Verdict verdict_;
};

}  // namespace

bool Difference::announced() const {
  return std::ranges::none_of(parts, [](const Part& part) { return part.announced_by.empty(); });
}

std::size_t Verdict::unannounced() const {
  return static_cast<std::size_t>(std::ranges::count_if(differences, [](const Difference& one) { return !one.announced(); }));
}

Verdict compare(const Side& before, const Side& after, std::span<const Finding> findings) { return Comparison(before, after, findings).run(); }

}  // namespace gw::verify
