/// Long texts of the findings about kinds.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view apisix_upstream_not_converted = R"(An ApisixUpstream says how APISIX talks to the Service of the same name: load
balancing, retries, health checks, timeouts, protocol, Host header. None of it
is converted; the finding lists which settings the object has. Rules that use
the Service are printed as if it had none.
Some settings only change the quality of the service. Others decide whether it
works: with `scheme: https` or `grpc`, the implementation would now speak
plain HTTP/1.1 to a backend that expects something else, and requests fail.

Example:
  kind: ApisixUpstream
  metadata: {name: shop}
  spec: {scheme: https, retries: 2, loadbalancer: {type: least_conn}}
Look at `scheme`, `tlsSecret`, `passHost` and `upstreamHost` first. For the
protocol, `appProtocol` at the port of the Service may be enough; for TLS and
the rest, use policies of the implementation.)";

inline constexpr std::string_view apisix_consumer_not_converted = R"(An ApisixConsumer is a client of the gateway with its credentials: a key, a
password, a secret for tokens. The Gateway API has no such object. The rules
that authenticate are withheld (GW1401, GW1402), and this object is not needed
for routing.
Its credentials are needed wherever clients are authenticated from now on.
Without them every client of those rules needs new ones.

Example:
  kind: ApisixConsumer
  metadata: {name: partner-a}
  spec: {authParameter: {keyAuth: {value: {key: ...}}}}
Keep the object, or the Secret it refers to, until the new place has the same
credentials. Plugins such as `consumer-restriction` refer to consumers by
name: carry the names over too. No report of this tool shows the values.)";

inline constexpr std::string_view apisix_plugin_config_unused = R"(No rule that is converted refers to this ApisixPluginConfig. It has no effect
on the manifests, and its plugins are not reported.
It may be a leftover. It may also be used by an object that is not in the
input, such as an Ingress with the annotation
`k8s.apisix.apache.org/plugin-config-name`, or by routes of another class.

Example:
  kind: ApisixPluginConfig
  metadata: {name: old-limits, namespace: web}
Search the cluster for the name before the object is deleted. If a route of
the input should use it, compare the names and the namespaces.)";

inline constexpr std::string_view apisix_global_rule_not_converted = R"(The plugins of an ApisixGlobalRule run for every request of the gateway, even
for those that no route matches. The Gateway API has nothing of the kind. Each
enabled plugin has a finding of its own. If one of them guards access, every
rule of the run is withheld.
Nothing in the manifests shows that these plugins are missing: all routes lose
them at once.

Example:
  kind: ApisixGlobalRule
  spec:
    plugins:
    - {name: prometheus, enable: true, config: {prefer_name: true}}
Most implementations have policies that can be attached to a Gateway. Set them
up before any route moves: rate limits, logging and tracing above all.)";

inline constexpr std::string_view apisix_cluster_config_not_converted = R"(An ApisixClusterConfig configures APISIX itself: metrics for Prometheus,
tracing with SkyWalking, the address and key of the Admin API. It concerns no
single route, and it has no counterpart.
Requests are served without it. People are affected who look at the metrics
and traces: they come from APISIX and end when traffic moves.

Example:
  kind: ApisixClusterConfig
  spec: {monitoring: {prometheus: {enable: true}}}
Set up metrics of the new implementation beforehand and adapt dashboards and
alerts. The names of the metrics differ. The Admin API is not needed any more
once APISIX is gone; delete its key then.)";

inline constexpr std::string_view apisix_service_not_converted = R"(ApisixService existed in the first controllers (0.1 to 0.3) to share plugins
and an upstream among routes. No later controller reads it, and it is not
converted.
Routes of that time that depend on it lose its plugins. If one of them guards
access, that is not visible in the converted rules: plugins of this object are
not looked at.

Example:
  apiVersion: apisix.apache.org/v1
  kind: ApisixService
Read the object before the routes go live. If its controller has been replaced
since, the object is dead and can be deleted. Otherwise rebuild its plugins on
the implementation, access control first.)";

inline constexpr std::string_view stream_rule_not_converted = R"(A stream rule passes TCP or UDP connections from a port of APISIX to a
Service: databases, brokers, DNS. It becomes a listener of the Gateway and a
TCPRoute or UDPRoute; with `match.host` APISIX ends TLS, and the listener does
too, with the certificate of the ApisixTls for that host.

Example:
  stream:
  - {name: mysql, protocol: TCP, match: {ingressPort: 3306}, backend: ...}
The message says what is in the way. Before v1.6.0 TCPRoute and UDPRoute are in
the experimental channel only. Two rules for one port exclude each other. HTTP
has port 80 of the Gateway. A host needs a certificate in the input.
A Service of type LoadBalancer may be the shorter way. --accept GW1508 records
that the port is taken care of.)";

inline constexpr std::string_view apisix_certificate_conflict = R"(Two ApisixTls name different Secrets for one host. APISIX shows the certificate
of one of them, and which one depends on an internal order. A listener for the
host has the first one of the input; the other Secret is not used for it.

Example:
  kind: ApisixTls
  spec: {hosts: [shop.example.com], secret: {name: shop-2024, namespace: web}}
beside another one with `secret: {name: shop-2025, namespace: web}`.
Remove the host from one of the two.)";

inline constexpr std::string_view secret_layout = R"(APISIX reads the certificate of a Secret from `cert` and the key from `key`, or
from `tls.crt` and `tls.key`. A Gateway reads only the latter, from a Secret of
type kubernetes.io/tls. With the other names its listener has no certificate
and accepts no connection.

Example:
  kubectl create secret tls shop-tls --cert=shop.crt --key=shop.key
makes such a Secret. The type of an existing Secret cannot be changed: delete
it first, or choose a new name and write it into the ApisixTls.)";

inline constexpr std::string_view tls_wildcard_widened = R"(`*` in a host of an ApisixTls stands for one label: APISIX has no certificate
for `a.b.example.com` under `*.example.com`, and the handshake fails. A listener
for `*.example.com` accepts connections for any number of labels. They are shown
the certificate for `*.example.com`, which clients refuse for such a name unless
they do not check it; those are served by the routes for that host.

Example:
  kind: ApisixTls
  spec: {hosts: ["*.example.com"], secret: {name: wildcard, namespace: web}}
Nothing to do, unless hosts with more labels must not be served over TLS.)";

}  // namespace gw::texts
