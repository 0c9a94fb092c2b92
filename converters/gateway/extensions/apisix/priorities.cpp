// Priorities of rules, so that APISIX tries them in the order of the source. It looks for an exact path first, then for the
// longest prefix, and only among routes with the same one does priority count (lua-resty-radixtree 2.9.2, executed).
#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "gateway/extensions/apisix/apisix.h"

namespace gw::gateway::apisix {
namespace {

constexpr std::size_t kMostRivals = 64;  // of one rule at one path: enough for people, linear for machines

struct Candidate {
  std::uint32_t plan;
  model::Rank rank;
};

/// The places in the router's tree where the controllers put a path (2.2.0 internal/adc/translator/httproute.go:774-801).
std::vector<std::string> keys(const PathOut& path) {
  switch (path.type) {
    case PathType::Exact: return {"=" + path.value};
    case PathType::RegularExpression: return {"^/"};
    case PathType::PathPrefix: return {"=" + path.value, "^" + path.value + (path.value.ends_with('/') ? "" : "/")};
  }
  return {};
}

class Priorities {
 public:
  Priorities(std::vector<Plan>& plans, const Index& index) : plans_(plans), index_(index), groups_(plans.size()) {
    std::iota(groups_.begin(), groups_.end(), 0U);
  }

  void run() {
    for (std::size_t host = 0; host < index_.hosts(); ++host) compare_on(host);
    for (std::uint32_t i = 0; i < plans_.size(); ++i) {
      const Plan& plan = plans_[i];
      const auto& priority = plan.ref.rule->priority;
      if (plan.printed && (!plan.kept.empty() || (priority && priority->value != 0))) needed_.insert(i);
    }
    std::set<std::uint32_t> groups;
    for (const std::uint32_t plan : needed_) groups.insert(group(plan));
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < plans_.size(); ++i)
      if (plans_[i].printed && groups.contains(group(i))) members[group(i)].push_back(i);
    for (const auto& [unused, plans] : members) give(plans);
  }

 private:
  std::uint32_t group(std::uint32_t plan) {
    while (groups_[plan] != plan) plan = groups_[plan] = groups_[groups_[plan]];
    return plan;
  }

  void compare_on(std::size_t host) {
    std::map<std::string, std::vector<Candidate>> by_key;
    for (const Index::Entry& entry : index_.on_host(host)) {
      const Plan& plan = plans_[entry.rule];
      const model::Path& from = index_.path(entry);
      if (!plan.printed || plan.is_shadowed(from)) continue;
      for (const PathOut& path : plan.paths)
        if (path.from == &from)
          for (std::string& key : keys(path)) by_key[std::move(key)].push_back({entry.rule, from.rank});
    }
    for (const auto& [unused, rivals] : by_key)
      for (std::size_t i = 0; i < rivals.size(); ++i)
        for (std::size_t j = i + 1; j < std::min(rivals.size(), i + kMostRivals); ++j) compare(rivals[i], rivals[j]);
  }

  void compare(const Candidate& one, const Candidate& other) {
    if (one.plan == other.plan) return;
    const Plan& a = plans_[one.plan];
    const Plan& b = plans_[other.plan];
    if (disjoint(*a.ref.rule, *b.ref.rule)) return;
    groups_[group(one.plan)] = group(other.plan);
    if (one.rank == other.rank) return;
    const bool first = one.rank > other.rank;
    above_[first ? other.plan : one.plan].insert(first ? one.plan : other.plan);
    const bool by_itself = first ? a.specificity() > b.specificity() : b.specificity() > a.specificity();
    if (!by_itself) needed_.insert(one.plan);
  }

  static std::int64_t written(const Plan& plan) { return plan.ref.rule->priority ? plan.ref.rule->priority->value : 0; }

  /// The numbers of the source, if they say the order, else as many as there are steps.
  void give(const std::vector<std::uint32_t>& plans) {
    const bool said = std::ranges::all_of(plans, [&](std::uint32_t low) {
      return std::ranges::all_of(above_[low], [&](std::uint32_t high) { return written(plans_[high]) > written(plans_[low]); });
    });
    for (const std::uint32_t plan : plans) plans_[plan].priority = said ? written(plans_[plan]) : 0;
    if (said) return;
    for (std::size_t round = 0; round < plans.size(); ++round) {
      bool changed = false;
      for (const std::uint32_t low : plans)
        for (const std::uint32_t high : above_[low])
          if (*plans_[high].priority <= *plans_[low].priority) {
            plans_[high].priority = *plans_[low].priority + 1;
            changed = true;
          }
      if (!changed) return;
    }
    // No numbers say it: rules that want to win here and to lose there. Findings about precedence say where.
    for (const std::uint32_t plan : plans) plans_[plan].priority = written(plans_[plan]);
  }

  std::vector<Plan>& plans_;
  const Index& index_;
  std::vector<std::uint32_t> groups_;
  std::map<std::uint32_t, std::set<std::uint32_t>> above_;  // of a plan, those that win over it
  std::set<std::uint32_t> needed_;
};

}  // namespace

void settle(std::vector<Plan>& plans, const Index& index) { Priorities(plans, index).run(); }

}  // namespace gw::gateway::apisix
