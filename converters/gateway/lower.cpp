#include "gateway/lower.h"

#include <algorithm>
#include <tuple>

#include "gateway/accounts.h"
#include "gateway/extensions/extensions.h"
#include "gateway/fall_through.h"
#include "gateway/gateways.h"
#include "gateway/grants.h"
#include "gateway/groups.h"
#include "gateway/grpc_findings.h"
#include "gateway/grpc_route.h"
#include "gateway/implementations/implementations.h"
#include "gateway/implementations/refusals.h"
#include "gateway/infrastructure.h"
#include "gateway/listener_hosts.h"
#include "gateway/plans.h"
#include "gateway/precedence.h"
#include "gateway/streams.h"
#include "gateway/upstream.h"

namespace gw::gateway {
namespace {

/// Rules that compete by rank: who wins, who is repeated on narrower hosts, and what becomes of odd hosts.
std::vector<Plan> settle_by_rank(Part& part, const model::Model& model, const GrpcChoice& grpc, const Settings& settings, Sink& sink) {
  make_plans(part, settings, sink);
  if (const Extensions* extensions = extensions_of(settings)) extensions->settle(part.plans, part.index);
  const bool keeps_order = settings.implementation != nullptr && settings.implementation->router.tries_wider_hosts;
  if (!keeps_order) {
    shield(part, model.listeners, settings, sink);
    close_beside_any_host(part, settings, sink);
  }
  close_overtaking(part, settings, sink);
  check_precedence(part.plans, part.index, settings, sink);
  report_any_hosts(part.rules, sink);
  report_suffix_hosts(part.rules, part.index, sink);
  report_backends_and_timeouts(part.plans, settings, sink);
  report_grpc(part.plans, part.index, grpc, settings, sink);
  if (keeps_order) return {};
  std::vector<Plan> repeats = repeat_on_narrower_hosts(part.plans, part.index, settings, sink);
  check_listener_hosts(part, model.listeners, settings, sink);
  check_repeats(repeats, part.plans, part.index, settings, sink);
  return repeats;
}

/// Rules whose dialect has decided their order; flags about the paths of other dialects do not concern them.
void settle(Part& part, const GrpcChoice& grpc, Settings settings, Sink& sink) {
  settings.plain_path_is_prefix = false;
  settings.route_per_resource = true;
  make_plans(part, settings, sink);
  report_grpc(part.plans, part.index, grpc, settings, sink);
  if (part.rules.empty() || part.rules.front().route->order == model::Order::Repeated) return;
  close_overtaking(part, settings, sink);
  check_precedence(part.plans, part.index, settings, sink);
  report_backends_and_timeouts(part.plans, settings, sink);
}

Planned plan_all(const model::Model& model, const GrpcChoice& grpc, const Settings& settings, Sink& sink) {
  Part by_rank(model, model::Order::ByRank, grpc.rules);
  Part settled(model, model::Order::Settled, grpc.rules);
  Part repeated(model, model::Order::Repeated, grpc.rules);
  std::vector<Plan> repeats = settle_by_rank(by_rank, model, grpc, settings, sink);
  settle(settled, grpc, settings, sink);
  settle(repeated, grpc, settings, sink);
  return {joined(std::move(by_rank.plans), std::move(settled.plans), std::move(repeated.plans)), std::move(repeats)};
}

/// A route that something refers to by name, behind what does.
std::string write_alone(const RouteGroup& group, const Extensions& extensions, const Settings& settings, const Gateways& gateways, Names& names,
                        const Emit& emit, Sink& sink) {
  std::vector<std::tuple<std::string_view, std::string, std::string, yaml::Value>> held;
  const auto hold = [&](std::string_view kind, std::string_view name_space, std::string_view name, yaml::Value object) {
    held.emplace_back(kind, name_space, name, std::move(object));
  };
  const WrittenRoute route{group.plans.front(), write_http_route(group, settings, gateways, names, hold, sink)};
  extensions.write_for_route(route, settings, emit);
  for (auto& [kind, name_space, name, object] : held) emit(kind, name_space, name, std::move(object));
  return route.names.front();
}

/// Services for names outside the cluster and for subsets of others, as Kubernetes itself has them.
void write_services(const model::Model& model, const Emit& emit) {
  for (const model::ExternalService& service : model.external_services)
    emit("Service", service.name_space, service.name, external_service_value(service));
  for (const model::SubsetService& service : model.subset_services)
    emit("Service", service.name_space, service.name, subset_service_value(service));
}

std::size_t distinct(std::vector<Origin> places) {
  std::ranges::sort(places);
  return places.size() - std::ranges::unique(places).size();
}

/// Rules by where they are written: one may be several here, such as one for each of its rewrites, and is not printed if a part is not.
Summary count(const std::vector<Plan>& plans, std::size_t streams, const std::vector<StreamPlan>& written, Sink& sink) {
  std::vector<Origin> rules;
  std::vector<Origin> not_printed;
  rules.reserve(plans.size());
  for (const Plan& plan : plans) {
    if (plan.ref.route->order == model::Order::Repeated || plan.ref.rule->withheld == model::Withheld::Refused) continue;
    rules.push_back(plan.ref.rule->at);
    if (plan.printed && !plan.denies) continue;
    not_printed.push_back(plan.ref.rule->at);
    report_not_printed(plan, sink);
  }
  Summary summary;
  summary.rules = distinct(std::move(rules)) + streams;
  summary.not_printed = distinct(std::move(not_printed)) + streams - static_cast<std::size_t>(std::ranges::count_if(written, [](const StreamPlan& plan) { return !plan.kind.empty(); }));
  return summary;
}

/// The object that Gateways take settings from, unless it is written for all of them.
std::string_view expected_parameters(const model::Model& model, const Gateways& gateways, const Settings& settings) {
  if (!has_parameters(settings)) return {};
  if (!model.gateway_settings || !model.gateway_settings->printed) return parameters_name(&model, settings);
  return gateways.some_have_a_class() ? parameters_name(nullptr, settings) : std::string_view();
}

}  // namespace

Summary lower(const model::Model& model, const Settings& settings, const ObjectNames& taken, const Emit& emit, Sink& sink) {
  const GrpcChoice grpc = choose_grpc(model, settings, [&](const GrpcRules& rules) {
    Sink unheard(sink.accepted());
    return plan_all(model, {rules, {}}, settings, unheard);
  });
  auto [plans, repeats] = plan_all(model, grpc, settings, sink);
  withhold_beside_lost_refusals(plans, repeats, settings, sink);

  report_classes(model, settings, sink);
  const std::vector<StreamPlan> streams = plan_streams(model, taken, settings, sink);
  const Gateways gateways(model, plans, streams, settings, sink);
  Names names(model.routes);
  for (const auto& [kind, name_space, name] : taken)
    if (kind == "HTTPRoute" || kind == "GRPCRoute") names.take(name_space, name);
  Summary summary = count(plans, model.streams.size(), streams, sink);
  summary.parameters_expected = expected_parameters(model, gateways, settings);
  gateways.write(emit);
  write_route_grants(plans, settings, emit);
  write_services(model, emit);
  const Extensions* extensions = extensions_of(settings);
  const auto [gateway_namespace, of_gateway] = gateways.common();
  const std::string common = of_gateway.empty() ? common_gateway(settings) : std::string(of_gateway);
  if (extensions != nullptr) extensions->write_before(model, plans, {gateway_namespace, common}, settings, emit, sink);
  const auto write = [&](const RouteGroup& group) {
    const Plan& first = *group.plans.front();
    if (first.stands_alone()) return write_alone(group, *extensions, settings, gateways, names, emit, sink);
    return (first.grpc ? write_grpc_route : write_http_route)(group, settings, gateways, names, emit, sink).front();
  };
  for_each_group(plans, settings, names, write);
  for_each_group(repeats, settings, names, [&](const RouteGroup& group) { report_repeat(*group.plans.front(), write(group), sink); });
  for (const StreamPlan& stream : streams) {
    if (stream.kind.empty()) continue;
    if (extensions != nullptr) extensions->write_for_stream(stream, settings, emit);
    write_stream(stream, settings, gateways, emit);
  }
  write_backend_tls(model, plans, gateways, settings, emit, sink);
  if (extensions != nullptr) extensions->write_after(model, plans, {gateway_namespace, common}, settings, emit, sink);
  return summary;
}

}  // namespace gw::gateway
