#include "gateway/implementations/refusals.h"

#include <set>

#include "gateway/implementations/implementations.h"

namespace gw::gateway {
namespace {

/// The hosts of some rules, and which other hosts they have requests in common with.
class Hosts {
 public:
  void add(const Plan& plan) {
    each(plan, [&](std::string_view host) {
      names_.emplace(host);
      if (host.starts_with('*')) wildcards_.emplace(host.substr(1));
      each_suffix(host, [&](std::string_view suffix) { suffixes_.emplace(suffix); });
    });
    any_ = any_ || has_none(plan);
  }

  bool meet(const Plan& plan) const {
    bool found = any_ || has_none(plan);
    each(plan, [&](std::string_view host) {
      found = found || names_.contains(std::string(host)) || (host.starts_with('*') && suffixes_.contains(std::string(host.substr(1))));
      each_suffix(host, [&](std::string_view suffix) { found = found || wildcards_.contains(std::string(suffix)); });
    });
    return found;
  }

 private:
  static bool has_none(const Plan& plan) { return plan.hosts.empty() && plan.ref.rule->hosts.empty(); }

  template <class Act>
  static void each(const Plan& plan, Act&& act) {
    for (const std::string& host : plan.hosts) act(host);
    if (plan.hosts.empty())
      for (const From<std::string>& host : plan.ref.rule->hosts) act(host.value);
  }

  /// `.example.com` and `.com` of `shop.example.com`.
  template <class Act>
  static void each_suffix(std::string_view host, Act&& act) {
    for (std::size_t dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.', dot + 1)) act(host.substr(dot));
  }

  std::set<std::string> names_, wildcards_, suffixes_;
  bool any_ = false;
};

bool is_lost(const Plan& plan, Refusals refusals) {
  if (!plan.printed || !plan.denies) return false;
  return refusals == Refusals::Lost || std::ranges::any_of(plan.paths, [](const PathOut& path) { return path.type == PathType::RegularExpression; });
}

}  // namespace

void withhold_beside_lost_refusals(std::vector<Plan>& plans, std::vector<Plan>& repeats, const Settings& settings, Sink& sink) {
  const Implementation* implementation = settings.implementation;
  if (implementation == nullptr || implementation->refusals == Refusals::Kept) return;
  Hosts guarded;
  bool some = false;
  for (const Plan& plan : plans) {
    if (!is_lost(plan, implementation->refusals)) continue;
    const std::string what = fmt::format("rule {}", plan.ref.rule->name.empty() ? plan.ref.route->name : plan.ref.rule->name);
    const std::string_view says = implementation->refusals == Refusals::Lost ? "a rule without a backend is passed over, and another rule takes its requests"
                                                                             : "a path that is a regular expression is not served, and another rule takes its requests";
    const Finding& finding = sink.report<Code::implementation_opens_guard>(plan.ref.rule->at, what, implementation->label(), says, "every rule of its hosts");
    if (finding.accepted) continue;
    guarded.add(plan);
    some = true;
  }
  if (!some) return;
  for (std::vector<Plan>* all : {&plans, &repeats})
    for (Plan& plan : *all)
      if (guarded.meet(plan)) plan.printed = plan.denies = false;
}

}  // namespace gw::gateway
