// The routers that compare paths first and hosts last: `radixtree_uri` and `radixtree_uri_with_parameter`.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "apisix/kinds.h"
#include "apisix/rule.h"

namespace gw::apisix {
namespace {

constexpr std::size_t kMostHosts = 256;  // a rule is written for at most this many hosts of others

/// Hosts with what they end in, reversed, so that those below a wildcard stand together.
std::set<std::string> reversed_hosts(const model::Model& model) {
  std::set<std::string> out;
  for (const model::Route& route : model.routes)
    if (is_own(route))
      for (const model::Rule& rule : route.rules)
        for (const From<std::string>& host : rule.hosts) out.emplace(host.value.rbegin(), host.value.rend());
  return out;
}

class Spread {
 public:
  Spread(const std::set<std::string>& hosts, Lowering& to) : hosts_(hosts), to_(to) {}

  /// Hosts of other rules that the rule serves as well, though it does not name them. Where those of a rule without hosts are
  /// written, another rule is needed.
  void spread(model::Route& route) const {
    const std::size_t count = route.rules.size();
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<From<std::string>> more = covered(route.rules[i]);
      if (more.empty()) continue;
      model::Rule& rule = route.rules[i];
      if (!rule.hosts.empty()) {
        std::ranges::move(more, std::back_inserter(rule.hosts));
        continue;
      }
      model::Rule again = rule;
      if (!again.name.empty()) again.name += "-hosts";
      again.hosts = std::move(more);
      again.any_host_written = false;
      route.rules.push_back(std::move(again));
    }
  }

 private:
  std::vector<From<std::string>> covered(const model::Rule& rule) const {
    std::vector<From<std::string>> out;
    const auto add_below = [&](std::string suffix, Origin at) {
      std::ranges::reverse(suffix);
      for (auto host = hosts_.lower_bound(suffix); out.size() <= kMostHosts && host != hosts_.end() && host->starts_with(suffix); ++host) add(*host, at, rule, out);
    };
    if (rule.hosts.empty()) add_below("", rule.at);
    for (const From<std::string>& host : rule.hosts)
      if (host.value.starts_with('*')) add_below(host.value.substr(1), host.at);
    if (out.size() <= kMostHosts) return out;
    to_.sink.report<Code::path_first_hosts_left>(rule.at, kMostHosts);
    out.resize(kMostHosts);
    return out;
  }

  static void add(const std::string& reversed, Origin at, const model::Rule& rule, std::vector<From<std::string>>& out) {
    std::string host(reversed.rbegin(), reversed.rend());
    if (std::ranges::find(rule.hosts, host, &From<std::string>::value) == rule.hosts.end()) out.push_back({std::move(host), at});
  }

  const std::set<std::string>& hosts_;
  Lowering& to_;
};

}  // namespace

/// Rules that do not say how a Service is spoken to, but get what an Ingress says, since that stands in a policy for the Service.
void report_spoken_to(Lowering& to) {
  if (to.of_ingresses.empty()) return;
  for (const model::Route& route : to.model.routes) {
    if (!is_own(route)) continue;
    for (const model::Rule& rule : route.rules)
      for (const model::Backend& backend : rule.backends) {
        const auto found = to.of_ingresses.find({std::string(name_space_of(backend, route.name_space)), backend.service});
        if (found == to.of_ingresses.end() || found->second.written.empty() || found->second.objects.contains(route.at)) continue;
        to.sink.report<Code::settings_for_service>(backend.at, found->second.written, backend.service).severity = Severity::Warning;
      }
  }
}

void finish(Lowering& to) {
  report_spoken_to(to);
  if (to.options.apisix_router != ApisixRouter::HostUri) {
    const std::set<std::string> hosts = reversed_hosts(to.model);
    const Spread spread(hosts, to);
    for (model::Route& route : to.model.routes)
      if (is_own(route)) spread.spread(route);
  }
  split_doors(to);
}

}  // namespace gw::apisix
