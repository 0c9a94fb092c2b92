/// Long texts of the findings about access in ingress-nginx.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view basic_auth_not_expressible = R"(nginx asks clients for a name and a password, and compares them with a Secret.
The routes of the Gateway API have no authentication, so the rules of the
Ingress are not printed: without it, everybody who reaches the Gateway could
use the backend.
With --keep-going the other rules are printed. A guarded rule is then printed
without a backend, so that no other rule takes its requests.

Example:
  auth-type: basic
  auth-secret: shop-users
  auth-realm: Staff only
Set up authentication in a policy of the implementation or in the backend, and
test that a request without password is refused. Not every implementation
reads each kind of password hash. Then --accept GW2120 prints the rules as if
they had no authentication.)";

inline constexpr std::string_view external_auth_not_expressible = R"(Before each request nginx asks another server, mostly a login proxy. Only if
that answers with a 2xx does the backend get the request; with 401 clients are
refused, or sent to a login page. The Gateway API has an experimental filter for
that, `externalAuth`, which asks a Service of the same namespace. Where the
target lacks it, or `auth-url` leads anywhere else, the rules of the Ingress are
not printed: without the question they would be open to everybody.
With --keep-going the other rules are printed. A guarded rule is then printed
without a backend, so that no other rule takes its requests.

Example:
  auth-url: https://$host/oauth2/auth
  auth-signin: https://$host/oauth2/start?rd=$escaped_request_uri
Set up external authorization in a policy of the implementation, or put the
login proxy between Gateway and backend. Test without a session. Then
--accept GW2121 prints the rules as if nobody had to be asked.)";

inline constexpr std::string_view address_list_not_expressible = R"(nginx admits or refuses clients by their address, or, with keys of the
ConfigMap, by other marks such as `User-Agent`. `satisfy: any` makes either
the address or a password enough. Routes of the Gateway API cannot match on
addresses, so the rules concerned are not printed: without the list, the
others come in as well.
With --keep-going the other rules are printed. A guarded rule is then printed
without a backend, so that no other rule takes its requests.

Example:
  allowlist-source-range: 10.0.0.0/8,192.0.2.17
  # whitelist-source-range is the older name; allowlist-source-range wins
Build the list in a policy of the implementation, or in a firewall in front of
a Gateway of its own. Check that it sees the client's address, not that of a
load balancer. Then --accept GW2122 prints the rules for all addresses.)";

inline constexpr std::string_view client_certificate_for_host = R"(nginx asks the clients of this host for a certificate of a certain authority.
It does so for the whole host, also for paths of other Ingresses, since that
is decided when the connection starts. Gateways can do the same since v1.1.0
experimental and v1.5.0 standard (GW1413), but here something is in the way: the
message says what. The rules of the host are not printed, since without the
check they would admit everybody.
With --keep-going the other rules are printed. A guarded rule is then printed
without a backend, so that no other rule takes its requests.

Example:
  auth-tls-secret: web/partner-ca
  auth-tls-verify-client: "on"
Give the host a Gateway of its own that validates certificates, or use a
policy of the implementation, and test without a certificate. Then
--accept GW2123 prints the rules without the check, and removes the headers in
which nginx tells backends about the certificate (GW2127).)";

inline constexpr std::string_view snippet_not_converted = R"(A snippet is text that goes into the configuration of nginx. It can do
anything: refuse requests, ask for passwords, rewrite paths, set headers. The
finding names what could be recognised, but nobody can prove that nothing else
is guarded, so the rules of the Ingress are not printed. In a ConfigMap a
snippet counts for all rules. A `server-snippet` counts for the whole host, so
look at the other Ingresses of the host, too.
With --keep-going the other rules are printed. A guarded rule is then printed
without a backend, so that no other rule takes its requests.

Example:
  server-snippet: |
    location /metrics { deny all; }
Newer controllers only take snippets if `allow-snippet-annotations` is on and
`annotations-risk-level` is Critical: see whether it is in force. Rebuild what
it does with filters, policies or in the backend. Then --accept GW2124 prints
the rules without it. The flag counts for all snippets of the run.)";

inline constexpr std::string_view firewall_not_expressible = R"(ModSecurity looks into requests and can refuse those that look like attacks.
The Gateway API has nothing like it, so the rules are not printed: backends
that count on the filter would see everything.
With --keep-going the other rules are printed. A guarded rule is then printed
without a backend, so that no other rule takes its requests.

Example:
  enable-modsecurity: "true"
  enable-owasp-core-rules: "true"
  modsecurity-snippet: SecRuleEngine On
By default it only detects and logs; without `SecRuleEngine On` nothing is
refused today. Put a web application firewall in front of the Gateway, or use
one of the implementation. Then --accept GW2125 prints the rules without it.)";

inline constexpr std::string_view global_auth_not_expressible = R"(The ConfigMap of the controller makes nginx ask another server before every
request, for all Ingresses that do not opt out. This is not visible in the
Ingresses themselves. The Gateway API cannot do it portably, so their rules
are not printed: they would be open to everybody.
With --keep-going the other rules are printed. A guarded rule is then printed
without a backend, so that no other rule takes its requests.

Example:
  kind: ConfigMap
  data: {global-auth-url: "http://auth.login.svc.cluster.local/check"}
  ---
  # Ingress: nginx.ingress.kubernetes.io/enable-global-auth: "false"
Set up external authorization for the whole Gateway in a policy of the
implementation, with exceptions for Ingresses that opt out. Test without a
session. Then --accept GW2126 prints the rules as if nobody had to be asked.)";

inline constexpr std::string_view identity_header_removed = R"(After checking a client certificate nginx tells the backend about it in
headers such as `ssl-client-verify` and `ssl-client-subject-dn`, and replaces
those that clients have sent. The new Gateway does not set them. If they were
passed on, any client could write the name of another one into them. So the
rules remove them from requests.

Example:
  type: RequestHeaderModifier
  requestHeaderModifier:
    remove: [ssl-client-cert, ssl-client-verify, ssl-client-subject-dn, ...]
Backends that know clients by these headers no longer do, and should refuse
them. Many implementations can forward a certificate in another header, such
as `X-Forwarded-Client-Cert`: read that one instead, once only the Gateway can
set it.)";

inline constexpr std::string_view external_auth_converted = R"(nginx asks the server of `auth-url` about each request, always with the same
path, and lets it pass after any 2xx answer. The filter `externalAuth` of the
Gateway API asks the same Service, but with the path and method of the request
behind the path of `auth-url`, and lets it pass after 200 only. A client without
a session gets the status of the server, and is not sent to a page for signing
in. Only the headers that the filter lists reach the server.
Nothing becomes open by that. But a server that knows only the one path refuses
everybody, and a header that it does not send reaches the backend as the client
wrote it, where nginx leaves it out.

Example:
  auth-url: http://auth.web.svc.cluster.local/verify
  GET /orders
  # before: the server gets GET /verify
  # now:    the server gets GET /verify/orders
Try it with a request that must pass and one that must not. If the server
cannot answer all paths, use a policy of the implementation.)";

inline constexpr std::string_view identity_header_forgeable = R"(`auth-response-headers` names headers that the backend gets from the answer of
the authorization server: who the client is, mostly. nginx sets them on every
request, to nothing if the answer lacks them, so no client can send its own. The
filter `externalAuth` passes on those that the answer has. Where it lacks one,
the header of the client stays, and the backend may believe it.

Example:
  auth-response-headers: X-User
  GET /orders with X-User: admin      # and an answer without X-User
  # before: the backend gets no X-User
  # now:    the backend gets X-User: admin
Let the authorization server send each of the headers in every answer, or remove
them from the requests of clients in front of the Gateway.)";

}  // namespace gw::texts
