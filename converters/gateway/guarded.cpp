#include "gateway/guarded.h"

#include <algorithm>

#include "gateway/implementations/implementations.h"
#include "gateway/paths.h"
#include "gateway/precedence.h"

namespace gw::gateway {
namespace {

using Kind = model::PathMatch::Kind;

class Shields {
 public:
  Shields(Part& part, std::span<const model::Listener> listeners, const Settings& settings)
      : part_(part), listeners_(listeners), settings_(settings), exact_wins_(prefers_exact(settings.target)) {}

  std::vector<Overtaking> run() {
    for (std::size_t i = 0; i < part_.plans.size(); ++i)
      if (const Plan& plan = part_.plans[i]; plan.printed && !plan.grpc && !is_guarded(plan))
        for (const PathOut& out : plan.paths)
          if (const std::string more = out.from == nullptr ? "" : widened_to(out, *plan.ref.rule, settings_); !more.empty()) look_at(i, out, more);
    for (auto& [number, path] : added_) part_.plans[number].paths.push_back(std::move(path));
    return std::move(overtaking_);
  }

 private:
  void look_at(std::size_t open, const PathOut& out, const std::string& path) {
    for (const std::string& host : hosts_of(part_.plans[open]))
      for (const Index::Entry& entry : in_order(host, path)) {
        if (entry.rule == open) break;  // it gets them anyway
        const Plan& plan = part_.plans[entry.rule];
        if (disjoint(*plan.ref.rule, *part_.plans[open].ref.rule) || plan.ref.route->gateway != part_.plans[open].ref.route->gateway) continue;
        if (is_guarded(plan) && !plan.grpc && !protect(entry.rule, out, path))
          return overtaking_.push_back({open, entry.rule, out.from, &part_.index.path(entry), fmt::format("serves `{}`, which this one takes as well as a prefix", path)});
        if (unconditional(*plan.ref.rule)) break;  // nothing gets past it
      }
  }

  /// Hosts of the rule, and of listeners where it meets rules of narrower ones.
  std::vector<std::string> hosts_of(const Plan& plan) const {
    std::vector<std::string> out;
    for (const std::string_view host : host_names(*plan.ref.rule)) {
      out.push_back(sample_host(host));
      for (const model::Listener& listener : listeners_)
        if (host.empty() || (host.starts_with('*') && listener.host.ends_with(host.substr(1)))) out.push_back(sample_host(listener.host));
    }
    return out;
  }

  /// The paths that serve `path` for the host, in the order of the source.
  std::vector<Index::Entry> in_order(const std::string& host, const std::string& path) const {
    std::vector<Index::Entry> out;
    for (const std::size_t number : part_.index.hosts_for(host)) {
      const std::size_t begin = out.size();
      const auto add = [&](const Index::Entry& entry) {
        if (matches(part_.index.path(entry).match, path)) out.push_back(entry);
      };
      for (std::size_t length = 0; length <= path.size(); ++length)
        std::ranges::for_each(part_.index.with_text(number, std::string_view(path).substr(0, length)), add);
      std::ranges::for_each(part_.index.regexes_on(number), add);
      std::ranges::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), [&](const Index::Entry& a, const Index::Entry& b) { return part_.index.path(a).rank > part_.index.path(b).rank; });
    }
    return out;
  }

  /// Whether the guarded rule keeps the path: it has it exactly, or does now.
  bool protect(std::size_t guarded, const PathOut& open, const std::string& path) {
    if (!exact_wins_ || open.from->match.kind == Kind::Exact) return false;
    const Plan& plan = part_.plans[guarded];
    const auto has = [&](const PathOut& out) { return out.type == PathType::Exact && out.value == path; };
    if (std::ranges::any_of(plan.paths, has)) return true;
    for (const auto& [number, out] : added_)
      if (number == guarded && has(out)) return true;
    if (replaces_prefix(*plan.ref.rule) && !plan.denies) return false;  // each of its matches is a prefix
    const auto from = std::ranges::find_if(plan.ref.rule->paths, [&](const model::Path& one) { return matches(one.match, path); });
    added_.emplace_back(guarded, PathOut{PathType::Exact, path, &*from});
    return true;
  }

  Part& part_;
  std::span<const model::Listener> listeners_;
  const Settings& settings_;
  bool exact_wins_;
  std::vector<std::pair<std::size_t, PathOut>> added_;
  std::vector<Overtaking> overtaking_;
};

/// Whether a guarded path is not written, or without the regular expression that it needs: some of its requests are nobody's then.
bool is_written_in_part(const Plan& plan, const model::Path& path, bool regex_paths) {
  const auto says = [&](const PathOut& out) { return out.from == &path || (out.type == PathType::PathPrefix && path.match.text == out.value + "/"); };
  if (std::ranges::none_of(plan.paths, says)) return !plan.is_shadowed(path);
  if (regex_paths) return false;
  if (path.match.kind != Kind::Regex && (path.match.kind != Kind::TextPrefix || path.match.text.ends_with('/'))) return false;
  return !plan.is_shadowed(path) && std::ranges::none_of(plan.paths, [&](const PathOut& out) { return out.from == &path && out.type == PathType::RegularExpression; });
}

/// Whether the other path may take requests of the guarded one.
bool takes_some(const model::PathMatch& other, const model::PathMatch& guarded) {
  return guarded.kind == Kind::Exact ? matches(other, guarded.text) : competes(guarded, other);
}

/// Open rules that would take what a guarded one cannot say.
std::vector<Overtaking> beside_unwritten(const Part& part, bool regex_paths) {
  std::vector<Overtaking> out;
  for (std::size_t i = 0; i < part.plans.size(); ++i) {
    const Plan& plan = part.plans[i];
    if (!is_guarded(plan) && !plan.denies) continue;
    std::vector<const model::Path*> unwritten;
    for (const model::Path& path : plan.ref.rule->paths)
      if (is_written_in_part(plan, path, regex_paths)) unwritten.push_back(&path);
    if (plan.ref.rule->unwritten)
      for (const model::Path& path : *plan.ref.rule->unwritten) unwritten.push_back(&path);
    for (const model::Path* path : unwritten)
      for (const std::string_view host : host_names(*plan.ref.rule))
        for (const std::size_t number : part.index.hosts_for(host))
          for (const Index::Entry& entry : part.index.on_host(number)) {
            const Plan& other = part.plans[entry.rule];
            if (!other.printed || is_guarded(other) || other.ref.route->gateway != plan.ref.route->gateway || !takes_some(part.index.path(entry).match, path->match)) continue;
            out.push_back({entry.rule, i, &part.index.path(entry), path, regex_paths ? "cannot be written" : "cannot be written whole without regular expressions"});
          }
  }
  return out;
}

}  // namespace

bool is_guarded(const Plan& plan) {
  const model::Rule& rule = *plan.ref.rule;
  return plan.printed && (plan.denies || rule.guards_kept || (rule.filters && rule.filters->external_auth));
}

std::string widened_to(const PathOut& out, const model::Rule& rule, const Settings& settings) {
  const Router::Prefixes prefixes = settings.implementation == nullptr ? Router::Prefixes::Segments : settings.implementation->router.prefixes;
  const model::PathMatch& match = out.from->match;
  if (out.type != PathType::PathPrefix || match.kind == Kind::Regex) return {};
  std::string more;
  if (match.kind == Kind::Exact) more = match.text.ends_with('/') ? match.text + "x" : match.text + "/x";
  else if (prefixes == Router::Prefixes::Segments && match.text.size() > 1 && match.text.ends_with('/')) more = match.text.substr(0, match.text.size() - 1);
  const Kind other = match.kind == Kind::Exact ? Kind::TextPrefix : Kind::Exact;  // the two together are what the prefix says
  const std::string text = match.kind == Kind::Exact ? match.text + "/" : more;
  return std::ranges::any_of(rule.paths, [&](const model::Path& path) { return path.match.kind == other && path.match.text == text; }) ? std::string() : more;
}

void close(std::vector<Plan>& plans, const std::vector<Overtaking>& overtaking, Sink& sink) {
  for (const Overtaking& one : overtaking) {
    Plan& plan = plans[one.open];
    if (plan.denies) continue;
    const auto hosts = host_names(*plan.ref.rule);
    const std::string_view host = hosts.front().empty() ? std::string_view("*") : hosts.front();
    if (!sink.report<Code::closed_with_guard>(one.path->at, one.path->written, host, one.instead->written, one.why).accepted) plan.denies = true;
  }
}

void shield(Part& part, std::span<const model::Listener> listeners, const Settings& settings, Sink& sink) {
  if (std::ranges::any_of(part.plans, is_guarded)) close(part.plans, Shields(part, listeners, settings).run(), sink);
}

void close_overtaking(Part& part, const Settings& settings, Sink& sink) {
  if (std::ranges::none_of(part.plans, [](const Plan& plan) { return is_guarded(plan) || plan.denies; })) return;
  const bool any_prefix = settings.implementation != nullptr && settings.implementation->router.prefixes == Router::Prefixes::Text;
  close(part.plans, beside_unwritten(part, settings.regex_paths || any_prefix), sink);
  Sink unheard(sink.accepted());
  close(part.plans, check_precedence(part.plans, part.index, settings, unheard), sink);
}

}  // namespace gw::gateway
