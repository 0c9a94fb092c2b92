#include "gateway/grpc_route.h"

#include "gateway/grpc_call.h"
#include "gateway/route_writer.h"
#include "gateway/rule_value.h"
#include "gateway/upstream.h"

namespace gw::gateway {
namespace {

using yaml::Value;

Value method_value(const GrpcCall& call, Origin at) {
  Value out = Value::map("method", 3);
  out.add(Value::string("type", "Exact", at));
  out.add(Value::string("service", std::string(call.service), at));
  if (!call.method.empty()) out.add(Value::string("method", std::string(call.method), at));
  return out;
}

/// Every path with every choice of header values. What serves every call is a match without members.
std::vector<Value> matches(const Plan& plan) {
  std::vector<Value> out;
  for (const PathOut& path : plan.paths) {
    const std::optional<GrpcCall> call = grpc_call(path.from->match);
    for_each_choice(plan.headers, "headers", [&](Value headers) {
      Value& match = out.emplace_back(Value::map({}, 2));
      match.at = path.from->at;
      if (call && !call->service.empty()) match.add(method_value(*call, path.from->at));
      if (!headers.items.empty()) match.add(std::move(headers));
    });
  }
  return out;
}

Value rule(const Plan& plan, std::vector<Value> matches, const Settings& settings) {
  Value out = Value::map({}, 4);
  out.at = plan.ref.rule->at;
  out.annotated = settings.annotate;
  if (matches.size() > 1 || !matches.front().items.empty()) {  // without matches a rule serves every call
    Value& list = out.add(Value::list("matches"));
    list.items = std::move(matches);
  }
  add_filters_and_backends(plan, settings, out);
  if (plan.ref.rule->upstream) add_upstream(*plan.ref.rule->upstream, "GRPCRoute", settings, out);
  return out;
}

}  // namespace

std::vector<std::string> write_grpc_route(const RouteGroup& group, const Settings& settings, const Gateways& gateways, Names& names,
                                          const Emit& emit, Sink& sink) {
  constexpr RouteKind kKind = {"GRPCRoute", grpc_limits, matches, rule};
  return write_route(kKind, group, settings, gateways, names, emit, sink);
}

}  // namespace gw::gateway
