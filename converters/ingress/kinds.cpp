#include "ingress/kinds.h"

#include <array>

#include "ingress/controllers.h"

namespace gw::ingress {
namespace {

constexpr auto kVersions = std::to_array<std::string_view>({"v1beta1", "v1"});
constexpr auto kGroups = std::to_array<std::string_view>({"networking.k8s.io", "extensions"});

constexpr auto kKinds = std::to_array<Kind>({
    {"Ingress", kVersions, nullptr, "HTTPRoute, GRPCRoute, and listeners of the Gateway", false, lower_ingresses},
    {"IngressClass", kVersions, lower_ingress_class, "", false},
});

/// Classes are told apart later, when the default class is known.
std::string_view ingress_class(const kube::Object&) { return {}; }

}  // namespace

const Dialect kDialect = {"ingress", kGroups, "Ingress, as ingress-nginx and APISIX serve it", kKinds, ingress_class};

void lower_ingresses(std::span<const kube::Object* const> objects, Lowering& to) {
  std::vector<Ingress> ingresses;
  ingresses.reserve(objects.size());
  for (const kube::Object* object : objects) ingresses.push_back(read(*object, to));
  convert_by_class(std::move(ingresses), to);
}

/// Which controller it names has been looked up already. Parameters are a controller's own.
void lower_ingress_class(const kube::Object& object, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  const yaml::View spec = body.map("spec");
  const yaml::View parameters = spec ? spec.get("parameters") : yaml::View();
  const auto id = spec ? spec.text("controller") : std::nullopt;
  body.mark_all_read();
  const Controller* controller = id ? find_by_id(id->value) : nullptr;
  if (parameters && controller != nullptr && controller->take_parameters != nullptr && controller->take_parameters(parameters, to)) return;
  if (parameters) to.sink.report<Code::field_not_converted>(parameters.at(), "spec.parameters");
}

}  // namespace gw::ingress
