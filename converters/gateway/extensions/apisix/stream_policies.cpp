// L4RoutePolicy: plugins that run for connections instead of requests (controllers 2.2 and newer).
#include "gateway/extensions/apisix/apisix.h"
#include "source/words.h"

namespace gw::gateway::apisix {

using yaml::Value;

void write_stream_policy(const StreamPlan& plan, const Settings& settings, const Emit& emit) {
  const model::Stream& stream = *plan.stream;
  if (stream.plugins.empty()) return;
  const std::string name = dns_name(fmt::format("{}-{}", plan.name, lower_case(plan.kind)));  // routes of two kinds may have one name
  Value object = new_object("L4RoutePolicy", name, stream.name_space, {}, stream.at, settings);
  Value& spec = object.items.back();
  Value& target = spec.add(Value::list("targetRefs", 1)).add(Value::map({}, 3));
  target.add(Value::string("group", "gateway.networking.k8s.io"));
  target.add(Value::string("kind", std::string(plan.kind)));
  target.add(Value::string("name", plan.name));
  spec.add(plugins_value(stream.plugins));
  emit("L4RoutePolicy", stream.name_space, name, std::move(object));
}

}  // namespace gw::gateway::apisix
