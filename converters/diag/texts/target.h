/// Long texts of the findings about target.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view target_lacks_field = R"(The conversion has written a field that the chosen Gateway API release, in the
chosen channel, does not know. The API server would drop or refuse it, so it
is removed from the manifest: the setting is not in force.
Whom it affects depends on the field. A timeout that is gone means that slow
requests are no longer cut off.

Example:
  gwconvert --timeouts approx --gateway-api v0.5.0 app.yaml
  # rules[].timeouts exists from v1.2.0 on (experimental: v0.8.1)
Look at the CRDs that the cluster really has:
  kubectl get crd httproutes.gateway.networking.k8s.io -o yaml
The annotations name release and channel. Give the same ones with
--gateway-api and --channel. If the cluster is older, upgrade its CRDs first,
and make sure that the implementation supports the field.)";

inline constexpr std::string_view target_lacks_value = R"(The field exists in the chosen Gateway API release and channel, but it does
not take this value yet. The API server would refuse the whole object, so the
value is removed from the manifest, together with what makes no sense without
it. Requests are served without the setting, or the part of the route that
needs it is missing: compare the manifest with the source.

Example:
  statusCode: 308              # of a redirect: before v1.5.0 only 301, 302
The finding names the first release that has the value. Upgrade the CRDs of
the cluster to it and give the same release with --gateway-api and --channel,
or choose another value in the source.)";

inline constexpr std::string_view object_split = R"(An HTTPRoute holds 16 hostnames and 16 rules, and a rule 8 matches. From
v1.2.0 on it is 64 matches in a rule and 128 in an HTTPRoute. This route has
more, so it becomes several HTTPRoutes with the same backends. Nothing is cut
off, and the same requests are served.
Matches grow quickly: each combination of a path, a method and a value is one.

Example:
  - name: shop
    match: {hosts: [...], paths: [/*]}     # 20 hosts
becomes
  metadata: {name: shop}       # 16 hostnames
  metadata: {name: shop-2}     # 4 hostnames
Policies that refer to the HTTPRoute by name must name all of them. Whoever
changes a backend by hand must change it in each. If too many matches are the
reason, a newer --gateway-api needs fewer parts.)";

inline constexpr std::string_view limit_exceeded = R"(A match of the Gateway API has room for a fixed number of headers and of query
parameters, and all of them belong to one match, so they cannot be spread over
several. The rule is not printed: with fewer conditions it would serve more
requests than before.
Requests of the rule get a 404 or go to another rule that matches.

Example:
  exprs:                       # 17 headers, 16 are allowed
  - {subject: {scope: Header, name: X-1}, op: Equal, value: a}
  - ...
Often several conditions stand for one decision. Let the client or the backend
put it into one header. --accept does not print the rule.)";

inline constexpr std::string_view filter_needs_release = R"(The rule rewrites or redirects requests, and the chosen Gateway API release,
in the chosen channel, has no field for that. Without it the backend would get
a path or host that it does not expect, or would answer clients that are to go
elsewhere. So the rule is not printed: its requests get a 404, or go to
another rule that matches.

Example:
  gwconvert --gateway-api v0.5.0 app.yaml
  filters: [{type: URLRewrite, urlRewrite: {...}}]   # not there yet
Upgrade the CRDs of the cluster to the release that the finding names, and
give it with --gateway-api. After --accept GW4003 the rule is printed without
its rewrite or redirect; its other filters stay.)";

}  // namespace gw::texts
