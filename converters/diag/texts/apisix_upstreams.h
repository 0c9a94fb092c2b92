/// Long texts of the findings about ApisixUpstreams.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view upstream_balancing_not_converted = R"(APISIX chooses an endpoint of a Service by turns, by a hash (`chash`), by the
fewest connections (`least_conn`) or by latency (`ewma`). A route of the
Gateway API does not say how; implementations mostly take turns or chance.
Requests reach the same Service, but not the same endpoint: with `chash`,
clients with a session or a warm cache on one endpoint get others.

Example:
  kind: ApisixUpstream
  spec:
    loadbalancer: {type: chash, hashOn: cookie, key: sid}
Many implementations have a policy for it. With --implementation apisix-2 it
is kept, in a BackendTrafficPolicy.)";

inline constexpr std::string_view health_check_not_converted = R"(APISIX asks endpoints itself whether they work (`active`), or watches their
answers (`passive`), and leaves out those that do not. The Gateway API has no
health checks: endpoints are those that Kubernetes finds ready.
Requests may reach an endpoint that APISIX had left out, until a readiness
probe fails.

Example:
  kind: ApisixUpstream
  spec:
    healthCheck:
      active: {type: http, httpPath: /healthz}
Let the readiness probe of the pods ask the same path. Passive checks are
called outlier detection in policies of implementations. With --implementation
apisix-2 (2.1 and newer) they are kept.)";

inline constexpr std::string_view discovery_not_converted = R"(The endpoints come from a registry (Nacos, Consul, Eureka, DNS) that APISIX
asks. A backend of the Gateway API is a Service of the cluster, and nobody
asks a registry for its endpoints.
Requests of rules that name the ApisixUpstream in `upstreams` are not served:
these rules are withheld by GW1307.

Example:
  kind: ApisixUpstream
  spec:
    discovery: {type: nacos, serviceName: orders}
Make a Service for the endpoints: with a selector if they run in the cluster,
of type ExternalName for a DNS name, or with EndpointSlices that something
keeps up to date.)";

inline constexpr std::string_view pass_host_node_not_converted = R"(With `passHost: node` APISIX sends each endpoint its own address as the host.
A rule of the Gateway API can only set one name. Where the ApisixUpstream has
one external node with a name, that name is set and this finding does not
appear.
Backends see the host that the client has asked for. Those that choose a site
by the host answer differently.

Example:
  kind: ApisixUpstream
  spec: {passHost: node}
If the backends want a certain host, write `passHost: rewrite` and the name as
`upstreamHost`.)";

inline constexpr std::string_view upstream_settings_differ = R"(Several backends share a rule, and the ApisixUpstreams of their Services set
this differently, or only some of them set it. A rule of the Gateway API has
one value for all of its backends, so nothing is written.
Requests to each backend get the default of the implementation.

Example:
  backends:
  - {serviceName: blue, servicePort: 80}      # ApisixUpstream: retries: 3
  - {serviceName: green, servicePort: 80}     # none
Set the same for both Services, or, if the shares do not matter, make two
rules.)";

inline constexpr std::string_view upstream_scheme_differs = R"(Some backends of the rule are spoken to over TLS and others are not. The
conversion treats the backends of a rule alike, and plain HTTP to a backend
that expects TLS fails. So the rule is withheld.
Requests of the rule get a 404 or go to another rule that matches.

Example:
  backends:
  - {serviceName: old, servicePort: 443}      # ApisixUpstream: scheme: https
  - {serviceName: new, servicePort: 80}       # plain HTTP
Let both speak the same. --accept GW1435 prints the rule without TLS for any
of them; add a BackendTLSPolicy for the Service that needs one.)";

inline constexpr std::string_view upstream_in_rules = R"(An ApisixUpstream says how the Service of the same name is spoken to. The
Gateway API says most of that in the rules: retries, timeouts, the host that
backends see; TLS is said in a BackendTLSPolicy. The settings that the finding
lists are part of every rule that uses the Service, as far as the target has
the fields. Where it does not, findings at the same lines say so.
Requests are treated as before, except for what those findings say.

Example:
  kind: ApisixUpstream
  metadata: {name: shop}
  spec: {retries: 2, passHost: rewrite, upstreamHost: shop.internal}
Nothing needs to be done.)";

inline constexpr std::string_view upstream_port_unused = R"(`portLevelSettings` (`ports` in version v1) say how one port of a Service is
spoken to. No rule that is converted uses this port, so there is nothing to
write.
No request is affected.

Example:
  kind: ApisixUpstream
  spec:
    portLevelSettings:
    - {port: 9000, scheme: grpc}     # but rules use port 80
If something uses the port that is not in the input, put it there.)";

inline constexpr std::string_view subset_service = R"(A subset is some pods of a Service, chosen by labels. The Gateway API has no
subsets, so they get a Service of their own: with the ports of the first one,
and its selector with the labels of the subset.
Requests reach the same pods. What other objects say of the first Service, a
NetworkPolicy or a policy of a mesh for example, does not hold for the new one.

Example:
  backends:
  - {serviceName: shop, servicePort: 80, subset: v2}
becomes a backend `shop-v2`. Apply the new Service together with the routes.)";

inline constexpr std::string_view settings_for_service = R"(The annotation says how the backends of this Ingress are spoken to. APISIX keeps
this with the routes of the Ingress. A BackendTrafficPolicy is for a Service,
and so the setting now also counts for the rules of other objects that send to
the same one. Of several Ingresses that say different things the first counts,
and the others are reported.

Example:
  k8s.apisix.apache.org/upstream-scheme: grpc
Nothing needs to be done if the Service is used by this Ingress only, or is
spoken to in one way.)";

}  // namespace gw::texts
