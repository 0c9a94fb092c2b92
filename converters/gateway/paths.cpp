#include "gateway/paths.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "gateway/implementations/implementations.h"
#include "model/same_filters.h"
#include "model/regex.h"

namespace gw::gateway {
namespace {

using Kind = model::PathMatch::Kind;
constexpr std::size_t kFewPaths = 16;
constexpr std::string_view kMethods[] = {"GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "PATCH"};
constexpr std::size_t kEvaded = 4;  // conditional rules that are gone around for an example

class Lowering {
 public:
  Lowering(Plan& plan, const Index& index, const Settings& settings, Sink& sink)
      : plan_(plan), rule_(*plan.ref.rule), index_(index), settings_(settings), sink_(sink),
        limit_(http_limits(settings.target).path_length) {}

  void run() {
    if (!plan_.paths.empty()) return;  // a condition on the path has taken their place
    if (plan_.grpc) return take_calls();
    if (rule_.paths.size() > kFewPaths)
      for (const model::Path& path : rule_.paths) by_text_.emplace(path.match.text, path.match.kind);
    for (const model::Path& path : rule_.paths)
      if (!plan_.is_shadowed(path)) take(path);
  }

 private:
  void add(PathType type, std::string value, const model::Path& path) {
    if (value.size() > limit_) {
      sink_.report<Code::path_not_expressible>(path.at, path.written, fmt::format("it is longer than {} characters", limit_));
      return;
    }
    plan_.paths.push_back({type, std::move(value), &path});
  }

  bool in_rule(Kind kind, std::string_view text) const {
    if (rule_.paths.size() <= kFewPaths)
      return std::ranges::any_of(rule_.paths, [&](const model::Path& p) { return p.match.kind == kind && p.match.text == text; });
    const auto [first, last] = by_text_.equal_range(text);
    return std::any_of(first, last, [&](const auto& entry) { return entry.second == kind; });
  }

  /// Whether that is another rule, and not another half of this one.
  bool competes(const Index::Entry& entry) const {
    return index_.ref(entry).rule != &rule_ && !are_halves(index_.ref(entry), plan_.ref);
  }

  /// Whether an exact path of another rule stands on one of this rule's hosts.
  bool contested(std::string_view text) const {
    for (const std::string_view host : host_names(rule_))
      for (const std::size_t number : index_.hosts_for(host))
        for (const Index::Entry& entry : index_.with_text(number, text))
          if (index_.path(entry).match.kind == Kind::Exact && competes(entry)) return true;
    return false;
  }

  /// Names of gRPC, which mean the same calls either way.
  void take_calls() {
    for (const model::Path& path : rule_.paths)
      if (!plan_.is_shadowed(path)) plan_.paths.push_back({path.match.kind == Kind::Exact ? PathType::Exact : PathType::PathPrefix, path.match.text, &path});
  }

  void take(const model::Path& path) {
    switch (path.match.kind) {
      case Kind::Exact: return take_exact(path);
      case Kind::SegmentPrefix: return take_segment_prefix(path);
      case Kind::TextPrefix: return take_text_prefix(path);
      case Kind::Regex: return take_regex(path);
    }
  }

  Router::Prefixes prefixes() const { return settings_.implementation == nullptr ? Router::Prefixes::Segments : settings_.implementation->router.prefixes; }

  /// `/left` and `/left/*` of one rule are together the prefix `/left`.
  bool has_twin(std::string_view exact) const {
    return prefixes() != Router::Prefixes::Text && exact != "/" && in_rule(Kind::Exact, exact) && in_rule(Kind::TextPrefix, std::string(exact) + "/") && !contested(exact);
  }

  /// `/left/` says nothing that `/left/*` of the same rule does not say, unless another rule may come between the two.
  bool is_covered(std::string_view exact) const {
    if (!exact.ends_with('/') || !in_rule(Kind::TextPrefix, exact)) return false;
    for (const std::string_view host : host_names(rule_))
      for (const std::size_t number : index_.hosts_for(host)) {
        const auto others = index_.with_text(number, exact);
        if (std::ranges::any_of(others, [&](const Index::Entry& entry) { return competes(entry); }) || !index_.regexes_on(number).empty()) return false;
      }
    return true;
  }

  void take_exact(const model::Path& path) {
    if (is_covered(path.match.text)) return;
    if (has_twin(path.match.text)) return add(PathType::PathPrefix, path.match.text, path);
    if (!settings_.plain_path_is_prefix || path.match.text == "/") return add(PathType::Exact, path.match.text, path);
    add(PathType::PathPrefix, path.match.text, path);
    const std::string below = path.match.text + (path.match.text.ends_with('/') ? "x" : "/x");
    report_new<Code::plain_path_widened>(path, below, path.match.text);
  }

  void take_segment_prefix(const model::Path& path) {
    const std::string& text = path.match.text;
    if (prefixes() != Router::Prefixes::Text || text.ends_with('/') || replaces_prefix(rule_)) return add(PathType::PathPrefix, text, path);
    add(PathType::Exact, text, path);
    add(PathType::PathPrefix, text + "/", path);
  }

  void take_text_prefix(const model::Path& path) {
    const std::string& text = path.match.text;
    if (text == "/" || prefixes() == Router::Prefixes::Text) return add(PathType::PathPrefix, text, path);
    if (!text.ends_with('/')) return take_string_prefix(path);
    const std::string bare = text.substr(0, text.size() - 1);
    if (has_twin(bare)) return;  // written together with the exact path
    add(PathType::PathPrefix, text, path);
    if (prefixes() == Router::Prefixes::Segments && !in_rule(Kind::Exact, bare)) report_new<Code::path_prefix_widened>(path, bare, text, bare);
  }

  void take_string_prefix(const model::Path& path) {
    const std::string& text = path.match.text;
    if (settings_.regex_paths) {
      const std::string value = "^" + model::escape(text) + ".*";
      add(PathType::RegularExpression, value, path);
      sink_.report<Code::path_becomes_regex>(path.at, path.written, value);
      return;
    }
    add(PathType::PathPrefix, text, path);
    const std::string lost = text + "x";
    Finding& finding = sink_.report<Code::path_narrowed>(path.at, path.written, text, lost);
    Request request{.host = sample_host(host_names(rule_).front()), .path = lost};
    if (!meet(rule_, request) || index_.winner(request) == nullptr || index_.winner(request)->rule != &rule_) return;
    const RuleRef* after = index_.winner(request, &rule_);
    finding.witness = Witness{describe(request), describe_backends(*plan_.ref.route, rule_),
                              after ? describe_backends(*after->route, *after->rule) : "404"};
  }

  void take_regex(const model::Path& path) {
    if (!settings_.regex_paths) {
      sink_.report<Code::path_not_expressible>(path.at, path.written, "it needs a regular expression, and --no-regex forbids them");
      return;
    }
    const std::string value = "^" + path.match.text + "$";
    add(PathType::RegularExpression, value, path);
    sink_.report<Code::path_becomes_regex>(path.at, path.written, value);
  }

  /// Reports that the target also serves `extra`, unless the source serves it by this rule or by a rule that stays the
  /// winner. The first host where it makes a difference gives the witness.
  template <Code C, class... Args>
  void report_new(const model::Path& path, const std::string& extra, const Args&... args) {
    for (const std::string_view host : host_names(rule_)) {
      Request request{.host = sample_host(host), .path = extra.empty() ? "/" : extra};
      bool shown = meet(rule_, request);
      const RuleRef* before = index_.winner(request);
      if (before != nullptr && before->rule == &rule_) continue;
      if (before != nullptr && keeps(host, request, *before->rule) && (!shown || !answered_otherwise(host, request, before))) continue;
      if (before != nullptr && shown && has_exact(*before->rule, request.path)) {
        // That rule keeps its own requests; the new ones are those that it does not serve.
        shown = evade(*before->rule, request);
        before = index_.winner(request);
      }
      for (std::size_t tries = 0; tries < kEvaded && shown && answers_alike(before) && !unconditional(*before->rule); ++tries) {
        shown = evade(*before->rule, request);
        before = index_.winner(request);
      }
      if (shown && answers_alike(before) && !answered_otherwise(host, request, before)) continue;
      Finding& finding = sink_.report<C>(path.at, path.written, args...);
      const std::string was = before ? describe_backends(*before->route, *before->rule) : "404";
      const std::string becomes = describe_backends(*plan_.ref.route, rule_);
      if (shown && was != becomes) finding.witness = Witness{describe(request), was, becomes};  // else filters differ, which these words do not say
      return;
    }
  }

  /// Whether requests with another method get another answer: that of a rule for this method, which comes first.
  bool answered_otherwise(std::string_view host, Request& request, const RuleRef*& before) const {
    for (const std::string_view method : kMethods) {
      request.method = method;
      if (!satisfies(rule_, request)) continue;
      before = index_.winner(request);
      if (!answers_alike(before) && (before == nullptr || (before->rule != &rule_ && !keeps(host, request, *before->rule)))) return true;
    }
    return false;
  }

  bool answers_alike(const RuleRef* other) const {
    return other != nullptr && model::same_filters(other->rule->filters.get(), rule_.filters.get()) &&
           describe_backends(*other->route, *other->rule) == describe_backends(*plan_.ref.route, rule_);
  }

  static bool has_exact(const model::Rule& rule, std::string_view text) {
    return std::ranges::any_of(rule.paths, [&](const model::Path& p) { return p.match.kind == Kind::Exact && p.match.text == text; });
  }

  /// Whether `other` takes every request for that exact path away from the prefix: it is unconditional, it is printed, and
  /// exact paths win, or the same host makes another check report that they do not. A path and what is below it are written as one prefix. Nobody gets what is guarded (gateway/guarded).
  bool keeps(std::string_view host, const Request& request, const model::Rule& other) const {
    if (unconditional(other) && other.withheld == model::Withheld::Guarded && !sink_.accepts(Code::closed_with_guard)) return true;
    const auto names = host_names(other);
    const bool same_host = std::ranges::find(names, host) != names.end();
    const bool pair = std::ranges::any_of(other.paths, [&](const model::Path& p) { return p.match.kind == Kind::TextPrefix && p.match.text == request.path + "/"; });
    if (pair && (same_host || !unconditional(rule_))) return false;
    return has_exact(other, request.path) && unconditional(other) && other.withheld != model::Withheld::Omitted &&
           (prefers_exact(settings_.target) || same_host);
  }

  /// Changes the method so that `other` does not serve the request, if this rule allows it.
  bool evade(const model::Rule& other, Request& request) const {
    for (const std::string_view method : kMethods) {
      request.method = method;
      if (satisfies(rule_, request) && !satisfies(other, request)) return true;
    }
    return false;
  }

  Plan& plan_;
  const model::Rule& rule_;
  const Index& index_;
  const Settings& settings_;
  Sink& sink_;
  std::size_t limit_;
  std::unordered_multimap<std::string_view, Kind> by_text_;  // the paths of a rule with many
};

}  // namespace

std::string_view word(PathType type) {
  constexpr std::array<std::string_view, 3> kWords = {"Exact", "PathPrefix", "RegularExpression"};
  return kWords[static_cast<std::size_t>(type)];
}

bool prefers_exact(Target target) {
  const auto names = release_names();
  const auto since = std::ranges::find(names, "v0.7.0");
  return target.release >= since - names.begin();
}

bool prefers_methods(Target target) {
  const auto names = release_names();
  const auto since = std::ranges::find(names, "v0.7.1");
  return target.release >= since - names.begin();
}

std::vector<std::string_view> host_names(const model::Rule& rule) {
  if (rule.hosts.empty()) return {rule.any_host_written ? "*" : ""};
  std::vector<std::string_view> out;
  for (const From<std::string>& host : rule.hosts) out.push_back(host.value);
  return out;
}

void lower_paths(Plan& plan, const Index& index, const Settings& settings, Sink& sink) {
  Lowering(plan, index, settings, sink).run();
}

bool replaces_prefix(const model::Rule& rule) {
  const model::Filters* filters = rule.filters.get();
  const auto is_prefix = [](const model::PathRewrite& rewrite) { return rewrite.kind == model::PathRewrite::Kind::Prefix; };
  return filters != nullptr && ((filters->rewrite && is_prefix(filters->rewrite->value)) ||
                                (filters->redirect && filters->redirect->value.path && is_prefix(*filters->redirect->value.path)));
}

}  // namespace gw::gateway
