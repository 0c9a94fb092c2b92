#include "gateway/guarded.h"

#include <algorithm>

#include "gateway/implementations/implementations.h"
#include "gateway/paths.h"

namespace gw::gateway {
namespace {

using Kind = model::PathMatch::Kind;

/// What a path serves as the target's prefix beyond what it serves in the source: `/a` for `/a/*`, what is below for `/a`.
std::string widened_to(const PathOut& out, const model::Rule& rule, Router::Prefixes prefixes) {
  const model::PathMatch& match = out.from->match;
  if (out.type != PathType::PathPrefix || match.kind == Kind::Regex) return {};
  std::string more;
  if (match.kind == Kind::Exact) more = match.text.ends_with('/') ? match.text + "x" : match.text + "/x";
  else if (prefixes == Router::Prefixes::Segments && match.text.size() > 1 && match.text.ends_with('/')) more = match.text.substr(0, match.text.size() - 1);
  return std::ranges::any_of(rule.paths, [&](const model::Path& path) { return matches(path.match, more); }) ? std::string() : more;
}

std::vector<std::string> methods_to_try(const model::Rule& rule) {
  if (rule.methods.empty()) return {"GET", "POST", "DELETE", "OPTIONS"};
  std::vector<std::string> out;
  for (const auto& method : rule.methods) out.push_back(method.value);
  return out;
}

class Shields {
 public:
  Shields(Part& part, const Settings& settings)
      : part_(part), exact_wins_(prefers_exact(settings.target)),
        prefixes_(settings.implementation == nullptr ? Router::Prefixes::Segments : settings.implementation->router.prefixes) {}

  std::vector<Overtaking> run() {
    for (std::size_t i = 0; i < part_.plans.size(); ++i)
      if (const Plan& plan = part_.plans[i]; plan.printed && !plan.grpc && !is_guarded(plan))
        for (const PathOut& out : plan.paths)
          if (const std::string more = out.from == nullptr ? "" : widened_to(out, *plan.ref.rule, prefixes_); !more.empty()) look_at(i, out, more);
    for (auto& [number, path] : added_) part_.plans[number].paths.push_back(std::move(path));
    return std::move(overtaking_);
  }

 private:
  void look_at(std::size_t open, const PathOut& out, const std::string& path) {
    const model::Rule& rule = *part_.plans[open].ref.rule;
    for (const std::string_view host : host_names(rule))
      for (const std::string& method : methods_to_try(rule)) {
        Request request{.method = method, .host = sample_host(host), .path = path};
        if (!meet(rule, request)) continue;
        const RuleRef* const winner = part_.index.winner(request);
        if (winner == nullptr) continue;
        const auto number = static_cast<std::size_t>(winner - part_.rules.data());
        if (is_guarded(part_.plans[number]) && !part_.plans[number].grpc && !protect(number, out, path)) {
          const auto instead = std::ranges::find_if(winner->rule->paths, [&](const model::Path& one) { return matches(one.match, path); });
          overtaking_.push_back({open, number, out.from, &*instead, fmt::format("serves `{}`, which this one takes as well as a prefix", path)});
          return;
        }
      }
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
  bool exact_wins_;
  Router::Prefixes prefixes_;
  std::vector<std::pair<std::size_t, PathOut>> added_;
  std::vector<Overtaking> overtaking_;
};

}  // namespace

bool is_guarded(const Plan& plan) {
  const model::Rule& rule = *plan.ref.rule;
  return plan.printed && (plan.denies || rule.guards_kept || (rule.filters && rule.filters->external_auth));
}

std::vector<Overtaking> shield(Part& part, const Settings& settings) {
  if (std::ranges::none_of(part.plans, is_guarded)) return {};
  return Shields(part, settings).run();
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

}  // namespace gw::gateway
