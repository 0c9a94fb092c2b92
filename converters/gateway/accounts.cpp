#include "gateway/accounts.h"

#include <algorithm>
#include <map>

#include "gateway/extensions/extensions.h"
#include "gateway/gateways.h"
#include "gateway/paths.h"
#include "gateway/rule_value.h"
#include "gateway/upstream.h"
#include "source/words.h"

namespace gw::gateway {
namespace {

constexpr std::string_view kTimeout = "spec.rules[].timeouts.backendRequest";

}  // namespace

void report_backends_and_timeouts(const std::vector<Plan>& plans, const Settings& settings, Sink& sink) {
  for (const Plan& plan : plans) {
    const model::Rule& rule = *plan.ref.rule;
    const bool redirects = rule.filters && rule.filters->redirect;
    if (plan.printed && !plan.denies && rule.backends.empty() && !redirects)
      sink.report<Code::no_backend>(rule.at, plan.ref.route->product, prefers_exact(settings.target) ? "500" : "404 or 500");
    if (rule.upstream && !plan.denies) report_upstream(*rule.upstream, plan.grpc ? "GRPCRoute" : "HTTPRoute", settings, sink);
    if (!rule.timeouts || keeps_of(plan, settings).service_settings) continue;
    const model::Timeouts& t = rule.timeouts->value;
    if (plan.grpc) {  // which have none in any release
      sink.report<Code::timeout_not_converted>(rule.timeouts->at, t.written).help = "set a timeout on the implementation; GRPCRoutes have none";
      continue;
    }
    if (settings.approximate_timeouts && !has_field(settings.target, "HTTPRoute", kTimeout)) continue;  // GW4001 follows
    if (settings.approximate_timeouts)
      sink.report<Code::timeout_approximated>(rule.timeouts->at, t.written, duration(t.read_milliseconds));
    else
      sink.report<Code::timeout_not_converted>(rule.timeouts->at, t.written).available =
          first_available("HTTPRoute", kTimeout);
  }
}

/// Names every rule that is not printed, with what it serves in the source: the reason is a finding of its own.
void report_not_printed(const Plan& plan, Sink& sink) {
  const model::Rule& rule = *plan.ref.rule;
  std::string serves = "no path";
  const std::size_t count = rule.paths.size() * std::max<std::size_t>(rule.hosts.size(), 1);
  if (count > 0)
    serves = fmt::format("`{}{}`", rule.hosts.empty() ? "" : rule.hosts.front().value, rule.paths.front().written);
  if (count > 1) serves += fmt::format(" and {} more", count - 1);
  sink.report<Code::rule_not_printed>(rule.at, rule.name.empty() ? plan.ref.route->name : rule.name,
                                      serves + " to " + describe_backends(*plan.ref.route, rule),
                                      plan.denies ? "; its requests are refused, so that no open rule takes them" : "");
}

/// One note per ingress class, and a warning if there are several: they shared nothing before, and share a Gateway now.
void report_classes(const model::Model& model, const Settings& settings, Sink& sink) {
  std::map<std::string, std::pair<std::size_t, Origin>> classes;
  for (const model::Route& route : model.routes) {
    if (route.ingress_class.empty()) continue;
    auto& [count, first] = classes.try_emplace(route.ingress_class, 0, route.at).first->second;
    ++count;
  }
  for (const auto& [name, at] : model.other_classes) ++classes.try_emplace(name, 0, at).first->second.first;
  std::string names;
  for (const auto& [name, seen] : classes) {
    sink.report<Code::class_becomes_gateway>(Origin{}, name, plural(seen.first, "object") + (seen.first == 1 ? " is" : " are"), common_gateway(settings));
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", name);
  }
  for (const model::IngressClass& of : model.classes)
    sink.report<Code::class_becomes_gateway>(Origin{}, of.name, std::to_string(of.objects) + (of.objects == 1 ? " Ingress is" : " Ingresses are"),
                                             gateway_name(settings, of.gateway, model.classes.size() == 1));
  if (classes.size() > 1) sink.report<Code::several_classes>(Origin{}, classes.size(), names, common_gateway(settings));
}

/// Where `*` was written next to rules without hosts, it ranked above them; without hostnames nothing does.
void report_any_hosts(std::span<const RuleRef> rules, Sink& sink) {
  const auto hostless = [](const RuleRef& ref) { return ref.rule->hosts.empty() && !ref.rule->any_host_written; };
  if (std::ranges::none_of(rules, hostless)) return;
  for (const RuleRef& ref : rules)
    if (ref.rule->any_host_written) sink.report<Code::host_any_loses_rank>(ref.rule->at);
}

/// A hostname has whole labels: `*foo.com` loses `barfoo.com`, which perhaps another rule serves from now on.
void report_suffix_hosts(std::span<const RuleRef> rules, const Index& index, Sink& sink) {
  for (const RuleRef& ref : rules) {
    for (const From<model::SuffixHost>& suffix : ref.rule->suffix_hosts) {
      const std::string& name = suffix.value.name;
      const std::string lost = "bar" + name;
      Finding& finding = sink.report<Code::host_suffix_narrowed>(suffix.at, suffix.value.written, name, "*." + name, lost);
      if (ref.rule->paths.empty()) continue;
      Request request{.host = lost, .path = sample_path(ref.rule->paths.front().match)};
      if (!meet(*ref.rule, request)) continue;
      const RuleRef* after = index.winner(request);
      finding.witness = Witness{describe(request), describe_backends(*ref.route, *ref.rule),
                                after ? describe_backends(*after->route, *after->rule) : "404"};
    }
  }
}

void report_repeat(const Plan& plan, const std::string& name, Sink& sink) {
  std::string hosts;
  constexpr std::size_t kShown = 3;
  for (std::size_t i = 0; i < std::min(plan.hosts.size(), kShown); ++i)
    hosts += fmt::format("{}`{}`", i == 0 ? "" : ", ", plan.hosts[i]);
  if (plan.hosts.size() > kShown) hosts += fmt::format(" and {} more hosts", plan.hosts.size() - kShown);
  sink.report<Code::host_fall_through_copied>(plan.ref.rule->at, hosts, plan.grpc ? "GRPCRoute" : "HTTPRoute", name);
}

}  // namespace gw::gateway
