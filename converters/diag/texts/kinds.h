/// Long texts of the findings about kinds.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view apisix_upstream_not_converted = R"(An ApisixUpstream says how APISIX talks to the Service of the same name, or
stands for backends outside the cluster that rules name in `upstreams`. No
rule of the input that is converted uses this one, so none of its settings is
written.
No request of these rules is affected.

Example:
  kind: ApisixUpstream
  metadata: {name: shop}
  spec: {scheme: https, retries: 2}
  # and no rule has a backend with `serviceName: shop`
Settings go into the rules that use a Service. If the routes are in other
files, convert them together:
  kubectl get ar,au,svc -A -o yaml | gwconvert)";

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
name: carry the names over too. No report of this tool shows the values.
For --implementation apisix-2 it becomes a Consumer. That has no reference to
a Secret for wolfRBAC and ldapAuth; --inline-secrets writes the values there.)";

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
up before any route moves: rate limits, logging and tracing above all.
With --implementation apisix-2 the plugins are kept in a GatewayProxy. That
needs an address of APISIX, so put the GatewayProxy that the Gateway is to
refer to into the input. Of several, --gateway-parameters names one.)";

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
once APISIX is gone; delete its key then.
With --implementation apisix-2 both are kept in a GatewayProxy, if `admin` or
a GatewayProxy of the input says where APISIX is configured.)";

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
too, with the certificate of the ApisixTls for that host, for a TLSRoute (a
TCPRoute before v1.5.0). A host of `ssl-passthrough` becomes a TLSRoute.

Example:
  stream:
  - {name: mysql, protocol: TCP, match: {ingressPort: 3306}, backend: ...}
The message says what is in the way. TLSRoute is standard from v1.5.0 on,
TCPRoute and UDPRoute from v1.6.0; before, they are experimental. Two rules for
one port exclude each other. HTTP has port 80 of the Gateway, HTTPS port 443 for
its hosts. A host needs a certificate in the input.
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

inline constexpr std::string_view global_plugins_kept = R"(Plugins of an ApisixGlobalRule, and the monitoring of an ApisixClusterConfig,
run for every request that APISIX serves, even for those that no route
matches. The controllers 2.x do the same with the plugins of a GatewayProxy,
so they are written there, with their configuration as it is.

Example:
  kind: ApisixGlobalRule
  spec: {plugins: [{name: request-id, enable: true}]}
becomes in the GatewayProxy that the Gateway refers to:
  plugins: [{name: request-id, enabled: true, config: {}}]
Remove the old object when the new one is in place: while both are there, it
is not certain which of them counts.)";

inline constexpr std::string_view global_plugin_conflict = R"(Two objects set the same plugin for every request, with different
configurations. A GatewayProxy holds a plugin once: the controllers run the
last entry of a name only. The one that is found first stays, a GatewayProxy
of the input before all others. If the plugin guards access, every rule is
withheld, because requests that this entry refuses would be admitted.

Example:
  kind: ApisixGlobalRule
  spec: {plugins: [{name: limit-count, enable: true, config: {count: 3}}]}
  ---
  kind: ApisixGlobalRule
  spec: {plugins: [{name: limit-count, enable: true, config: {count: 9}}]}
Decide what should hold for all requests, and write it into one object. What
only some routes need can be a plugin of these routes.)";

inline constexpr std::string_view control_plane_kept = R"(The controllers 2.x want to know where APISIX is configured, and with which
key, from the GatewayProxy that a Gateway refers to. An ApisixClusterConfig of
the controllers 1.x says both in `admin`, so a GatewayProxy is printed with
them. The path `/apisix/admin` is not part of it any more.
If the cluster has a GatewayProxy of that name already, such as the one of the
chart, kubectl apply replaces what it says with this.

Example:
  kind: ApisixClusterConfig
  spec: {admin: {baseURL: "http://apisix-admin.apisix:9180/apisix/admin"}}
Look whether there is one, and put it into the input. It then stays as it is,
and plugins are added to it:
  kubectl get gatewayproxy -A -o yaml)";

inline constexpr std::string_view admin_key_printed = R"(Whoever has the key of the Admin API can change every route and read every
certificate of APISIX. The ApisixClusterConfig holds it as plain text. It is
printed as a Secret, to which the GatewayProxy refers, and nowhere else; no
report shows it.

Example:
  kind: ApisixClusterConfig
  spec: {admin: {baseURL: "http://apisix:9180/apisix/admin", adminKey: ...}}
To keep the key out of files and repositories, leave the Secret out and make
it in the cluster, in the namespace of the Gateway:
  gwconvert --implementation apisix-2 --omit Secret app.yaml
  kubectl create secret generic apisix-config-admin-key --from-file=admin-key)";

inline constexpr std::string_view admin_key_missing = R"(A GatewayProxy must say with which key the controllers change APISIX. The
ApisixClusterConfig has an address but no `adminKey`: the controllers 1.x took
the key from their own configuration then. So the GatewayProxy refers to a
Secret that does not exist yet, and no route is served until it does.

Example:
  kind: ApisixClusterConfig
  spec: {admin: {baseURL: "http://apisix:9180/apisix/admin"}}
Make the Secret in the namespace of the Gateway, from a file with the key:
  kubectl create secret generic apisix-config-admin-key --from-file=admin-key)";

inline constexpr std::string_view gateway_proxy_linked = R"(The controllers 2.x serve a Gateway only if it refers to a GatewayProxy of its
own namespace. The input has one: the one that --gateway-parameters names, the
only one, or the only one that is called `apisix-config`. The Gateway refers
to it and stands in its namespace. It is printed as it is, with the plugins of
ApisixGlobalRules added.

Example:
  kind: GatewayProxy
  metadata: {name: edge, namespace: ingress-apisix}
To let the Gateway stand elsewhere, name its namespace with --gateway; the
GatewayProxies of other namespaces are then left out.)";

inline constexpr std::string_view global_plugins_for_others = R"(A GatewayProxy passes its plugins to APISIX as global rules. They run for every
request of that APISIX, whichever Gateway the route belongs to. The input has
routes of another product too, which these plugins did not concern so far. If
both are served by the same APISIX from now on, they do.

Example:
  kind: ApisixGlobalRule
  spec: {plugins: [{name: limit-count, enable: true, config: {count: 3}}]}
beside an Ingress of ingress-nginx: its paths are limited as well.
Serve the two with an APISIX each and convert them in two runs, or remove the
ApisixGlobalRule and set the plugins for the routes that need them.)";

}  // namespace gw::texts
