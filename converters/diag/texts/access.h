/// Long texts of the findings about access.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view authentication_not_expressible = R"(The rule authenticates its clients. Gateway API routes have no authentication,
so the rule is withheld: printed without it, everybody who reaches the gateway
could use the backend. A missing or unknown `type` means basic authentication.
With --keep-going the other rules are printed, and clients of this one get a
404. If another rule matches the same requests, this rule is printed without a
backend: they get an error, and the other rule does not answer them.

Example:
  - name: orders
    match: {paths: [/orders/*]}
    authentication: {enable: true, type: keyAuth}
First authenticate elsewhere: in a policy of the implementation, a proxy in
front of the backend, or the backend. Only then use --accept GW1401, which
prints the rule as if it had no authentication. Test that a request without
credentials is refused before traffic moves.)";

inline constexpr std::string_view access_plugin_not_expressible = R"(The plugin decides who may use the rule: it authenticates, authorizes,
compares addresses or refuses some requests. No route of the Gateway API does
that, so all rules under the plugin are withheld. Besides a rule, it may stand
in an ApisixPluginConfig, an ApisixGlobalRule or, for ApisixRoute v1, in an
annotation that ends with `source-range`.
Printed without it, the rules would admit what the plugin has refused.

Example:
  plugins:
  - name: ip-restriction
    enable: true
    config: {whitelist: [10.0.0.0/8]}
Rebuild the restriction in a policy of the implementation or in the backend,
and test it. Then --accept GW1402 prints the rules without the plugin. The
flag counts for every plugin of the run that has this code, so read the whole
list first; convert files one by one if only some are ready.)";

inline constexpr std::string_view plugin_not_converted = R"(The plugin changes requests or responses, limits rates, logs or measures, but
does not guard access. It is not converted, and the rule is printed without
it. Requests reach the same backend, but something on the way is missing: a
response is not compressed, a client that was slowed down no longer is.

Example:
  plugins:
  - name: limit-count
    enable: true
    config: {count: 200, time_window: 60}      # every client as much as it likes
Look at rate limits first, which protect the backend. Policies of the
implementation cover most of these. Rewrites, redirects, headers, CORS and
copies of requests become filters; see GW1420 and GW1421 for what does not.)";

inline constexpr std::string_view plugin_unknown = R"(The name is not that of a plugin that comes with APISIX. It may be your own,
or misspelled. Since nobody can say whether it guards access, it is treated as
if it did, and the rules under it are withheld.

Example:
  plugins:
  - name: company-sso          # Lua code of your own
    enable: true
Read its code, and see whether it can end a request with 401, 403 or the like.
If so, build a replacement first. If it only adds headers or logs, decide
whether that is still needed. Then --accept GW1404 prints the rules without
it. If the plugin does guard access, they are open to everybody from then on.
The flag counts for all unknown plugins of the run.)";

inline constexpr std::string_view plugin_disabled = R"(The plugin, or the authentication, is switched off with `enable: false`.
APISIX does not run it, so nothing is missing without it, and no rule is
withheld because of it.

Example:
  plugins:
  - name: key-auth
    enable: false
Requests are treated as before. But a guard that is switched off deserves a
look: if it was meant to be off for a short time, the rule is open today and
stays open after the migration.)";

inline constexpr std::string_view plugin_config_used = R"(The rule takes plugins from an ApisixPluginConfig. Those that filters stand for
are written into each rule that uses them. The object itself has no counterpart,
and each other plugin has a finding at the place where it is written, once for
all rules that use it. If one of them guards access, the rules are withheld.

Example:
  kind: ApisixPluginConfig     # metadata.name: common
  spec: {plugins: [{name: limit-count, enable: true, config: {count: 200, time_window: 60}}]}
  ---
  kind: ApisixRoute
  spec: {http: [{name: shop, plugin_config_name: common}]}
Requests of all rules that name the object are treated without these plugins.
A policy of the implementation that is attached to several HTTPRoutes, or to
the Gateway, takes the place of such a shared object.)";

inline constexpr std::string_view plugin_config_missing = R"(The rule takes plugins from an ApisixPluginConfig that is not in the input, so
it is not known what they do. They may guard access, and therefore the rule is
withheld. Names are looked up in the namespace of the route, or in that of
`plugin_config_namespace`.
Printed without its plugins, the rule could be open to everybody.

Example:
  - name: shop
    plugin_config_name: common       # where?
Export the objects together:
  kubectl get ar,apisixpluginconfigs -A -o yaml | gwconvert
If the object does not exist in the cluster either, controllers 2.x run the
rule without the plugins, and older ones do not accept it. After a look at the
cluster, --accept GW1407 prints the rule without them.)";

inline constexpr std::string_view client_certificate_not_expressible = R"(The ApisixTls asks every client for a certificate and refuses those without
one from the named authority. Gateways can do the same (GW1413), but here
something is in the way: the message says what. All rules that serve these
hosts are withheld, rules without hosts included. Printed without the check,
they would admit everybody instead of those who hold a certificate.

Example:
  kind: ApisixTls
  spec:
    hosts: [partner.example.com]
    client: {caSecret: {name: partner-ca, namespace: web}, depth: 2}
Gateways demand certificates since v1.1.0 experimental and v1.5.0 standard, and
some implementations have policies for it. Configure that by hand for these
hosts, test that a client without a certificate is refused, then print the
rules with --accept GW1408.)";

inline constexpr std::string_view client_depth_not_converted = R"(`depth` limits how many authorities may stand between the certificate of a
client and the one in `caSecret`; without it, APISIX allows one. The Gateway
API has no such limit.
Clients whose certificate was signed by an authority below another one get in,
where APISIX might refuse them.

Example:
  kind: ApisixTls
  spec:
    client: {caSecret: {name: ca, namespace: web}, depth: 1}
It matters only if the authority has signed other authorities that you do not
trust. Then look for a limit in the policies of the implementation.)";

inline constexpr std::string_view client_exception_not_converted = R"(`skip_mtls_uri_regex` names paths that APISIX serves to clients without a
certificate. The Gateway API demands certificates while the connection is made,
before any path is known: all paths of the host need one.
Requests for these paths from clients without a certificate fail; those of
other paths fail as before.

Example:
  kind: ApisixTls
  spec:
    client:
      caSecret: {name: ca, namespace: web}
      skip_mtls_uri_regex: ["^/health$"]
Serve the paths under another host, with an ApisixTls without `client`.)";

inline constexpr std::string_view client_certificate_demanded = R"(The source asks clients of a host for a certificate of a certain authority. The
Gateway does so now: `frontendValidation` of a listener up to v1.3.0, later
`tls.frontend` for all HTTPS listeners of a Gateway. A client without such a
certificate fails in the handshake, where nginx and APISIX answer with a status
of 400. The length of the chain is not limited, revoked certificates are not
looked up, and backends are not told whose certificate it was.

Example:
  auth-tls-secret: web/partner-ca
  auth-tls-verify-client: "on"
becomes
  kind: Gateway
  spec: {tls: {frontend: {default: {validation: {caCertificateRefs: [...]}}}}}
An implementation that does not know the field admits everybody: name yours
with --implementation, and try it without a certificate before traffic moves.)";

inline constexpr std::string_view plugin_secret_not_kept = R"(The plugin takes a part of its configuration from a Secret, through `secretRef`.
A PluginConfig, which the APISIX controllers 2.x read for HTTPRoutes, has no
such field, and the values of a Secret do not belong into a manifest that many
may read. So the plugin is left out, and its rules are withheld: nobody knows
here whether they may be open without it.

Example:
  plugins:
  - name: openid-connect
    enable: true
    secretRef: oidc-client
APISIX can read single values from a secret manager or its environment:
  config: {client_secret: "$env://OIDC_SECRET"}
Write the configuration so, without `secretRef`, and convert again. Or put
the Secret into the input and convert with --inline-secrets, if its values may
stand in the manifests. A Secret that is empty, that is not base64, or whose
keys exclude each other, as `a` and `a.b` do, is not written.
--accept GW1409 prints the rules without the plugin.)";

inline constexpr std::string_view secret_inlined = R"(With --inline-secrets, what a plugin takes from a Secret through `secretRef` is
written into its configuration, as the APISIX controllers do it when they read
the plugin: values are texts, a key with dots stands for one setting inside
another, and the Secret counts before `config`. So do wolfRBAC and ldapAuth of
an ApisixConsumer, for which a Consumer has no reference to a Secret.

Example:
  plugins:
  - name: openid-connect
    enable: true
    config: {client_id: shop}
    secretRef: oidc-client       # stringData: {client_secret: s3cret}
becomes
  plugins:
  - name: openid-connect
    config: {client_id: shop, client_secret: s3cret}
Whoever may read the PluginConfig or Consumer now knows the value, also in a
repository that the manifests are put into. A change of the Secret takes
effect after the next conversion only. No report of this tool shows the values.)";

inline constexpr std::string_view consumer_setting_moved = R"(From APISIX 3.11 on, a credential for hmac-auth has `key_id` instead of
`access_key`, and how requests are signed is said by the plugin of the route
instead of the credential. The controllers 2.x need such a version. The
key is carried over under its new name; the other settings have no place in a
Consumer and are left out.

Example:
  hmacAuth:
    value: {access_key: alice, secret_key: s3cret, algorithm: hmac-sha256}
becomes
  type: hmac-auth
  config: {key_id: alice, secret_key: s3cret}
Clients of the new versions sign differently as well. Test one before traffic
moves.)";

inline constexpr std::string_view authentication_type_unknown = R"(The controllers know six types of authentication. Any other word, also one in
the wrong case, means basic authentication to them, without an error: clients
must send a user name and a password. That is kept, but it is hardly what was
meant.

Example:
  authentication: {enable: true, type: keyauth}
The type is called `keyAuth`. Correct it, and check with which credentials
clients get in today.)";

inline constexpr std::string_view plugin_replaced = R"(One rule, plugin configuration or consumer has a plugin of a name only once. The
controllers take entries one after the other, and authentication last, so an
entry is replaced by a later one of its name: as a whole, not member by member.
The output has the last one, as APISIX runs it today.

Example:
  plugins:
  - {name: ip-restriction, enable: true, config: {whitelist: [10.0.0.0/8]}}
  - {name: ip-restriction, enable: true, config: {whitelist: [192.0.2.0/24]}}
Only 192.0.2.0/24 is admitted. If both were meant, write one list.)";

inline constexpr std::string_view method_refused_otherwise = R"(APISIX refuses some methods of the Ingress with status 405. Controllers 1.x do
so after the backend has answered, controllers 2.x before they ask it. The
Gateway API has no filter with a status of its own: the methods that are served
stand in the matches of the rule, and a second rule without a backend takes the
others, so that no wider rule can serve them. Implementations answer it with
404 or 500.

Example:
  k8s.apisix.apache.org/http-allow-methods: GET
  # DELETE: 405 before, 404 or 500 after; no backend gets it
With --implementation apisix-2 the plugin fault-injection keeps the 405.
Nothing needs to be done unless clients tell the statuses apart.)";

inline constexpr std::string_view consumer_name_of_1 = R"(The plugin admits or refuses consumers by name. For APISIX a consumer is called
NAMESPACE_NAME; controllers 1.x write `_` for every `-` in it, and controllers
2.x, which read the output, do not. With --apisix-version 1.x names are written
anew where the ApisixConsumer is in the input. Without that option they stay as
they are, since another name could admit somebody who is refused today.

Example:
  kind: ApisixConsumer
  metadata: {name: my-user, namespace: default}
  # controllers 1.x: default_my_user, controllers 2.x: default_my-user
Put the ApisixConsumers into the input, and name the version of the controllers
in use with --apisix-version.)";

}  // namespace gw::texts
