/// Long texts of the findings about canaries and CORS of ingress-nginx.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view canary_without_main = R"(A canary takes part of the requests of a main Ingress: one with the same host,
path and pathType, without the annotation `canary`. No Ingress of the input
has this path, so nginx drops the canary: it serves nothing by itself.
It is left out. Printed as a normal rule, it would open a path that does not
exist today.

Example:
  # main:   path: /shop, pathType: Prefix
  # canary: path: /shop, pathType: Exact       # another type: never used
If the main Ingress is missing in the input, add it and convert both together.
Otherwise correct the path or its type, or remove the canary.)";

inline constexpr std::string_view canary_leaks = R"(ingress-nginx ties a canary to the Service of the main Ingress, not to a path.
As soon as one path matches, the canary also gets its share of the requests of
every other path and host that uses the same Service and port.
The manifests use the canary only where its Ingress says. All requests of the
other places go to the main Service: the witness shows one.

Example:
  # main:   a.example.com and b.example.com, both to Service shop
  # canary: a.example.com, canary-weight: "10"
  # nginx:  10% of the requests for b.example.com go to the canary, too
Mostly this is what was meant. If the other places are to have the canary too,
list their hosts and paths in the canary Ingress.)";

inline constexpr std::string_view canary_ignored = R"(nginx uses one canary for each Service, the oldest, and none that has the very
Service and port of its main Ingress. This one is never used, for the reason
that the finding gives, and is left out. Requests are served as before.

Example:
  # canary-1: canary-weight: "10"              # the oldest: used
  # canary-2: canary-by-header: X-Beta         # never used
Remove it. If both conditions are wanted, write them into one canary Ingress:
header, cookie and weight can stand together and are asked in this order. For
more than two versions, add weights to the manifests by hand.)";

inline constexpr std::string_view canary_service_is_main = R"(The Service of a canary is also the main Service of another path, and the
canary Ingress is older. ingress-nginx has marked the Service as one without
places of its own by then, and skips the path: clients get 503. It is easily
overlooked, since it depends on the age of the Ingresses.
The rule of the path is not printed; its requests get a 404 or go to another
rule that matches.

Example:
  # canary, older: canary: "true", path: /, Service shop-v2
  # main, newer:   path: /beta, Service shop-v2         # 503
Give the canary a Service of its own, with the same selector. After
--accept GW2173 the path is printed as a normal rule with its Service, and
begins to serve requests.)";

inline constexpr std::string_view canary_of_other_namespace = R"(The canary Ingress is in another namespace than the main one, and so is its
Service. ingress-nginx mixes the two all the same. An HTTPRoute may send
requests to a Service of another namespace only with a ReferenceGrant there,
which is not written. The main path is printed without its canary, so every
request reaches the main Service.

Example:
  metadata: {name: shop, namespace: web}
  metadata: {name: shop-next, namespace: next}     # canary: "true"
Move the canary and its Service into the namespace of the main Ingress.
--accept GW2174 prints the same manifests, and the loss no longer counts as an
error.)";

inline constexpr std::string_view cors_any_origin_credentials = R"(By default, ingress-nginx allows any origin and credentials. It sends a plain
`*`, and browsers refuse to combine that with credentials. Implementations of
the Gateway API answer with the origin of the request instead, and browsers
accept this: any site could then read, in the name of a user who is logged in.
So `allowCredentials` is left out. For browsers nothing changes.

Example:
  enable-cors: "true"          # cors-allow-origin: *, credentials: true
becomes
  cors: {allowOrigins: ["*"], ...}             # no allowCredentials
If pages of other sites need cookies or passwords, list these sites in
`cors-allow-origin`; then credentials are converted.)";

inline constexpr std::string_view cors_origin_not_expressible = R"(An origin of the Gateway API is `*`, or `http://` or `https://` with a host
and perhaps a port. Apps and browser extensions have origins of other kinds,
and nginx allows them. Such an origin is left out, the others of the list
stay. Pages of this origin can no longer read answers: the browser keeps them
back, and sends no request that needs a preflight.

Example:
  cors-allow-origin: "https://a.example.com, capacitor://localhost"
becomes
  allowOrigins: [https://a.example.com]
If clients depend on it, let the backend answer CORS itself, and remove
`enable-cors` from the Ingress.)";

inline constexpr std::string_view cors_origin_widened = R"(In `cors-allow-origin`, nginx takes `*` for exactly one label of a host name.
In the Gateway API it stands for any number of labels, and there is no other
way to write it. Pages on deeper names may then read answers, with the
credentials of the user if these are allowed.

Example:
  cors-allow-origin: https://*.example.com
  # nginx:       https://a.example.com
  # Gateway API: also https://x.user-pages.example.com
This matters if others can have names further below: customers, previews,
forgotten DNS entries. If so, list the origins that are really needed.)";

}  // namespace gw::texts
