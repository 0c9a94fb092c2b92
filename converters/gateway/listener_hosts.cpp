#include "gateway/listener_hosts.h"

#include <algorithm>
#include <set>

#include "gateway/paths.h"
#include "gateway/precedence.h"

namespace gw::gateway {
namespace {

constexpr std::size_t kMaxComparisons = 2'000'000;  // of paths, over the whole run

class Check {
 public:
  Check(const Part& part, const Settings& settings, Sink& sink) : part_(part), prefers_exact_(prefers_exact(settings.target)), sink_(sink) {}

  /// Collects open rules that may win over guarded ones instead of reporting.
  std::vector<Overtaking> run_for_any_host() {
    const model::Listener any{.gateway = {}, .host = "*", .certificates = {}};
    collects_ = true;
    run(any);
    return std::move(overtaking_);
  }

  void run(const model::Listener& listener) {
    const auto chain = part_.index.hosts_for(listener.host);
    for (std::size_t wide = 1; wide < chain.size(); ++wide)
      for (const Index::Entry& entry : part_.index.on_host(chain[wide]))
        if (counts(entry, listener) && !reported_.contains(entry.rule)) compare(entry, std::span(chain).first(wide), listener);
  }

 private:
  const Plan& plan(const Index::Entry& entry) const { return part_.plans[entry.rule]; }

  bool counts(const Index::Entry& entry, const model::Listener& listener) const {
    const Plan& one = plan(entry);
    return one.printed && one.ref.route->gateway == listener.gateway && !one.is_shadowed(part_.index.path(entry));
  }

  void compare(const Index::Entry& entry, std::span<const std::size_t> narrower, const model::Listener& listener) {
    const model::PathMatch& mine = part_.index.path(entry).match;
    for (const std::size_t host : narrower)
      for (const Index::Entry& other : part_.index.on_host(host)) {
        if (++comparisons_ > kMaxComparisons) return collects_ ? void(note(entry, other, other.rule)) : report(entry, other.rule, listener, nullptr);
        if (!counts(other, listener)) continue;
        const model::PathMatch& theirs = part_.index.path(other).match;
        for (const std::string& path : {sample_path(mine), sample_path(theirs)})
          if (matches(mine, path) && matches(theirs, path) && judge(entry, other, path, listener)) return;
      }
  }

  /// Whether a request for this path goes astray, which is reported then.
  bool judge(const Index::Entry& entry, const Index::Entry& other, const std::string& path, const model::Listener& listener) {
    Request request{.host = sample_host(listener.host), .path = path};
    if (!meet(*plan(entry).ref.rule, request) || !meet(*plan(other).ref.rule, request)) return false;
    const RuleRef* const before = part_.index.winner(request);
    if (before == nullptr || before->rule == plan(entry).ref.rule) return false;
    // One that is not printed leaves requests to the others: those that do not hold its conditions, at least.
    const auto first = static_cast<std::uint32_t>(before - part_.rules.data());
    const std::uint32_t number = part_.plans[first].printed ? first : other.rule;
    const Plan& winner = part_.plans[number];
    if (are_halves(winner.ref, plan(entry).ref) || same_answer(winner, plan(entry)) || (winner.denies && plan(entry).denies)) return false;
    const auto wins = [&](const PathOut& mine) {
      return mine.from == &part_.index.path(entry) && std::ranges::none_of(winner.paths, [&](const PathOut& theirs) { return matches(theirs.from->match, path) && loses(plan(entry), mine, winner, theirs); });
    };
    if (std::ranges::none_of(plan(entry).paths, wins)) return false;
    if (collects_) return note(entry, other, number);
    report(entry, number, listener, &request);
    return true;
  }

  /// Whether `a` certainly comes after `b` where nothing but the matches counts.
  bool loses(const Plan& a, const PathOut& x, const Plan& b, const PathOut& y) const {
    if (x.type == PathType::RegularExpression || y.type == PathType::RegularExpression) return false;
    if (prefers_exact_ && (x.type == PathType::Exact) != (y.type == PathType::Exact)) return y.type == PathType::Exact;
    if (x.value.size() != y.value.size()) return x.value.size() < y.value.size();
    return a.specificity() < b.specificity();
  }

  bool note(const Index::Entry& entry, const Index::Entry& other, std::uint32_t winner) {
    if (!is_guarded(part_.plans[winner]) || is_guarded(plan(entry))) return false;
    reported_.insert(entry.rule);
    overtaking_.push_back({entry.rule, winner, &part_.index.path(entry), &part_.index.path(other), "is for host `*`, which comes first in the source and is no host in the Gateway API"});
    return true;
  }

  void report(const Index::Entry& entry, std::uint32_t winner, const model::Listener& listener, Request* request) {
    const Plan& loser = part_.plans[winner];
    reported_.insert(entry.rule);
    Finding& finding = sink_.report<Code::listener_joins_hosts>(part_.index.path(entry).at, listener.host, title(plan(entry).ref), title(loser.ref));
    if (request == nullptr) return;
    std::string witness = describe(*request);
    witness.replace(witness.find("http://"), 7, "https://");
    finding.witness = Witness{std::move(witness), describe_backends(*loser.ref.route, *loser.ref.rule), "perhaps " + describe_backends(*plan(entry).ref.route, *plan(entry).ref.rule)};
  }

  const Part& part_;
  bool prefers_exact_;
  Sink& sink_;
  std::set<std::uint32_t> reported_;
  bool collects_ = false;
  std::vector<Overtaking> overtaking_;
  std::size_t comparisons_ = 0;
};

}  // namespace

void check_listener_hosts(const Part& part, std::span<const model::Listener> listeners, const Settings& settings, Sink& sink) {
  Check check(part, settings, sink);
  for (const model::Listener& listener : listeners)
    if (!listener.host.empty()) check.run(listener);
}

void close_beside_any_host(Part& part, const Settings& settings, Sink& sink) {
  close(part.plans, Check(part, settings, sink).run_for_any_host(), sink);
}

}  // namespace gw::gateway
