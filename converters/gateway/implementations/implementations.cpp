#include "gateway/implementations/implementations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "gateway/extensions/extensions.h"

namespace gw::gateway {
namespace {

constexpr Report kReports[] = {
#include "schemas/implementations_reports.inc"
};

constexpr std::string_view kApisixOne = "apisix.apache.org/gateway-controller";
constexpr std::string_view kApisixTwo = "apisix.apache.org/apisix-ingress-controller";
constexpr std::string_view kApisixClass = "apisix-gateway-class";
constexpr std::string_view kEnvoy = "gateway.envoyproxy.io/gatewayclass-controller";
constexpr auto kUnknown = RegexSyntax::Unknown;
constexpr auto kRe2 = RegexSyntax::Re2;
constexpr auto kPcre = RegexSyntax::Pcre;
constexpr Router kRouterOne = {Router::Prefixes::Text, true, true, false, true, false, false};
constexpr Router kRouterTwo = {Router::Prefixes::WithSlash, true, true, true, true, false, true};

// Names of controllers are those of the implementations' documentation; where it gives none there is none.
constexpr auto kImplementations = std::to_array<Implementation>({
    {"portable", "", 0, "", kApisixOne, kApisixClass},
    {"apisix-2", "2.2", 202, "", kApisixTwo, kApisixClass, kPcre, "v1", apisix_2_limits, Refusals::Kept, kRouterTwo, &kApisixExtensions},
    {"apisix-2", "2.1", 201, "", kApisixTwo, kApisixClass, kPcre, "v1", apisix_2_limits, Refusals::Kept, kRouterTwo, &kApisixExtensions},
    {"apisix-2", "2.0", 200, "", kApisixTwo, kApisixClass, kPcre, "v1", apisix_2_limits, Refusals::RegexLost, kRouterTwo, &kApisixExtensions},
    {"apisix-1", "1.8", 108, "", kApisixOne, kApisixClass, kPcre, "v1beta1", apisix_1_limits, Refusals::Lost, kRouterOne},
    {"apisix-1", "1.7", 107, "", kApisixOne, kApisixClass, kPcre, "v1beta1", apisix_1_limits, Refusals::Lost, kRouterOne},
    {"apisix-1", "1.6", 106, "", kApisixOne, kApisixClass, kPcre, "v1beta1", apisix_1_limits, Refusals::Lost, kRouterOne},
    {"apisix-1", "1.5", 105, "", kApisixOne, kApisixClass, kPcre, "v1alpha2", apisix_1_limits, Refusals::Lost, kRouterOne},
    {"envoy-gateway", "", 0, "envoy-gateway", kEnvoy, "eg", kRe2},
    {"istio", "", 0, "istio-istio", "istio.io/gateway-controller", "istio", kRe2},
    {"cilium", "", 0, "cilium", "io.cilium/gateway-controller", "cilium", kRe2},
    {"kgateway", "", 0, "kgateway", "kgateway.dev/kgateway", "kgateway", kRe2},
    {"traefik", "", 0, "traefik-traefik", "traefik.io/gateway-controller", "traefik", kRe2},
    {"nginx-gateway-fabric", "", 0, "nginx-nginx-gateway-fabric", "gateway.nginx.org/nginx-gateway-controller", "nginx", kPcre},
    {"contour", "", 0, "projectcontour-contour", "projectcontour.io/gateway-controller", "contour", kRe2},
    {"kong", "", 0, "kong-kubernetes-ingress-controller", "konghq.com/kic-gateway-controller", "kong", kUnknown},
    {"kong-operator", "", 0, "kong-operator", "konghq.com/gateway-operator", "kong", kUnknown},
    {"gke", "", 0, "gke-gateway", "networking.gke.io/gateway", "gke-l7-global-external-managed", kUnknown},
    {"aws-load-balancer-controller", "", 0, "aws-load-balancer-controller", "gateway.k8s.aws/alb", "aws-alb", kUnknown},
    {"aws-vpc-lattice", "", 0, "aws-aws-application-networking-k8s", "application-networking.k8s.aws/gateway-api-controller", "amazon-vpc-lattice", kUnknown},
    {"azure-agc", "", 0, "azure-application-gateway-for-containers", "alb.networking.azure.io/alb-controller", "azure-alb-external", kUnknown},
    {"agentgateway", "", 0, "agentgateway-agentgateway", "", "agentgateway", kUnknown},
    {"airlock", "", 0, "airlock-microgateway", "", "airlock", kUnknown},
    {"alibaba-servicemesh", "", 0, "alibaba-cloud-servicemesh", "", "istio", kUnknown},
    {"calico", "", 0, "projectcalico-calico", kEnvoy, "tigera-gateway-class", kRe2},
    {"cloud-provider-kind", "", 0, "cloud-provider-kind", "", "cloud-provider-kind", kUnknown},
    {"gloo-gateway", "", 0, "gloo-gateway", "solo.io/gloo-gateway", "gloo-gateway", kRe2},
    {"gravitee", "", 0, "gravitee", "", "gravitee", kUnknown},
    {"haproxy-ingress", "", 0, "haproxy-ingress", "haproxy-ingress.github.io/controller", "haproxy", kUnknown},
    {"higress", "", 0, "higress-group-higress", "higress.io/gateway-controller", "higress", kRe2},
    {"kubvernor", "", 0, "kubvernor", "", "kubvernor", kUnknown},
    {"kuma", "", 0, "kumahq-kuma", "gateways.kuma.io/controller", "kuma", kRe2},
    {"sunbeam-proxy", "", 0, "sunbeam-studios-sunbeam-proxy", "", "sunbeam", kUnknown},
    {"varnish-gateway", "", 0, "varnish-software-varnish-gateway", "", "varnish", kUnknown},
    {"wso2", "", 0, "wso2-gateway", "", "wso2", kUnknown},
});

/// `1.33` and `v1.33.0` name v1.33.0.
bool is_version(std::string_view asked, std::string_view version) {
  const auto bare = [](std::string_view text) { return text.starts_with('v') ? text.substr(1) : text; };
  const std::string_view a = bare(asked);
  const std::string_view b = bare(version);
  if (a.empty()) return false;
  if (a.size() > b.size()) return a.starts_with(b) && a[b.size()] == '.';
  return b.starts_with(a) && (a.size() == b.size() || b[a.size()] == '.' || b[a.size()] == '-');
}

}  // namespace

std::span<const Implementation> implementations() { return kImplementations; }

const Report* Implementation::report_for(Channel channel) const {
  const std::string_view wanted = channel == Channel::Standard ? "standard" : "experimental";
  const Report* other = nullptr;
  for (const Report& candidate : kReports) {
    if (report.empty() || candidate.implementation != report) continue;
    if (candidate.channel == wanted) return &candidate;
    other = &candidate;
  }
  return other;
}

std::string_view Implementation::shown_version() const {
  if (!version.empty()) return version;
  const Report* own = report_for(Channel::Standard);
  return own == nullptr ? std::string_view() : own->version;
}

std::string Implementation::label() const {
  const std::string_view shown = shown_version();
  return shown.empty() ? std::string(name) : fmt::format("{} {}", name, shown);
}

const Limit* Implementation::lost_guard(std::string_view kind, std::string_view path) const {
  if (limits == nullptr) return nullptr;
  for (const Limit& limit : limits())
    if (limit.guards && has(limit) && limit.place.kind == kind && limit.place.path == path) return &limit;
  return nullptr;
}

const Implementation* find_implementation(std::string_view text) {
  const std::size_t at = text.find('@');
  for (const Implementation& one : kImplementations)
    if (one.name == text.substr(0, at) && (at == std::string_view::npos || is_version(text.substr(at + 1), one.shown_version()))) return &one;
  return nullptr;
}

}  // namespace gw::gateway
