#include <array>

#include "apisix/ingress/annotations.h"
#include "apisix/inline_secrets.h"
#include "apisix/kinds.h"

namespace gw::apisix {
namespace {

constexpr auto kRoute = std::to_array<std::string_view>({"v1", "v2alpha1", "v2beta1", "v2beta2", "v2beta3", "v2"});
constexpr auto kSinceV1 = std::to_array<std::string_view>({"v1", "v2beta3", "v2"});
constexpr auto kSinceV2alpha1 = std::to_array<std::string_view>({"v2alpha1", "v2beta3", "v2"});
constexpr auto kSinceV2beta3 = std::to_array<std::string_view>({"v2beta3", "v2"});
constexpr auto kV2 = std::to_array<std::string_view>({"v2"});
constexpr auto kV1alpha1 = std::to_array<std::string_view>({"v1alpha1"});
constexpr auto kV1 = std::to_array<std::string_view>({"v1"});

constexpr auto kKinds = std::to_array<Kind>({
    {"ApisixRoute", kRoute, lower_route, "HTTPRoute, GRPCRoute", false},
    {"ApisixPluginConfig", kSinceV2beta3, lower_plugin_config, "", true},
    {"GatewayProxy", kV1alpha1, nullptr, "", true, lower_gateway_proxies},
    {"ApisixClusterConfig", kSinceV2alpha1, nullptr, "", false, lower_cluster_configs},
    {"ApisixGlobalRule", kV2, lower_global_rule, "", true},
    {"ApisixTls", kSinceV1, nullptr, "Gateway", true, lower_tls},
    {"ApisixUpstream", kSinceV1, lower_upstream, "BackendTLSPolicy, Service", false},
    {"ApisixConsumer", kSinceV2alpha1, lower_consumer, "", false},
    {"ApisixService", kV1, lower_service, "", false},
});

/// `spec.ingressClassName`, or what the controllers for v1 read instead of it.
std::string_view ingress_class(const kube::Object& object) {
  Sink unused;
  const yaml::View body = object.view(unused);
  const yaml::View spec = body.map("spec");
  if (const auto name = spec ? spec.text("ingressClassName") : std::nullopt) return name->value;
  if (object.version != "v1") return {};
  for (const kube::Pair& pair : kube::metadata_pairs(body, "annotations"))
    if (pair.key.starts_with(kIngressOwner.prefix) && pair.key.substr(kIngressOwner.prefix.size()) == "ingress.class") return pair.value.value;
  return {};
}

}  // namespace

constexpr std::string_view kGroups[] = {"apisix.apache.org"};

const Dialect kDialect = {"apisix", kGroups, "Apache APISIX ingress controller 0.1 to 2.2", kKinds, ingress_class, finish, inline_secrets};

}  // namespace gw::apisix
