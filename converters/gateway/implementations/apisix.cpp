// What the APISIX ingress controllers make of Gateway API objects, where it is not what the Gateway API says. They publish
// no conformance report.
#include <algorithm>
#include <array>

#include "gateway/implementations/place.h"

namespace gw::gateway {
namespace {

using yaml::Value;

bool several(const Value& list) { return list.items.size() > 1; }

bool ends_without_slash(const Value& path) {
  const Value* type = path.find("type");
  const Value* value = path.find("value");
  return type != nullptr && type->text == "PathPrefix" && value != nullptr && !value->text.ends_with('/');
}

bool has_capitals(const Value& name) {
  return std::ranges::any_of(name.text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool has_no_backends(const Value& rule) {
  const Value* backends = rule.find("backendRefs");
  return backends == nullptr || backends->items.empty();
}

/// Of an HTTPRoute for single listeners: whether it sends clients to https on the same host.
bool redirects_to_https(const Value& spec) {
  const Value* parents = spec.find("parentRefs");
  const Value* rules = spec.find("rules");
  if (parents == nullptr || rules == nullptr || !std::ranges::all_of(parents->items, [](const Value& one) { return one.find("sectionName") != nullptr; })) return false;
  return std::ranges::any_of(rules->items, [](const Value& rule) {
    const Value* filters = rule.find("filters");
    return filters != nullptr && std::ranges::any_of(filters->items, [](const Value& filter) {
             const Value* to = filter.find("requestRedirect");
             const Value* scheme = to == nullptr ? nullptr : to->find("scheme");
             return scheme != nullptr && scheme->text == "https" && to->find("hostname") == nullptr;
           });
  });
}

bool leaves_a_list_open(const Value& cors) {
  constexpr auto kLists = std::to_array<std::string_view>({"allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders"});
  return std::ranges::any_of(kLists, [&](std::string_view list) { return cors.find(list) == nullptr; });
}

bool has_no_parameters(const Value& spec) {
  const Value* infrastructure = spec.find("infrastructure");
  return infrastructure == nullptr || infrastructure->find("parametersRef") == nullptr;
}

constexpr std::string_view kNotRead = "it is not read";
constexpr std::string_view kNoKind = "objects of this kind are not read";
constexpr std::string_view kRedirectPath = "the path of a redirect is not read: clients get the path that they sent";

constexpr std::string_view kEveryPort = "it takes connections of every stream port, unless the controller compares ports";
constexpr std::string_view kEveryListener = "the controller does not tell listeners apart: HTTPS gets the redirect to https, too, and clients go in a circle";
constexpr std::string_view kMatchListeners = "set `listener_port_match_mode` of the controller to `auto` or `explicit`, before the route is applied";
constexpr std::string_view kMatchPorts = "set `listener_port_match_mode` of the controller to `auto` or `explicit`, and list the port under `stream_proxy` of APISIX";

constexpr auto kOne = std::to_array<Limit>({
    {{"HTTPRoute", "spec.rules[]", {}, has_no_backends}, "a rule without backends is passed over, so it neither redirects nor refuses"},
    {{"HTTPRoute", "spec.rules[].matches[].path", {}, ends_without_slash}, "it is a prefix of the text, not of whole segments: `/a` also serves `/ab`"},
    {{"HTTPRoute", "spec.rules[].matches[].path.type", "RegularExpression"}, "APISIX refuses such a route, so nobody serves it"},
    {{"HTTPRoute", "spec.rules[].matches[].queryParams[].name", {}, has_capitals}, "the name is looked up in lower case and never found"},
    {{"HTTPRoute", "spec.rules[].filters[].requestHeaderModifier"}, kNotRead, false, 0, 105},
    {{"HTTPRoute", "spec.rules[].filters[].requestMirror"}, kNotRead, false, 0, 105},
    {{"HTTPRoute", "spec.rules[].filters[].requestRedirect"}, kNotRead, false, 0, 105},
    {{"HTTPRoute", "spec.rules[].filters[].requestRedirect.path"}, kRedirectPath, false, 106},
    {{"HTTPRoute", "spec.rules[].filters[].responseHeaderModifier"}, kNotRead},
    {{"HTTPRoute", "spec.rules[].filters[].urlRewrite"}, "it is not read: backends get the path and host that clients sent"},
    {{"HTTPRoute", "spec.rules[].filters[].cors"}, kNotRead},
    {{"HTTPRoute", "spec.rules[].filters[].extensionRef"}, kNotRead, true},
    {{"HTTPRoute", "spec.rules[].filters[].externalAuth"}, kNotRead, true},
    {{"HTTPRoute", "spec.rules[].backendRefs[].filters"}, kNotRead},
    {{"HTTPRoute", "spec.rules[].timeouts"}, kNotRead},
    {{"HTTPRoute", "spec.rules[].retry"}, kNotRead},
    {{"HTTPRoute", "spec.rules[].sessionPersistence"}, kNotRead},
    {.place = {"Gateway", "spec.listeners[].protocol", "HTTPS"}, .says = "HTTPRoutes do not attach to it and its certificates are not loaded",
     .help = "give APISIX the certificates with ApisixTls objects, and attach the routes to the `http` listener"},
    {{"Gateway", "spec.listeners[].tls.frontendValidation"}, kNotRead, true},
    {{"Gateway", "spec.tls.frontend"}, kNotRead, true},
    {{"TLSRoute", "spec.rules[].backendRefs", {}, several}, "only the first backend gets connections"},
    {{"TCPRoute", ""}, kNoKind, false, 0, 105},
    {{"UDPRoute", ""}, kNoKind, false, 0, 105},
    {{"TCPRoute", ""}, "it takes connections of every port", false, 106},
    {{"UDPRoute", ""}, "it takes packets of every port", false, 106},
    {{"TCPRoute", "spec.rules[].backendRefs", {}, several}, "weights do not count", false, 106},
    {{"UDPRoute", "spec.rules[].backendRefs", {}, several}, "weights do not count", false, 106},
    {{"GRPCRoute", ""}, kNoKind},
    {{"ListenerSet", ""}, kNoKind},
    {.place = {"BackendTLSPolicy", ""}, .says = kNoKind, .guards = true,
     .help = "set scheme `https` in an ApisixUpstream of the name of the Service, then accept with --accept GW2130"},
});

constexpr auto kTwo = std::to_array<Limit>({
    {{"HTTPRoute", "spec.rules[].matches[].path.type", "RegularExpression"}, "APISIX refuses such a route, so nobody serves it", false, 0, 200},
    {{"HTTPRoute", "spec.rules[].filters[].requestRedirect.path"}, kRedirectPath},
    {{"HTTPRoute", "spec.rules[].filters[].requestMirror.percent"}, "every request is mirrored"},
    {{"HTTPRoute", "spec.rules[].filters[].requestMirror.fraction"}, "every request is mirrored"},
    {{"HTTPRoute", "spec.rules[].filters", {}, mirrors_twice}, "only the last mirror gets requests"},
    {{"HTTPRoute", "spec.rules[].filters[].cors.maxAge"}, kNotRead},
    {{"HTTPRoute", "spec.rules[].filters[].cors", {}, leaves_a_list_open}, "a list that is not written becomes `*`"},
    {{"HTTPRoute", "spec.rules[].filters[].externalAuth"}, kNotRead, true},
    {{"HTTPRoute", "spec.rules[].backendRefs[].filters"}, kNotRead},
    {{"HTTPRoute", "spec.rules[].timeouts"}, kNotRead},
    {{"HTTPRoute", "spec.rules[].retry"}, kNotRead},
    {{"HTTPRoute", "spec.rules[].sessionPersistence"}, kNotRead},
    {{"GRPCRoute", "spec.rules[].sessionPersistence"}, kNotRead},
    {.place = {"HTTPRoute", "spec", {}, redirects_to_https}, .says = kEveryListener, .until = 200, .help = "leave the route out, and redirect in front of the Gateway"},
    {.place = {"HTTPRoute", "spec", {}, redirects_to_https}, .says = kEveryListener, .since = 202, .help = kMatchListeners},
    {.place = {"Gateway", "spec", {}, has_no_parameters}, .says = "without an `infrastructure.parametersRef` that names a GatewayProxy it is not served",
     .help = "add one: group apisix.apache.org, kind GatewayProxy, and the name of one in the namespace of the Gateway"},
    {{"Gateway", "spec.addresses"}, kNotRead},
    {{"Gateway", "spec.listeners[].tls.mode", "Passthrough"}, "TLS is not passed through, so its TLSRoutes are not served"},
    {{"Gateway", "spec.listeners[].tls.frontendValidation"}, kNotRead, true},
    {{"Gateway", "spec.tls.frontend"}, kNotRead, true, 0, 201},
    {{"Gateway", "spec.tls.frontend.default.validation.mode", "AllowInsecureFallback"}, "the listeners are refused", false, 202},
    {{"TLSRoute", "spec.hostnames", {}, several}, "only one of the hostnames is served"},
    {.place = {"TCPRoute", ""}, .says = kEveryPort, .help = kMatchPorts},
    {.place = {"UDPRoute", ""}, .says = kEveryPort, .help = kMatchPorts},
    {{"ListenerSet", ""}, kNoKind},
    {.place = {"BackendTLSPolicy", ""}, .says = kNoKind, .guards = true,
     .help = "write `appProtocol: https` at the port of the Service, then accept with --accept GW2130"},
});

}  // namespace

std::span<const Limit> apisix_1_limits() { return kOne; }
std::span<const Limit> apisix_2_limits() { return kTwo; }

}  // namespace gw::gateway
