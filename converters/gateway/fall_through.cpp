#include "gateway/fall_through.h"

#include <algorithm>
#include <deque>
#include <map>

#include "gateway/guarded.h"
#include "gateway/paths.h"
#include "model/same_filters.h"

namespace gw::gateway {
namespace {

using Kind = model::PathMatch::Kind;
constexpr std::size_t kMaxHosts = 256;               // a rule is repeated on at most this many hosts
constexpr std::size_t kMaxComparisons = 20'000'000;  // of paths, over the whole run

enum class Outcome : std::uint8_t {
  Repeat,
  RepeatExact,  ///< of a path and what is below it, only the path
  Covered,
  Lost,
};

class Search {
 public:
  Search(const std::vector<Plan>& plans, const Index& index, const Settings& settings)
      : plans_(plans), index_(index), settings_(settings), prefers_exact_(prefers_exact(settings.target)) {}

  struct Result {
    std::map<std::vector<const PathOut*>, std::vector<std::string_view>> repeats;  // paths to hosts
    const model::Path* lost = nullptr;  // the first path that is lost somewhere
    std::string_view lost_host;
    std::size_t lost_hosts = 0;
  };

  /// By rule. Hosts are visited in the order in which they appear in the input.
  std::map<std::uint32_t, Result> run() {
    for (std::size_t host = 0; host < index_.hosts(); ++host) {
      const auto chain = index_.hosts_for(index_.host_name(host));
      lost_guards_.clear();
      for (std::size_t i = 0; i < chain.size(); ++i)
        if (chain[i] != host) visit(host, chain, i);
    }
    for (const auto& [wider, narrower] : overrun_)
      for (const Index::Entry& entry : index_.on_host(wider))
        if (plans_[entry.rule].printed) lose(entry, narrower);
    return std::move(results_);
  }

  /// Open rules of narrower hosts that take, as prefixes, what guarded ones of wider hosts would get there in the source.
  const std::vector<Overtaking>& overtaking() const { return overtaking_; }

 private:
  void visit(std::size_t host, const std::vector<std::size_t>& chain, std::size_t wider) {
    const std::string_view name = index_.host_name(host);
    if (name.empty() || name == "*") return;
    if (comparisons_ > kMaxComparisons) {
      overrun_.try_emplace(chain[wider], name);
      return;
    }
    std::map<std::uint32_t, std::vector<const PathOut*>> repeated;
    std::vector<const Index::Entry*> lost;
    for (const bool guarded : {true, false})
      for (const Index::Entry& entry : index_.on_host(chain[wider])) {
        const Plan& plan = plans_[entry.rule];
        if (is_guarded(plan) != guarded) continue;
        ++comparisons_;
        if (!plan.printed || serves(plan, name) || written_for(plan, host)) continue;
        for (const PathOut& out : plan.paths) {
          if (out.from != &index_.path(entry)) continue;
          const Outcome outcome = !guarded && passes_lost_guard(index_.path(entry)) ? Outcome::Lost : judge(plan, out, chain, wider);
          if (outcome == Outcome::Repeat) repeated[entry.rule].push_back(&out);
          if (outcome == Outcome::RepeatExact) repeated[entry.rule].push_back(&exact_.emplace_back(PathOut{PathType::Exact, out.value, out.from}));
          if (outcome == Outcome::Lost) lost.push_back(&entry);
          if (outcome == Outcome::Lost && guarded) lose_guard(entry, chain, wider);
        }
      }
    for (const Index::Entry* entry : lost) {  // other paths of the same rule may serve its requests all the same
      const auto& others = repeated[entry->rule];
      const auto served = [&](const std::string& path) { return std::ranges::any_of(others, [&](const PathOut* out) { return matches(out->from->match, path); }); };
      const model::PathMatch& match = index_.path(*entry).match;
      if (!served(sample_path(match)) || (match.kind == Kind::TextPrefix && !served(match.text + "x"))) lose(*entry, name);
    }
    for (auto& [rule, paths] : repeated) {
      if (paths.empty()) continue;
      std::ranges::sort(paths);
      results_[rule].repeats[paths].push_back(name);
    }
  }

  void lose_guard(const Index::Entry& guarded, const std::vector<std::size_t>& chain, std::size_t wider) {
    const model::Path& path = index_.path(guarded);
    lost_guards_.push_back(&path);
    for (std::size_t i = 0; i < wider; ++i)
      for (const Index::Entry& entry : index_.on_host(chain[i])) {
        const Plan& plan = plans_[entry.rule];
        ++comparisons_;
        if (!plan.printed || is_guarded(plan) || plan.ref.route->gateway != plans_[guarded.rule].ref.route->gateway) continue;
        for (const PathOut& out : plan.paths)
          if (out.from == &index_.path(entry))
            if (const std::string more = widened_to(out, *plan.ref.rule, settings_); !more.empty() && matches(path.match, more))
              overtaking_.push_back({entry.rule, guarded.rule, out.from, &path, fmt::format("serves `{}`, which this one takes as well as a prefix", more)});
      }
  }

  /// Whether a guarded rule that is not repeated on this host would have taken requests for the path: then nobody may.
  bool passes_lost_guard(const model::Path& path) const {
    return std::ranges::any_of(lost_guards_, [&](const model::Path* guarded) {
      return matches(path.match, sample_path(guarded->match)) || matches(guarded->match, sample_path(path.match));
    });
  }

  static bool serves(const Plan& plan, std::string_view host) {
    return std::ranges::any_of(plan.ref.rule->hosts, [&](const auto& h) { return h.value == host; });
  }

  /// Whether the source's own order has this rule among those of the host already: there is one from the same place.
  bool written_for(const Plan& plan, std::size_t host) {
    if (!plan.ref.rule->hosts.empty() || plan.ref.rule->paths.empty()) return false;
    const auto run = index_.with_text(host, plan.ref.rule->paths.front().match.text);
    comparisons_ += run.size();
    const auto same = [&](const Index::Entry& entry) { return plans_[entry.rule].ref.route == plan.ref.route && plans_[entry.rule].ref.rule->at == plan.ref.rule->at; };
    return std::ranges::any_of(run, same);
  }

  void lose(const Index::Entry& entry, std::string_view host) {
    Result& result = results_[entry.rule];
    ++result.lost_hosts;
    if (result.lost != nullptr) return;
    result.lost = &index_.path(entry);
    result.lost_host = host;
  }

  /// Looks for narrower rules that come before `out` in the source although the target, once both stand on one host,
  /// would prefer `out`.
  Outcome judge(const Plan& plan, const PathOut& out, const std::vector<std::size_t>& chain, std::size_t wider) {
    Outcome outcome = Outcome::Repeat;
    for (std::size_t i = 0; i < wider; ++i) {
      const Outcome here = both_parts(plan, out, chain[i]);
      if (here == Outcome::Covered) return here;
      if (here == Outcome::Lost || (here == Outcome::RepeatExact && outcome == Outcome::Repeat)) outcome = here;
    }
    return outcome;
  }

  /// A prefix that stands for `/p` and `/p/*` is covered where both are.
  Outcome both_parts(const Plan& plan, const PathOut& out, std::size_t narrow) {
    const bool pair = out.type == PathType::PathPrefix && out.from->match.kind == Kind::Exact;
    if (!pair) return against(plan, out, out.from->match, narrow);
    const PathOut exact{PathType::Exact, out.value, out.from};
    const Outcome at = against(plan, exact, out.from->match, narrow);
    const Outcome below = against(plan, out, {Kind::TextPrefix, out.from->match.text + "/"}, narrow);
    if (at == below) return at;
    if (at == Outcome::Repeat && below == Outcome::Covered) return Outcome::RepeatExact;
    if (at == Outcome::Covered && !prefers_exact_) return Outcome::Lost;  // there the exact path of the narrower rule does not win
    return at == Outcome::Lost || below == Outcome::Lost ? Outcome::Lost : Outcome::Repeat;
  }

  Outcome against(const Plan& plan, const PathOut& out, const model::PathMatch& match, std::size_t narrow) {
    Outcome outcome = Outcome::Repeat;
    const auto meets = [&](const Index::Entry& entry, bool same_text) {
      const Plan& other = plans_[entry.rule];
      const model::Path& path = index_.path(entry);
      const bool covers = path.match.kind == Kind::Exact ? out.type == PathType::Exact && same_text
                                                         : matches(path.match, sample_path(match));
      if (!covers) return;
      if (gateway::unconditional(*other.ref.rule)) {
        outcome = Outcome::Covered;
      } else if (outcome != Outcome::Covered && (!same_text || plan.specificity() >= other.specificity()) &&
                 !disjoint(*other.ref.rule, *plan.ref.rule)) {
        outcome = Outcome::Lost;
      }
    };
    const std::string_view text = match.text;
    for (std::size_t length = 0; length <= text.size(); ++length) {
      const std::string_view key = text.substr(0, length);
      for (const Index::Entry& entry : index_.with_text(narrow, key)) meets(entry, length == text.size());
      comparisons_ += 1;
    }
    for (const Index::Entry& entry : index_.regexes_on(narrow)) meets(entry, false);
    return outcome == Outcome::Repeat && order_unknown(out, narrow) ? Outcome::Lost : outcome;
  }

  /// Whether a path of the narrower host meets `out` in a way that the target orders differently, or not at all: regular
  /// expressions, and before v0.7.0 an exact path below a prefix of the same length.
  bool order_unknown(const PathOut& out, std::size_t narrow) const {
    const std::string& text = out.from->match.text;
    if (out.type == PathType::Exact && !prefers_exact_) return !index_.with_text(narrow, text + "/").empty();
    if (out.type == PathType::PathPrefix && !prefers_exact_ && text.ends_with('/') && text.size() > 1) {
      const auto bare = index_.with_text(narrow, std::string_view(text).substr(0, text.size() - 1));
      if (std::ranges::any_of(bare, [&](const Index::Entry& entry) { return index_.path(entry).match.kind == Kind::Exact; })) return true;
    }
    if (out.type == PathType::PathPrefix && !prefers_exact_ && text == "/") {  // `/` itself may be taken, which is reported, unless it is guarded
      const auto guards_root = [&](const Index::Entry& entry) { return index_.path(entry).match.kind == Kind::Exact && is_guarded(plans_[entry.rule]); };
      if (std::ranges::any_of(index_.with_text(narrow, text), guards_root)) return true;
    }
    const bool regex = out.type == PathType::RegularExpression;
    const auto inside = index_.beginning_with(narrow, text);
    if (regex) return !inside.empty();
    for (std::size_t length = 1; length < text.size(); ++length)
      for (const Index::Entry& entry : index_.with_text(narrow, std::string_view(text).substr(0, length)))
        if (index_.path(entry).match.kind == Kind::TextPrefix && !index_.path(entry).match.text.ends_with('/')) return true;
    return false;
  }

  const std::vector<Plan>& plans_;
  const Index& index_;
  const Settings& settings_;
  bool prefers_exact_;
  std::vector<Overtaking> overtaking_;
  std::map<std::uint32_t, Result> results_;
  std::map<std::size_t, std::string_view> overrun_;  // wider hosts that were not compared with every narrower one
  std::vector<const model::Path*> lost_guards_;        // paths of guarded rules that cannot be repeated on the host
  std::deque<PathOut> exact_;                          // of pairs that are repeated in part
  std::size_t comparisons_ = 0;
};

/// The narrower host's own rule that takes `path` as the prefix `path/`; nullptr if there is none.
const RuleRef* taken_by(std::string_view host, const std::string& path, const Index& index) {
  const auto hosts = index.hosts_for(host);
  const auto below = hosts.empty() ? std::span<const Index::Entry>() : index.with_text(hosts.front(), path + "/");
  return below.empty() ? nullptr : &index.ref(below.front());
}

void report_lost(const Plan& plan, const Search::Result& result, const Index& index, Sink& sink) {
  const model::Rule& rule = *plan.ref.rule;
  Request request{.host = sample_host(result.lost_host), .path = sample_path(result.lost->match)};
  const bool met = meet(rule, request);
  const RuleRef* const after = taken_by(result.lost_host, request.path, index);
  const std::string was = describe_backends(*plan.ref.route, rule);
  const std::string becomes = after == nullptr ? "404" : describe_backends(*after->route, *after->rule);
  const bool alike = after != nullptr && was == becomes && model::same_filters(after->rule->filters.get(), rule.filters.get());
  if (alike && met && unconditional(*after->rule) && result.lost_hosts == 1 && result.lost->match.kind == Kind::Exact) return;  // it loses nothing
  const std::string host = result.lost_hosts == 1 ? std::string(result.lost_host) : fmt::format("{} and {} other hosts", result.lost_host, result.lost_hosts - 1);
  Finding& finding = sink.report<Code::host_fall_through>(result.lost->at, host, rule.name.empty() ? plan.ref.route->name : rule.name);
  const RuleRef* const before = met ? index.winner(request) : nullptr;
  if (before != nullptr && before->rule == &rule) finding.witness = Witness{describe(request), was, becomes};
}

}  // namespace

std::vector<Plan> repeat_on_narrower_hosts(std::vector<Plan>& plans, const Index& index, const Settings& settings, Sink& sink) {
  std::vector<Plan> out;
  Search search(plans, index, settings);
  auto results = search.run();
  if (!search.overtaking().empty()) {
    close(plans, search.overtaking(), sink);
    results = Search(plans, index, settings).run();
  }
  for (auto& [rule, result] : results) {
    const Plan& plan = plans[rule];
    for (auto& [paths, hosts] : result.repeats) {
      if (hosts.size() > kMaxHosts) {
        if (result.lost == nullptr) {
          result.lost = paths.front()->from;
          result.lost_host = hosts[kMaxHosts];
        }
        result.lost_hosts += hosts.size() - kMaxHosts;
      }
      Plan& repeat = out.emplace_back(plan);
      repeat.paths.clear();
      for (const PathOut* path : paths) repeat.paths.push_back(*path);
      repeat.hosts.assign(hosts.begin(), hosts.begin() + static_cast<std::ptrdiff_t>(std::min(hosts.size(), kMaxHosts)));
    }
    if (result.lost != nullptr) report_lost(plan, result, index, sink);
  }
  return out;
}

}  // namespace gw::gateway
