/// Long texts of the findings about the implementation that --implementation names.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view feature_not_claimed = R"(The manifests use a part of the Gateway API that an implementation may leave out,
and the one that --implementation names does not claim it. Implementations
publish reports of the conformance tests that they pass; the finding is about
the report of the version that it names. What happens instead is open: a field
may be ignored, or the whole route refused.

Example:
  gwconvert --implementation gke --gateway-api v1.5.0 app.yaml
  matches: [{path: {...}, method: GET}]    # needs HTTPRouteMethodMatching
Test such a route on the version that you run, and look at the conditions in its
status. A newer version may have the feature: compare its documentation. The
finding names implementations that claim it. A feature has at most ten findings,
one for each place of the input that needs it; the last one counts the others.)";

inline constexpr std::string_view feature_not_tested = R"(The manifests use a part of the Gateway API that no conformance test covers:
regular expressions, session persistence, external authorization. So no report
says whether the implementation has it, and which syntax of regular expressions
it reads. Requests may be served differently, or the route may be refused.

Example:
  gwconvert --implementation gke --gateway-api v1.5.0 app.yaml
  path: {type: RegularExpression, value: "^/v[0-9]+/.*$"}
Look into the documentation of the version that you run, and test one such
route. Regular expressions are written so that RE2 and PCRE read them alike.
Where the syntax of an implementation is known there is no finding about them.)";

inline constexpr std::string_view implementation_differs = R"(The implementation reads this part of the manifest differently from the Gateway
API, or not at all, and it does not say so in the status of the object. The
conversion is valid, but some requests are served differently from what the
manifest says.

Example:
  gwconvert --implementation apisix-1 --gateway-api v0.8.0 app.yaml
  path: {type: PathPrefix, value: /left}   # serves /leftover as well
The message says what happens instead. Check whether it matters for the route;
a resource of the implementation's own, such as an ApisixRoute, may express it.
A part has at most ten findings, one for each place of the input.)";

inline constexpr std::string_view implementation_opens_guard = R"(This part of the manifest decides who may pass, and the implementation leaves it
out without saying so. Requests that were refused before would be served. So the
object is not printed. Where it is a rule that refuses its requests, no rule of
the same hosts is printed, because it could take them.

Example:
  gwconvert --implementation apisix-1 --keep-going app.yaml
  rules:
  - matches: [{path: {type: PathPrefix, value: /admin}}]   # no backend: refused
The 1.x controllers pass over a rule without a backend, and another rule takes
its requests. Guard the path in the backend or with a resource of the
implementation's own, or choose another implementation. After --accept GW4204
everything is printed all the same.)";

inline constexpr std::string_view controller_name_unknown = R"(A GatewayClass names its controller, and every implementation has a name of its
own. That of the chosen implementation is not known to gwconvert, and with a
wrong name nobody would serve the Gateway. So the GatewayClass is left out of the
manifests; the Gateway and the routes are complete.
Many implementations create their GatewayClass when they are installed.

Example:
  gwconvert --implementation gravitee app.yaml
Look at what the cluster has:
  kubectl get gatewayclass
Give the name of an existing class with --gateway-class, or the controller with
--controller-name; then the GatewayClass is printed.)";

inline constexpr std::string_view report_of_other_release = R"(What an implementation claims is known for the Gateway API release of its
conformance report. The manifests are written for another release. Features that
are newer than the report cannot have been claimed by it, and an implementation
that works with a new release often does not read the versions of an old one.

Example:
  gwconvert --implementation envoy-gateway app.yaml   # writes for v0.5.0
See which release the cluster has, in the annotations of its definitions:
  kubectl get crd httproutes.gateway.networking.k8s.io -o yaml
and give it with --gateway-api and --channel. `gwconvert list implementations`
shows the releases of the reports.)";

inline constexpr std::string_view version_not_read = R"(The implementation watches objects in one version of the Gateway API, and the
chosen release does not serve that version. The controller would not start, or
would see none of the objects that are printed: no request is served.

Example:
  gwconvert --implementation apisix-2 app.yaml   # v0.5.0 does not serve v1
Choose a release that serves the version, and install its definitions:
  gwconvert --implementation apisix-2 --gateway-api v1.3.0 app.yaml
`gwconvert list releases` shows what each release serves.)";

inline constexpr std::string_view parameters_expected = R"(Some implementations want to know more of a Gateway than the Gateway API says,
and take it from an object of their own that the Gateway refers to. The APISIX
controllers 2.x serve no Gateway without a GatewayProxy, which says where the
data plane is configured and with which key. Unless the input has a
GatewayProxy, or an ApisixClusterConfig that says it, that is nothing a
converter can know, so the reference is printed and the object is expected.

Example:
  kind: Gateway
  spec:
    infrastructure:
      parametersRef: {group: apisix.apache.org, kind: GatewayProxy, name: apisix-config}
The chart of the controllers makes `apisix-config`; --gateway-parameters names
another. It must be in the namespace of the Gateway.)";

}  // namespace gw::texts
