#include "gateway/precedence.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "gateway/implementations/implementations.h"
#include "gateway/paths.h"
#include "model/regex.h"
#include "model/same_filters.h"
#include "source/words.h"

namespace gw::gateway {
namespace {

// Of rules with the same path on the same host, a rule is compared with this many: enough for people, linear for machines.
constexpr std::size_t kMaxPairsPerPath = 16;

/// Runs of entries on one host with the same path, greatest rank first.
template <class Visit>
void for_each_run(const Index& index, Visit visit) {
  for (std::size_t host = 0; host < index.hosts(); ++host) {
    const auto entries = index.on_host(host);
    for (std::size_t begin = 0; begin < entries.size();) {
      std::size_t end = begin + 1;
      while (end < entries.size() && index.path(entries[end]).match == index.path(entries[begin]).match) ++end;
      if (end - begin > 1) visit(host, entries.subspan(begin, end - begin));
      begin = end;
    }
  }
}

std::span<const Index::Entry> few(std::span<const Index::Entry> entries) {
  return entries.first(std::min(entries.size(), 4 * kMaxPairsPerPath));
}

/// Whether a path that `regex` matches may also match `other`.
bool may_meet(const std::string& regex, const model::PathMatch& other) {
  const std::string mine = lower_case(model::literal_start(regex));
  if (other.kind != model::PathMatch::Kind::Regex && lower_case(other.text).starts_with(mine)) return model::may_match_below("^(?:" + regex + ")", other.text, false);
  const std::string text = lower_case(other.kind == model::PathMatch::Kind::Regex ? model::literal_start(other.text) : other.text);
  return mine.starts_with(text) || text.starts_with(mine);
}

/// A path that both match, if one is easily made: one of theirs, or the other one with the end of what the expression matches.
std::optional<std::string> common_path(const model::PathMatch& regex, const model::PathMatch& other) {
  const std::string mine = sample_path(regex);
  const std::string theirs = sample_path(other);
  const auto both = [&](const std::string& path) { return matches(regex, path) && matches(other, path); };
  for (const std::string& path : other.text.size() > regex.text.size() ? std::array{theirs, mine} : std::array{mine, theirs})
    if (both(path)) return path;
  const std::string begin = theirs.ends_with('/') ? theirs.substr(0, theirs.size() - 1) : theirs;
  for (std::size_t at = mine.find('/'); at != std::string::npos; at = mine.find('/', at + 1))
    if (std::string path = begin + mine.substr(at); both(path)) return path;
  return std::nullopt;
}

class Check {
 public:
  Check(const std::vector<Plan>& plans, const Index& index, const Settings& settings, Sink& sink)
      : plans_(plans), index_(index), settings_(settings), sink_(sink) {}

  std::vector<Overtaking> run() {
    for_each_run(index_, [&](std::size_t host, std::span<const Index::Entry> run) { compare_run(host, run); });
    if (!prefers_exact(settings_.target)) check_exact_against_prefix();
    for (const Plan& plan : plans_) check_regexes(plan);
    for (const Plan& plan : plans_) note_priority(plan);
    return std::move(overtaking_);
  }

  void run_for(const std::vector<Plan>& repeats) {
    for (const Plan& repeat : repeats)
      for (const std::string& host : repeat.hosts)
        for (const std::size_t number : index_.hosts_for(host))
          if (index_.host_name(number) == host) check_repeat(repeat, number);
  }

 private:
  const Plan& plan(const Index::Entry& entry) const { return plans_[entry.rule]; }

  bool is_printed(const Index::Entry& entry) const {
    return plan(entry).printed && !plan(entry).is_shadowed(index_.path(entry));
  }

  /// A request that both entries match and that the source gives to `a` (or, for a tie, to either), not to a third rule.
  std::optional<Request> both(std::size_t host, const Index::Entry& a, const Index::Entry& b) const {
    const std::string path = sample_path(index_.path(a).match);
    for (const std::string_view more : {"", "x", "/x"}) {
      Request request{.host = sample_host(index_.host_name(host)), .path = path + std::string(more)};
      if (!matches(index_.path(a).match, request.path) || !matches(index_.path(b).match, request.path)) continue;
      if (!meet(*plan(a).ref.rule, request) || !meet(*plan(b).ref.rule, request)) continue;
      if (!satisfies(*plan(a).ref.rule, request)) continue;
      const RuleRef* winner = index_.winner(request);
      const bool tie = index_.path(a).rank == index_.path(b).rank;
      if (winner != nullptr && (winner->rule == plan(a).ref.rule || (tie && winner->rule == plan(b).ref.rule))) return request;
    }
    return std::nullopt;
  }

  /// Requests for one Gateway never meet the rules of another.
  static bool apart(const Plan& a, const Plan& b) { return a.ref.route->gateway != b.ref.route->gateway; }

  void compare_run(std::size_t host, std::span<const Index::Entry> run) {
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (!is_printed(run[i])) continue;
      for (std::size_t j = i + 1; j < std::min(run.size(), i + kMaxPairsPerPath); ++j)
        if (is_printed(run[j]) && run[i].rule != run[j].rule) compare(host, run[i], run[j]);
    }
  }

  /// `first` has the greater rank, or the same.
  void compare(std::size_t host, const Index::Entry& first, const Index::Entry& second) {
    const Plan& a = plan(first);
    const Plan& b = plan(second);
    if (apart(a, b) || (a.denies && b.denies) || are_halves(a.ref, b.ref) || disjoint(*a.ref.rule, *b.ref.rule)) return;
    if (!seen_.insert(std::minmax(first.rule, second.rule)).second) return;  // once per pair of rules
    contested_.insert(first.rule);
    contested_.insert(second.rule);
    if (same_answer(a, b) || ordered(first, second)) return;
    const bool tie = index_.path(first).rank == index_.path(second).rank;
    const auto left = specificity(a);
    const auto right = specificity(b);
    const auto request = both(host, first, second);
    if (tie) {
      const bool in_order = left == right && same_route_in_order(a, b);
      const std::string first_written = "the one that is written first";
      const std::string winner = in_order       ? first_written
                                 : left > right   ? "`" + title(a.ref) + "`"
                                 : left < right ? "`" + title(b.ref) + "`"
                                                : std::string(a.grpc ? "the older GRPCRoute" : "the older HTTPRoute");
      Finding& finding = sink_.report<Code::precedence_tie>(index_.path(second).at, a.ref.route->product, title(a.ref), title(b.ref), winner);
      const Plan& after = in_order ? (std::less{}(a.ref.rule, b.ref.rule) ? a : b) : left >= right ? a : b;
      if (request)
        finding.witness = Witness{describe(*request), describe_backends(*a.ref.route, *a.ref.rule) + " or " + describe_backends(*b.ref.route, *b.ref.rule),
                                  left == right && !in_order ? (a.grpc ? "that of the older GRPCRoute" : "that of the older HTTPRoute") : describe_backends(*after.ref.route, *after.ref.rule)};
      return;
    }
    if (left > right) return;
    if (left == right && same_route_in_order(a, b)) return;
    report_changed(index_.path(first), a, b, index_.path(second), request);
  }

  /// Whether priorities of the implementation's own say what ranks say.
  bool ordered(const Index::Entry& first, const Index::Entry& second) const {
    const auto& left = plan(first).priority;
    const auto& right = plan(second).priority;
    if (!left || !right) return false;
    return *left == *right ? index_.path(first).rank == index_.path(second).rank : *left > *right;
  }

  /// Rules of one HTTPRoute that tie are tried in their order, which follows priority.
  bool same_route_in_order(const Plan& a, const Plan& b) const {
    return ranks_conditions() && (settings_.route_per_resource || a.ref.route->joined) && a.ref.route == b.ref.route && host_names(*a.ref.rule) == host_names(*b.ref.rule);
  }

  /// Where nothing makes one of two matches more specific, their order is up to names that nobody has chosen.
  bool ranks_conditions() const { return settings_.implementation == nullptr || settings_.implementation->router.ranks_conditions; }

  std::array<std::size_t, 3> specificity(const Plan& plan) const { return ranks_conditions() ? plan.specificity() : std::array<std::size_t, 3>{}; }

  std::size_t number_of(const Plan& plan) const { return static_cast<std::size_t>(&plan - plans_.data()); }

  void note_overtaking(const Plan& open, const model::Path& path, const Plan& guarded, const model::Path& instead, std::string_view why) {
    if (is_guarded(guarded) && !is_guarded(open)) overtaking_.push_back({number_of(open), number_of(guarded), &path, &instead, std::string(why)});
  }

  void report_changed(const model::Path& at, const Plan& winner, const Plan& loser, const model::Path& taken_by, const std::optional<Request>& request) {
    note_overtaking(loser, taken_by, winner, at, "comes first in the source, but not in the Gateway API");
    Finding& finding = sink_.report<Code::precedence_changed>(at.at, title(winner.ref), title(loser.ref), winner.ref.route->product);
    std::string before = describe_backends(*winner.ref.route, *winner.ref.rule);
    std::string after = describe_backends(*loser.ref.route, *loser.ref.rule);
    if (request && before != after) finding.witness = Witness{describe(*request), std::move(before), std::move(after)};
  }

  /// Before v0.7.0 only the number of characters counts: `/left/` and a prefix `/left` are not worse than an exact `/left`.
  void check_exact_against_prefix() {
    for (std::size_t host = 0; host < index_.hosts(); ++host) {
      for (const Index::Entry& entry : index_.on_host(host)) {
        const model::Path& path = index_.path(entry);
        if (path.match.kind != model::PathMatch::Kind::Exact || !is_printed(entry)) continue;
        for (const Index::Entry& other : few(index_.with_text(host, path.match.text + "/"))) compare_lengths(host, entry, other);
        for (const Index::Entry& other : few(index_.with_text(host, path.match.text))) compare_lengths(host, entry, other);
      }
    }
  }

  void compare_lengths(std::size_t host, const Index::Entry& exact, const Index::Entry& other) {
    if (other.rule == exact.rule || !is_printed(other)) return;
    const bool prefix = std::ranges::any_of(plan(other).paths, [&](const PathOut& out) {
      return out.from == &index_.path(other) && out.type == PathType::PathPrefix;
    });
    if (!prefix || apart(plan(exact), plan(other)) || are_halves(plan(exact).ref, plan(other).ref) || disjoint(*plan(exact).ref.rule, *plan(other).ref.rule)) return;
    const bool as_long = index_.path(exact).match.text.size() == index_.path(other).match.text.size();
    if (as_long && same_route_in_order(plan(exact), plan(other)) && std::less{}(plan(exact).ref.rule, plan(other).ref.rule)) return;
    if (!seen_.insert(std::minmax(exact.rule, other.rule)).second) return;
    if (same_answer(plan(exact), plan(other))) return;
    report_changed(index_.path(exact), plan(exact), plan(other), index_.path(other), both(host, exact, exact));
  }

  /// The first path that competes with a regular expression of `p`: implementations order the two differently.
  void check_regexes(const Plan& p) {
    if (!p.printed) return;
    for (const PathOut& out : p.paths) {
      if (out.type != PathType::RegularExpression) continue;
      for (const std::string_view name : host_names(*p.ref.rule)) note_regex_overtaking(p, *out.from, name);
      for (const std::string_view name : host_names(*p.ref.rule)) {
        const Index::Entry* rival = find_rival(p, *out.from, name);
        if (rival == nullptr) continue;
        const model::Path& other = index_.path(*rival);
        Finding& finding = sink_.report<Code::regex_precedence>(out.from->at, out.value, other.written, title(plan(*rival).ref));
        const bool loses = settings_.implementation != nullptr && settings_.implementation->router.literals_first && p.ref.rule->guards_kept && is_guarded(plan(*rival)) && p.ref.rule->plugins != plan(*rival).ref.rule->plugins;
        if (loses) finding.severity = Severity::Error;  // longer prefixes win there, and they guard otherwise
        const auto common = common_path(out.from->match, other.match);
        Request request{.host = sample_host(name), .path = common.value_or("/")};
        // The same path exactly is certain: what is open is its other spellings.
        if (std::ranges::any_of(p.paths, [&](const PathOut& o) { return o.type == PathType::Exact && o.value == request.path; })) request.path = upper_case(request.path);
        const bool met = common && meet(*p.ref.rule, request) && meet(*plan(*rival).ref.rule, request) && satisfies(*p.ref.rule, request);
        const RuleRef* before = index_.winner(request);
        if (met && before != nullptr && (before->rule == p.ref.rule || before->rule == plan(*rival).ref.rule)) {
          const RuleRef& after = before->rule == p.ref.rule ? plan(*rival).ref : p.ref;
          finding.witness = Witness{describe(request), describe_backends(*before->route, *before->rule),
                                    "perhaps " + describe_backends(*after.route, *after.rule)};
        }
        break;
      }
    }
  }

  /// The first one that nothing has been said of yet: two regular expressions are rivals of each other.
  const Index::Entry* find_rival(const Plan& p, const model::Path& path, std::string_view host) {
    const Index::Entry* found = nullptr;
    for_each_rival(p, path, host, [&](const Index::Entry& entry) {
      if (rivals_.contains({index_.path(entry).at, path.at})) return false;
      found = &entry;
      return true;
    });
    if (found != nullptr) rivals_.insert({path.at, index_.path(*found).at});
    return found;
  }

  /// Calls `visit` with each path that competes with a regular expression on its host, until it returns true.
  template <class Visit>
  void for_each_rival(const Plan& p, const model::Path& path, std::string_view host, Visit visit) const {
    using Kind = model::PathMatch::Kind;
    const std::string key = path.match.kind == Kind::Regex ? "/" : path.match.text;
    for (const std::size_t number : index_.hosts_for(host)) {
      if (index_.host_name(number) != host) continue;
      const auto competes = [&](const Index::Entry& e) {
        if (plan(e).ref.rule == p.ref.rule || !is_printed(e) || (plan(e).denies && p.denies) || are_halves(plan(e).ref, p.ref) || apart(plan(e), p) || disjoint(*plan(e).ref.rule, *p.ref.rule)) return false;
        const model::PathMatch& other = index_.path(e).match;
        if (path.match.kind == Kind::Regex && other.kind == Kind::Exact) return matches(path.match, other.text);
        return path.match.kind != Kind::Regex || may_meet(path.match.text, other);
      };
      for (const Index::Entry& e : few(index_.beginning_with(number, key)))
        if (competes(e) && visit(e)) return;
      for (std::size_t length = 1; length < key.size(); ++length)
        for (const Index::Entry& e : few(index_.with_text(number, std::string_view(key).substr(0, length))))
          if (index_.path(e).match.kind == Kind::TextPrefix && competes(e) && visit(e)) return;
      if (path.match.kind != Kind::Regex || p.ref.route->order == model::Order::ByRank) continue;
      for (const Index::Entry& e : few(index_.regexes_on(number)))  // as `(?i:/a.*)`, which does not begin with a slash
        if (competes(e) && !same_answer(plan(e), p) && common_path(path.match, index_.path(e).match) && visit(e)) return;
    }
  }

  /// The order of a regular expression and another path is not known, or it is the wrong one, and one of them is guarded.
  void note_regex_overtaking(const Plan& p, const model::Path& path, std::string_view host) {
    for_each_rival(p, path, host, [&](const Index::Entry& entry) {
      const Plan& other = plan(entry);
      if (is_guarded(p) == is_guarded(other)) return false;
      if (p.ref.route->order != model::Order::ByRank && (is_guarded(p) || other.denies)) return false;  // other dialects have closed what they have to
      const model::Path& other_path = index_.path(entry);
      const auto common = common_path(path.match, other_path.match);
      Request request{.host = sample_host(host), .path = common.value_or("/")};
      const bool met = common && meet(*p.ref.rule, request) && meet(*other.ref.rule, request);
      const RuleRef* const before = met ? index_.winner(request) : nullptr;
      const Plan& guarded = is_guarded(p) ? p : other;
      if (common ? before != nullptr && before->rule != guarded.ref.rule : (&guarded == &p ? path.rank < other_path.rank : other_path.rank < path.rank)) return false;
      const bool literals_first = settings_.implementation != nullptr && settings_.implementation->router.literals_first;
      const bool plain = std::ranges::none_of(other.paths, [&](const PathOut& out) { return out.from == &other_path && out.type == PathType::RegularExpression; });
      if (literals_first && plain && &guarded == &other) return false;
      if (is_guarded(p)) note_overtaking(other, other_path, p, path, "is a regular expression, and which of them wins is up to the implementation");
      else note_overtaking(p, path, other, other_path, "competes with it, and this one is a regular expression: which of them wins is up to the implementation");
      return false;
    });
  }

  /// A rule that is repeated on `host` beside those that stand there.
  void check_repeat(const Plan& repeat, std::size_t host) {
    for (const Index::Entry& entry : few(index_.on_host(host))) {
      const Plan& other = plan(entry);
      if (!is_printed(entry) || other.ref.rule == repeat.ref.rule || (other.denies && repeat.denies) || apart(other, repeat) || disjoint(*other.ref.rule, *repeat.ref.rule) || same_answer(other, repeat)) continue;
      const auto written = std::ranges::find(other.paths, &index_.path(entry), &PathOut::from);
      for (const PathOut& out : repeat.paths) {
        check_root(repeat, out, entry, host);
        const bool mine = out.type == PathType::RegularExpression && competes(out.from->match, index_.path(entry).match);
        const bool theirs = !mine && written != other.paths.end() && written->type == PathType::RegularExpression && competes(written->from->match, out.from->match);
        if ((!mine && !theirs) || !repeats_.insert({mine ? out.from : written->from, mine ? other.ref.rule : repeat.ref.rule}).second) continue;
        if (mine) sink_.report<Code::regex_precedence>(out.from->at, out.value, index_.path(entry).written, title(other.ref));
        else sink_.report<Code::regex_precedence>(written->from->at, written->value, out.from->written, title(repeat.ref));
      }
    }
  }

  /// Before v0.7.0 nothing decides between an exact `/` and the prefix `/` of a rule that is repeated there. Beside a guarded
  /// one it is not.
  void check_root(const Plan& repeat, const PathOut& out, const Index::Entry& entry, std::size_t host) {
    const model::Path& path = index_.path(entry);
    const bool tie = path.match.kind == model::PathMatch::Kind::Exact && path.match.text == "/" && out.type == PathType::PathPrefix && out.from->match.text == "/";
    if (!tie || prefers_exact(settings_.target) || is_guarded(plan(entry)) || !repeats_.insert({&path, repeat.ref.rule}).second) return;
    report_changed(path, plan(entry), repeat, *out.from, Request{.host = sample_host(index_.host_name(host)), .path = "/"});
  }

  void note_priority(const Plan& p) {
    const auto& priority = p.ref.rule->priority;
    if (!priority || priority->value == 0) return;
    if (p.priority && *p.priority != priority->value)
      sink_.report<Code::priority_not_needed>(priority->at, priority->value, fmt::format("{} in its place keeps the order of the rules, exact paths included", *p.priority));
    if (p.priority) return;
    const auto number = static_cast<std::uint32_t>(&p - plans_.data());
    sink_.report<Code::priority_not_needed>(priority->at, priority->value,
                                            contested_.contains(number) ? "where it decides, a finding says what becomes of it"
                                                    : "no printed rule with the same path on the same host depends on it");
  }

  const std::vector<Plan>& plans_;
  const Index& index_;
  const Settings& settings_;
  Sink& sink_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;
  std::set<std::pair<const model::Path*, const model::Rule*>> repeats_;  // what has been said of rules that are repeated
  std::set<std::pair<Origin, Origin>> rivals_;
  std::set<std::uint32_t> contested_;  // rules whose order with another rule was looked at
  std::vector<Overtaking> overtaking_;
};

}  // namespace

std::string title(const RuleRef& ref) { return ref.rule->name.empty() ? ref.route->name : ref.rule->name; }

bool competes(const model::PathMatch& regex, const model::PathMatch& other) {
  using Kind = model::PathMatch::Kind;
  if (other.kind == Kind::Exact) return matches(regex, other.text);
  return may_meet(regex.kind == Kind::Regex ? regex.text : model::escape(regex.text) + ".*", other);
}

bool same_answer(const Plan& a, const Plan& b) {
  const auto same = [](const model::Backend& x, const model::Backend& y) {
    return x.service == y.service && name_space_of(x, {}) == name_space_of(y, {}) && x.port == y.port && x.weight == y.weight;
  };
  return !a.denies && !b.denies && a.ref.route->name_space == b.ref.route->name_space &&
         std::ranges::equal(a.ref.rule->backends, b.ref.rule->backends, same) && model::same_filters(a.ref.rule->filters.get(), b.ref.rule->filters.get());
}

void find_shadowed(std::vector<Plan>& plans, const Index& index, Sink& sink) {
  struct Loss {
    std::uint32_t rule, path, winner;
    std::size_t hosts;
  };
  std::vector<Loss> losses;
  for_each_run(index, [&](std::size_t, std::span<const Index::Entry> run) {
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (!unconditional(*plans[run[i].rule].ref.rule)) continue;
      for (const Index::Entry& loser : run.subspan(i + 1))
        if (index.path(loser).rank < index.path(run[i]).rank && loser.rule != run[i].rule)
          losses.push_back({loser.rule, loser.path, run[i].rule, 1});
      break;
    }
  });
  // A path is left out only if it loses on every host of its rule.
  std::ranges::stable_sort(losses, {}, [](const Loss& loss) { return std::pair(loss.rule, loss.path); });
  for (std::size_t begin = 0; begin < losses.size();) {
    std::size_t end = begin + 1;
    while (end < losses.size() && losses[end].rule == losses[begin].rule && losses[end].path == losses[begin].path) ++end;
    Plan& plan = plans[losses[begin].rule];
    const model::Path& path = plan.ref.rule->paths[losses[begin].path];
    if (end - begin >= host_names(*plan.ref.rule).size()) {
      plan.shadowed.push_back(&path);
      sink.report<Code::rule_shadowed>(path.at, path.written, title(plans[losses[begin].winner].ref));
    }
    begin = end;
  }
}

void check_repeats(const std::vector<Plan>& repeats, const std::vector<Plan>& plans, const Index& index, const Settings& settings, Sink& sink) {
  Check(plans, index, settings, sink).run_for(repeats);
}

std::vector<Overtaking> check_precedence(const std::vector<Plan>& plans, const Index& index, const Settings& settings, Sink& sink) {
  return Check(plans, index, settings, sink).run();
}

}  // namespace gw::gateway
