#include "gateway/tls_route.h"

#include "gateway/infrastructure.h"
#include "gateway/rule_value.h"

namespace gw::gateway {

using yaml::Value;

std::string write_tls_route(const RouteGroup& group, const Settings& settings, const Gateways& gateways, const Emit& emit) {
  const model::Route& route = *group.plans.front()->ref.route;
  const std::string name = dns_name(group.name);
  Value spec = Value::map("spec", 3);
  spec.add(Value::list("parentRefs")).items = gateways.parents(route);
  Value hostnames = Value::list("hostnames", group.hosts.size());
  for (const std::string_view host : group.hosts) hostnames.add(Value::string({}, std::string(host)));
  spec.add(std::move(hostnames));
  Value rules = Value::list("rules", group.plans.size());
  for (const Plan* plan : group.plans) {
    Value backends = Value::list("backendRefs");
    for (const model::Backend& backend : plan->ref.rule->backends) backends.add(backend_value(backend));
    rules.add(Value::map({}, 1)).add(std::move(backends));
  }
  spec.add(std::move(rules));
  Value object = new_object(settings, "TLSRoute", name, route.name_space);
  object.at = route.at;
  object.annotated = settings.annotate;
  object.add(std::move(spec));
  emit("TLSRoute", route.name_space, name, std::move(object));
  return name;
}

}  // namespace gw::gateway
