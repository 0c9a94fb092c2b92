// Features of conformance reports, by what a manifest has that needs them. A test compares them with the imported table.
#include <algorithm>
#include <array>

#include "gateway/implementations/place.h"

namespace gw::gateway {
namespace {

using yaml::Value;

std::string_view text(const Value& map, std::string_view member) {
  const Value* found = map.find(member);
  return found == nullptr ? std::string_view() : std::string_view(found->text);
}

bool has_no_value(const Value& address) { return address.find("value") == nullptr; }

/// `Terminate` is also the default.
bool terminates_tls(const Value& listener) {
  const Value* tls = listener.find("tls");
  return text(listener, "protocol") == "TLS" && (tls == nullptr || text(*tls, "mode") != "Passthrough");
}

bool mixes_modes(const Value& listeners) {
  for (const Value& one : listeners.items) {
    if (!terminates_tls(one)) continue;
    for (const Value& other : listeners.items)
      if (text(other, "protocol") == "TLS" && !terminates_tls(other) && text(one, "port") == text(other, "port")) return true;
  }
  return false;
}

constexpr auto kFeatures = std::to_array<FeatureRow>({
    {"Gateway", {"Gateway", ""}},
    {"HTTPRoute", {"HTTPRoute", ""}},
    {"ReferenceGrant", {"ReferenceGrant", ""}},
    {"ReferenceGrant", {"ReferencePolicy", ""}},
    {"GRPCRoute", {"GRPCRoute", ""}},
    {"TLSRoute", {"TLSRoute", ""}},
    {"TCPRoute", {"TCPRoute", ""}},
    {"UDPRoute", {"UDPRoute", ""}},
    {"BackendTLSPolicy", {"BackendTLSPolicy", ""}},
    {"BackendTLSPolicySANValidation", {"BackendTLSPolicy", "spec.validation.subjectAltNames"}},
    {"ListenerSet", {"ListenerSet", ""}},
    {"ListenerSet", {"Gateway", "spec.allowedListeners"}},

    {"GatewayPort8080", {"Gateway", "spec.listeners[].port", "8080"}},
    {"GatewayStaticAddresses", {"Gateway", "spec.addresses[].value"}},
    {"GatewayAddressEmpty", {"Gateway", "spec.addresses[]", {}, has_no_value}},
    {"GatewayInfrastructurePropagation", {"Gateway", "spec.infrastructure.labels"}},
    {"GatewayInfrastructurePropagation", {"Gateway", "spec.infrastructure.annotations"}},
    {"GatewayBackendClientCertificate", {"Gateway", "spec.tls.backend.clientCertificateRef"}},
    {"GatewayFrontendClientCertificateValidation", {"Gateway", "spec.tls.frontend.default.validation"}},
    {"GatewayFrontendClientCertificateValidation", {"Gateway", "spec.tls.frontend.perPort[].tls.validation"}},
    {"GatewayFrontendClientCertificateValidationInsecureFallback",
     {"Gateway", "spec.tls.frontend.default.validation.mode", "AllowInsecureFallback"}},
    {"GatewayFrontendClientCertificateValidationInsecureFallback",
     {"Gateway", "spec.tls.frontend.perPort[].tls.validation.mode", "AllowInsecureFallback"}},
    {"TLSRouteModeTerminate", {"Gateway", "spec.listeners[]", {}, terminates_tls}},
    {"TLSRouteModeMixed", {"Gateway", "spec.listeners", {}, mixes_modes}},

    {"Mesh", {"HTTPRoute", "spec.parentRefs[].kind", "Service"}},
    {"HTTPRouteParentRefPort", {"HTTPRoute", "spec.parentRefs[].port"}},
    {"HTTPRouteNamedRouteRule", {"HTTPRoute", "spec.rules[].name"}},
    {"HTTPRouteQueryParamMatching", {"HTTPRoute", "spec.rules[].matches[].queryParams"}},
    {"HTTPRouteMethodMatching", {"HTTPRoute", "spec.rules[].matches[].method"}},
    {"HTTPRouteResponseHeaderModification", {"HTTPRoute", "spec.rules[].filters[].responseHeaderModifier"}},
    {"HTTPRoutePortRedirect", {"HTTPRoute", "spec.rules[].filters[].requestRedirect.port"}},
    {"HTTPRouteSchemeRedirect", {"HTTPRoute", "spec.rules[].filters[].requestRedirect.scheme"}},
    {"HTTPRoutePathRedirect", {"HTTPRoute", "spec.rules[].filters[].requestRedirect.path"}},
    {"HTTPRoute303RedirectStatusCode", {"HTTPRoute", "spec.rules[].filters[].requestRedirect.statusCode", "303"}},
    {"HTTPRoute307RedirectStatusCode", {"HTTPRoute", "spec.rules[].filters[].requestRedirect.statusCode", "307"}},
    {"HTTPRoute308RedirectStatusCode", {"HTTPRoute", "spec.rules[].filters[].requestRedirect.statusCode", "308"}},
    {"HTTPRouteHostRewrite", {"HTTPRoute", "spec.rules[].filters[].urlRewrite.hostname"}},
    {"HTTPRoutePathRewrite", {"HTTPRoute", "spec.rules[].filters[].urlRewrite.path"}},
    {"HTTPRouteRequestMirror", {"HTTPRoute", "spec.rules[].filters[].requestMirror"}},
    {"HTTPRouteRequestMultipleMirrors", {"HTTPRoute", "spec.rules[].filters", {}, mirrors_twice}},
    {"HTTPRouteRequestPercentageMirror", {"HTTPRoute", "spec.rules[].filters[].requestMirror.percent"}},
    {"HTTPRouteRequestPercentageMirror", {"HTTPRoute", "spec.rules[].filters[].requestMirror.fraction"}},
    {"HTTPRouteCORS", {"HTTPRoute", "spec.rules[].filters[].cors"}},
    {"HTTPRouteRequestTimeout", {"HTTPRoute", "spec.rules[].timeouts.request"}},
    {"HTTPRouteBackendTimeout", {"HTTPRoute", "spec.rules[].timeouts.backendRequest"}},
    {"HTTPRouteRetry", {"HTTPRoute", "spec.rules[].retry"}},
    {"HTTPRouteBackendRequestHeaderModification", {"HTTPRoute", "spec.rules[].backendRefs[].filters[].requestHeaderModifier"}},
    {"HTTPRouteBackendURLRewrite", {"HTTPRoute", "spec.rules[].backendRefs[].filters[].urlRewrite"}},
    {"HTTPRouteBackendRequestRedirect", {"HTTPRoute", "spec.rules[].backendRefs[].filters[].requestRedirect"}},
    {"GRPCRouteNamedRouteRule", {"GRPCRoute", "spec.rules[].name"}},
    {"GRPCRouteRequestHeaderModifier", {"GRPCRoute", "spec.rules[].filters[].requestHeaderModifier"}},
});

constexpr std::string_view kInServices = "stands in the Service, which is not part of the output";
constexpr std::string_view kOfMeshes = "concerns routes whose parent is a Service";
constexpr std::string_view kOlderName = "an older name of another feature";

constexpr auto kUnseen = std::to_array<UnseenFeature>({
    {"HTTPResponseHeaderModification", kOlderName},
    {"RouteDestinationPortMatching", kOlderName},
    {"HTTPRouteDestinationPortMatching", kOlderName},
    {"GatewayClassObservedGenerationBump", "is about the status of objects"},
    {"HTTPRouteBackendProtocolH2C", kInServices},
    {"HTTPRouteBackendProtocolWebSocket", kInServices},
    {"GatewayHTTPListenerIsolation", "says which of several listeners takes a request"},
    {"GatewayHTTPSListenerDetectMisdirectedRequests", "says how a listener answers requests for another one"},
    {"HTTPRouteRetryBackendTimeout", "says which failures are tried again, not that they are"},
    {"HTTPRouteRetryConnectionError", "says which failures are tried again, not that they are"},
    {"MeshClusterIPMatching", kOfMeshes},
    {"MeshConsumerRoute", kOfMeshes},
    {"MeshHTTPRouteRewritePath", kOfMeshes},
    {"MeshHTTPRouteSchemeRedirect", kOfMeshes},
    {"MeshHTTPRouteRedirectPort", kOfMeshes},
    {"MeshHTTPRouteRedirectPath", kOfMeshes},
    {"MeshHTTPRouteBackendRequestHeaderModification", kOfMeshes},
    {"MeshHTTPRouteQueryParamMatching", kOfMeshes},
    {"MeshHTTPRouteNamedRouteRule", kOfMeshes},
});

constexpr auto kRegexes = std::to_array<Place>({
    {"HTTPRoute", "spec.rules[].matches[].path.type", "RegularExpression"},
    {"HTTPRoute", "spec.rules[].matches[].headers[].type", "RegularExpression"},
    {"HTTPRoute", "spec.rules[].matches[].queryParams[].type", "RegularExpression"},
    {"GRPCRoute", "spec.rules[].matches[].method.type", "RegularExpression"},
    {"GRPCRoute", "spec.rules[].matches[].headers[].type", "RegularExpression"},
});

constexpr auto kUntested = std::to_array<Place>({
    {"HTTPRoute", "spec.rules[].filters[].externalAuth"},
    {"HTTPRoute", "spec.rules[].filters[].extensionRef"},
    {"HTTPRoute", "spec.rules[].sessionPersistence"},
    {"GRPCRoute", "spec.rules[].sessionPersistence"},
});

}  // namespace

bool mirrors_twice(const Value& filters) {
  return std::ranges::count_if(filters.items, [](const Value& filter) { return filter.find("requestMirror") != nullptr; }) > 1;
}

std::string describe(const Place& place) {
  std::string out(place.kind);
  if (!place.path.empty()) out.append(".").append(place.path);
  if (!place.value.empty()) out.append(": ").append(place.value);
  return out;
}

std::span<const FeatureRow> feature_rows() { return kFeatures; }
std::span<const UnseenFeature> unseen_features() { return kUnseen; }
std::span<const Place> untested_regexes() { return kRegexes; }
std::span<const Place> untested_places() { return kUntested; }

}  // namespace gw::gateway
