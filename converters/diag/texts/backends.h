/// Long texts of the findings about backends.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view service_port_unknown = R"(A backend of the Gateway API has the port as a number. Here the source names a
port, and the number cannot be found: the Service is not in the input, or has
no port of that name. A number in quotes counts as a name too. The rule is
withheld, because a guess could send traffic to the wrong port.
Requests of the rule get a 404 or go to another rule that matches.

Example:
  backends:
  - serviceName: shop
    servicePort: http          # which number?
Give the Services together with the routes:
  kubectl get ar,svc -A -o yaml | gwconvert
The Service must be in the namespace of the route. --accept does not help
here: without a number there is nothing to print.)";

inline constexpr std::string_view weight_without_effect = R"(A weight says how requests are shared among backends. The rule has only one,
so the weight is not written. In the Gateway API a weight of 0 would make the
implementation answer 500.
Requests all go to the one backend, as with controllers 1.x, which ignore the
weight. Controllers 2.x pass it on: with a weight of 0 they serve no request,
and the converted rule does.

Example:
  backends:
  - {serviceName: shop, servicePort: 80, weight: 0}
If the weight of 0 was meant to switch the rule off, remove the rule.)";

inline constexpr std::string_view no_backend = R"(The rule matches requests but has nowhere to send them. APISIX answers with
503, an implementation of the Gateway API with another status. The rule is
printed without `backendRefs`, so that its requests do not go to another rule.
Clients that retry on 503, and alerts that count it, see the other status.

Example:
  - name: maintenance
    match: {paths: [/*]}
    backends: []
The usual cause is a plugin that answers in place of a backend, such as
`redirect` or `mocking`, and is not converted: see GW1403. Then configure that
answer on the implementation. A rule that only keeps requests away from
others can stay as it is.)";

inline constexpr std::string_view too_many_backends = R"(A rule of the Gateway API has a limited number of `backendRefs`, and shares of
one rule cannot be spread over several rules. The rule is not printed, since
leaving out some backends would change all shares.
Requests of the rule get a 404 or go to another rule that matches.

Example:
  backends:                    # 17 Services, 16 are allowed
  - {serviceName: shard-1, servicePort: 80}
  - ...
Join backends that get the same share: one Service whose selector covers their
pods sends to all of them. Backends with a weight of 0 can go. --accept does
not print the rule.)";

inline constexpr std::string_view granularity_service = R"(With `service`, APISIX sends to the cluster IP of the Service and Kubernetes
chooses the pod. With `endpoint`, the default, APISIX sends to the pods
itself. In the Gateway API the implementation decides, and most send to pods.
The backend is the same in the manifest.
Requests reach the same pods. What can change is which pod gets which request:
session affinity of the Service, and whatever sits behind the cluster IP, such
as a service mesh, may no longer take part.

Example:
  - {serviceName: shop, servicePort: 80, resolveGranularity: service}
If sessions depend on `sessionAffinity: ClientIP`, test them before the
switch, or configure affinity on the implementation.)";

inline constexpr std::string_view subset_not_expressible = R"(A subset is defined in an ApisixUpstream by labels and selects some of the
pods behind a Service. A backend of the Gateway API is a whole Service. The
rule is withheld, because without the subset every pod of the Service gets
traffic: for a canary or a test version that is all users at once.

Example:
  backends:
  - {serviceName: shop, servicePort: 80, subset: canary}
becomes, by hand, a Service with the labels of the subset in its selector
  metadata: {name: shop-canary}
  spec: {selector: {app: shop, version: canary}, ports: [{port: 80}]}
and `serviceName: shop-canary` without a subset in the route.
--accept GW1306 prints the rule with the whole Service instead.)";

inline constexpr std::string_view upstream_not_converted = R"(`upstreams` names an ApisixUpstream with external nodes or service discovery
as a backend. A Gateway API backend is a Service, so this one cannot be
written. The rule is withheld, because without it the other backends would get
its share of the requests, or nobody would.

Example:
  upstreams:
  - name: billing-saas         # externalNodes: billing.example.com
For a domain name make a Service of type ExternalName, for fixed addresses a
Service without a selector and an EndpointSlice. Put it into `backends` with
the same weight. Some implementations refuse ExternalName: check first. If the
nodes speak TLS, that must be configured as well.
--accept GW1307 sends all requests to the remaining `backends`. If there are
none, the rule has no backend: see GW1303.)";

inline constexpr std::string_view timeout_not_converted = R"(`connect` limits how long a connection may take; `send` and `read` limit how
long nothing may happen between two steps. The timeouts of the Gateway API
limit the whole request, which is something else: a download that makes
progress never hits a read timeout. So nothing is written, and the defaults of
the implementation apply.
Slow requests are the ones affected: with a shorter default they are cut off,
with a longer one they hold a connection longer.

Example:
  timeout: {connect: 5s, send: 30s, read: 5m}
  nginx.ingress.kubernetes.io/proxy-read-timeout: "300"
Compare with the defaults of your implementation. If a value matters, set the
matching idle timeout in a policy there. --timeouts approx writes the read
timeout as `backendRequest` (GW1312); that needs v1.2.0, or v0.8.1
experimental.)";

inline constexpr std::string_view websocket_implicit = R"(APISIX passes WebSocket and other protocol upgrades on only where a rule says
`websocket: true`. Implementations of the Gateway API pass them on without
being asked, so there is nothing to write.
WebSocket clients connect as before. Idle connections may be closed sooner or
later than before, because idle timeouts belong to the implementation.

Example:
  - name: chat
    websocket: true
To check, open one connection through the new Gateway, and let it be silent
for some minutes. A few implementations want `appProtocol: kubernetes.io/ws`
at the port of the Service.)";

inline constexpr std::string_view upgrade_not_blocked = R"(A rule without `websocket: true` refuses requests that want to change the
protocol, WebSocket above all. There is no such switch in the Gateway API, and
most implementations pass these requests on to the backend. The note stands
once for all rules of the run.
It matters where a backend offers a WebSocket that was not meant to be reached
from outside, such as a debug console or a live-reload channel.

Example:
  GET /debug/console
  Connection: Upgrade
  Upgrade: websocket
Where such an endpoint exists, switch it off in the backend or forbid upgrades
in a policy of the implementation. Elsewhere nothing needs to be done.)";

inline constexpr std::string_view weights_all_zero = R"(Every backend of the rule has the weight 0, so none of them should get
requests. The weights are written as they are. What is answered then depends
on the implementation: an error for each request is usual.
In the source such a rule is often a switch: somebody has turned all backends
off for a while, or a rollout tool has stopped in between.

Example:
  backends:
  - {serviceName: blue, servicePort: 80, weight: 0}
  - {serviceName: green, servicePort: 80, weight: 0}
Find out which backend is meant to serve, and give it a weight. If the rule is
off on purpose, an empty list of backends says so more clearly.)";

inline constexpr std::string_view timeout_approximated = R"(With --timeouts approx the read timeout of the rule, or 60 seconds where it is
not set, becomes `backendRequest`. The source limits how long the backend may
be silent; `backendRequest` limits the whole exchange with it.
Requests that take longer than the limit but make progress all the time were
served before and are cut off now: downloads, uploads, streams, server-sent
events. `connect` and `send` have no counterpart.

Example:
  timeout: {connect: 5s, read: 1m}
becomes
  timeouts: {backendRequest: 1m}
Take the longest legitimate request of the rule as the measure, and raise
`read` in the source, or leave --timeouts out and set an idle timeout on the
implementation.)";

inline constexpr std::string_view retry_approximated = R"(nginx tries another endpoint if one cannot be reached, does not answer in time,
or answers with a status that `proxy-next-upstream` names. It does so only for
methods that may be repeated, such as GET, and while less than
`proxy-next-upstream-timeout` has passed. `retry` of the Gateway API has the
number of attempts and the statuses; the rest is up to the implementation.
An implementation may repeat requests that nginx would not, such as POST.

Example:
  proxy-next-upstream: "error timeout http_503"
  proxy-next-upstream-tries: "3"
becomes
  retry: {attempts: 2, codes: [503]}
Check that the backend can stand the same request twice.)";

inline constexpr std::string_view session_approximated = R"(The cookie that keeps clients on one endpoint becomes `sessionPersistence` of
the rule. What stands in the cookie is the implementation's own, so each client
gets a new one, and perhaps another endpoint, once. How the cookie is marked
(path, domain, SameSite) is up to the implementation.
Sessions that live in the memory of one endpoint are lost at the change.

Example:
  affinity: cookie
  session-cookie-name: route
becomes
  sessionPersistence: {type: Cookie, sessionName: route}
Move when few are signed in, or keep sessions in a store that all endpoints
share.)";

inline constexpr std::string_view external_service = R"(APISIX sends to a name outside the cluster that an ApisixUpstream lists under
`externalNodes`. A rule of the Gateway API refers to Services only, and one of
type ExternalName stands for a name. Printed with the manifests, it has the
name of the ApisixUpstream; several nodes get numbers.

Example:
  kind: ApisixUpstream
  metadata: {name: payments}
  spec: {externalNodes: [{type: Domain, name: pay.example.net}]}
becomes
  kind: Service
  metadata: {name: payments}
  spec: {type: ExternalName, externalName: pay.example.net}
Whoever may create Services of this type can send traffic of the gateway to
any name, so check who may. A Service of the same name is not replaced: the
new one is then called `payments-external`.)";

inline constexpr std::string_view timeout_of_service = R"(A rule of APISIX has its own timeouts. With --implementation apisix-2 they are
kept in a BackendTrafficPolicy, which belongs to a Service: it counts for every
rule that sends there. Here, rules with different timeouts send to one Service,
so none of these timeouts is written; those of the ApisixUpstream of the
Service count, or else 60 seconds each.

Example:
  - name: report
    match: {paths: [/report]}
    timeout: {read: 10m}
    backends: [{serviceName: api, servicePort: 80}]
  - name: other
    match: {paths: [/*]}
    backends: [{serviceName: api, servicePort: 80}]
Make a second Service for the same pods, `api-report`, and let the first rule
send to it.)";

inline constexpr std::string_view upstream_setting_not_kept = R"(An ApisixUpstream says how the endpoints of a Service are chosen and spoken
to. With --implementation apisix-2 a BackendTrafficPolicy says most of it; this
setting has no place there, or the version of the controllers does not read it.
What is lost shows when a backend needs it: a client certificate that it
demands, endpoints from a registry, checks that take failing ones out.

Example:
  kind: ApisixUpstream
  spec:
    discovery: {type: nacos, serviceName: pay}
Keep the ApisixRoute for such a backend, or make a Service with endpoints of
its own.)";

inline constexpr std::string_view websocket_of_service = R"(The APISIX controllers 2.x pass WebSocket and other upgrades on only where the
port of the Service asks for it; nothing in an HTTPRoute does. The Service is
not part of the output, so it has to be changed by hand.

Example:
  kind: Service
  metadata: {name: chat}
  spec:
    ports: [{port: 80, appProtocol: kubernetes.io/ws}]
Without it a client that opens a WebSocket gets an answer of the backend, or an
error, but no connection. `kubernetes.io/wss` also makes APISIX speak TLS to
the backend.)";

inline constexpr std::string_view service_not_reachable = R"(The rule sends requests, or copies of them, to a Service in another
namespace. The Gateway API allows this only if a ReferenceGrant in the namespace
of the Service says so, and the chosen release and channel do not have that
kind. The implementation answers such requests with 500, so the rule is left
out; a mirror is left out alone.

Example:
  metadata:
    annotations: {k8s.apisix.apache.org/svc-namespace: shop}
  # HTTPRoute in `web`, Service in `shop`
Choose a newer release with --gateway-api, and upgrade the CRDs of the cluster:
v0.6.0 is the first with ReferenceGrant in its standard channel. After
--accept GW1325 the rule is printed with the reference.)";

inline constexpr std::string_view grant_needs_namespace = R"(The rule sends requests, or copies of them, to a Service in another
namespace. The ReferenceGrant that allows this stands beside the Service and
names the namespace of the route, but the input does not say which one that is.
Without the grant such requests are answered with 500, so the rule is left out;
a mirror is left out alone.

Example:
  metadata:
    name: shop                            # no namespace
    annotations: {k8s.apisix.apache.org/svc-namespace: shop}
Write the namespace into the object, or give it with --namespace for all
objects that name none.)";

}  // namespace gw::texts
