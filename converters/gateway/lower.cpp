#include "gateway/lower.h"

#include <algorithm>

#include "gateway/accounts.h"
#include "gateway/fall_through.h"
#include "gateway/gateways.h"
#include "gateway/groups.h"
#include "gateway/implementations/refusals.h"
#include "gateway/plans.h"
#include "gateway/precedence.h"
#include "gateway/tls_route.h"
#include "gateway/upstream.h"

namespace gw::gateway {
namespace {

/// Rules that compete by rank: who wins, who is repeated on narrower hosts, and what becomes of odd hosts.
std::vector<Plan> settle_by_rank(Part& part, const Settings& settings, Sink& sink) {
  make_plans(part, settings, sink);
  check_precedence(part.plans, part.index, settings, sink);
  report_any_hosts(part.rules, sink);
  report_suffix_hosts(part.rules, part.index, sink);
  report_backends_and_timeouts(part.plans, settings, sink);
  return repeat_on_narrower_hosts(part.plans, part.index, settings, sink);
}

/// Rules whose dialect has decided their order; flags about the paths of other dialects do not concern them.
void settle(Part& part, Settings settings, Sink& sink) {
  settings.plain_path_is_prefix = false;
  settings.route_per_resource = true;
  make_plans(part, settings, sink);
  if (part.rules.empty() || part.rules.front().route->order == model::Order::Repeated) return;
  check_precedence(part.plans, part.index, settings, sink);
  report_backends_and_timeouts(part.plans, settings, sink);
}

Summary count(const std::vector<Plan>& plans, Sink& sink) {
  Summary summary;
  for (const Plan& plan : plans) {
    if (plan.ref.route->order == model::Order::Repeated) continue;
    ++summary.rules;
    if (plan.printed && !plan.denies) continue;
    ++summary.not_printed;
    report_not_printed(plan, sink);
  }
  return summary;
}

}  // namespace

Summary lower(const model::Model& model, const Settings& settings, const std::vector<std::pair<std::string, std::string>>& taken,
              const Emit& emit, Sink& sink) {
  Part by_rank(model, model::Order::ByRank);
  Part settled(model, model::Order::Settled);
  Part repeated(model, model::Order::Repeated);
  std::vector<Plan> repeats = settle_by_rank(by_rank, settings, sink);
  settle(settled, settings, sink);
  settle(repeated, settings, sink);
  std::vector<Plan> plans = joined(std::move(by_rank.plans), std::move(settled.plans), std::move(repeated.plans));
  withhold_beside_lost_refusals(plans, repeats, settings, sink);

  report_classes(model, settings, sink);
  const Gateways gateways(model, plans, settings, sink);
  Names names(model.routes);
  for (const auto& [name_space, name] : taken) names.take(name_space, name);
  const Summary summary = count(plans, sink);
  gateways.write(emit);
  const auto write = [&](const RouteGroup& group) {
    if (group.plans.front()->ref.route->passthrough) return write_tls_route(group, settings, gateways, emit);
    return write_http_route(group, settings, gateways, names, emit, sink);
  };
  for_each_group(plans, settings, names, write);
  for_each_group(repeats, settings, names, [&](const RouteGroup& group) { report_repeat(*group.plans.front(), write(group), sink); });
  write_backend_tls(model, plans, settings, emit, sink);
  return summary;
}

}  // namespace gw::gateway
