/// Long texts of the findings about rules over several fields that `validate` checks.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view path_invalid = R"(A path of type Exact or PathPrefix starts with / and is written as clients send
it after normalization: no //, /./ or /../, no # and no encoded slash, and only
characters that may stand in a URL. Everything else is encoded with %. The API
server refuses other paths; up to v0.7.1 the validating webhook does.

Example:
  path: {type: PathPrefix, value: shop}        # must be /shop
  path: {type: Exact, value: "/a b"}           # must be /a%20b
In v0.5.0 and v0.5.1 the characters are not checked.)";

inline constexpr std::string_view union_mismatch = R"(One field of this mapping says of which type it is, and for each type there is
one member with the details. The member of the type must be there, and those of
other types must not. The API server refuses anything else.

Example:
  filters:
  - type: URLRewrite
    requestRedirect: {...}     # must be urlRewrite
The same holds for path modifiers (replaceFullPath, replacePrefixMatch), subject
names of certificates (hostname, uri) and external authorization (grpc, http).)";

inline constexpr std::string_view filters_conflict = R"(Most filters may stand in a rule once, and a redirect leaves nothing for a
rewrite or a backend to do. RequestMirror may be repeated from v0.8.0 on,
ExtensionRef always.

Example:
  filters:
  - {type: RequestRedirect, requestRedirect: {scheme: https}}
  backendRefs: [...]           # nothing ever reaches them
Join two modifiers of headers into one. Move the redirect into a rule of its
own.)";

inline constexpr std::string_view prefix_replacement_without_prefix = R"(replacePrefixMatch replaces the part of the path that the match of the rule has
matched. It is only defined where the rule has one match, and that match is a
PathPrefix. A rule without matches has one: the prefix /.

Example:
  matches:
  - path: {type: PathPrefix, value: /a}
  - path: {type: PathPrefix, value: /b}
  filters:
  - {type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}
Make two rules of it, or use replaceFullPath.)";

inline constexpr std::string_view reference_without_port = R"(A reference to a Service needs the number of a port of that Service. References
to other kinds may leave it out. The check also concerns mirrors from v0.8.0 on.
For TCPRoute, TLSRoute and UDPRoute before v0.8.0 no cluster makes it, but
implementations do: then the finding is a warning.

Example:
  backendRefs:
  - name: shop                 # port: 8080 is missing)";

inline constexpr std::string_view references_not_distinct = R"(A route may attach to several listeners of one Gateway, but then each reference
must say to which, and no two may say the same. In the experimental channel the
port tells them apart as well. All references to one object set sectionName, or
none does; a policy with several targets follows the same rule.

Example:
  parentRefs:
  - name: gateway
    sectionName: http
  - name: gateway              # sectionName: https is missing)";

inline constexpr std::string_view listener_invalid = R"(The protocol decides what else a listener has. HTTP, TCP and UDP take no tls,
and TCP and UDP no hostname. HTTPS terminates TLS, so its mode is Terminate, and
for that it needs certificates, or options from which the implementation makes
them. From v0.6.0 to v1.0.0 HTTPS and TLS demand tls; from v1.5.0 on TLS does.

Example:
  listeners:
  - name: https
    protocol: HTTPS
    port: 443
    tls: {mode: Terminate}     # certificateRefs is missing)";

inline constexpr std::string_view listeners_collide = R"(Two listeners have the same name, or nothing that tells them apart: the same
port, protocol and hostname. A listener without a hostname differs from one with
a hostname, except in v0.8.0, where it does not. Before v0.7.0 the API server
accepts such a Gateway, and the implementation reports a conflict.

Example:
  listeners:
  - {name: a, port: 80, protocol: HTTP}
  - {name: b, port: 80, protocol: HTTP}    # never gets a request)";

inline constexpr std::string_view address_invalid = R"(An address of type IPAddress is an IPv4 or IPv6 address, one of type Hostname a
DNS name, and no address may be listed twice. The type is IPAddress if none is
written.

Example:
  addresses:
  - value: gateway.example.com      # needs type: Hostname)";

inline constexpr std::string_view too_many_matches = R"(A rule may have 64 matches from v1.2.0 on, but all rules of a route together at
most 128. A rule of an HTTPRoute without matches counts as one.

Example:
  16 rules with 9 matches each are 144
Make two routes of it, with the same hostnames and parentRefs.)";

inline constexpr std::string_view duration_invalid = R"(A duration contradicts another one, or is outside of what makes sense: a single
attempt to reach the backend may not last longer than the whole request, and
the interval of a retry budget is between one second and one hour. A request
timeout of 0s means none, and allows any backendRequest.

Example:
  timeouts: {request: 5s, backendRequest: 10s})";

inline constexpr std::string_view session_persistence_invalid = R"(A cookie that outlives the session of the browser needs to know for how long:
lifetimeType: Permanent goes with absoluteTimeout. cookieConfig has a meaning
for the type Cookie only. The definitions of v1.1.0 refuse any session
persistence without cookieConfig, which v1.1.1 corrects.

Example:
  sessionPersistence:
    type: Cookie
    cookieConfig: {lifetimeType: Permanent}
    # absoluteTimeout is missing)";

inline constexpr std::string_view backend_tls_invalid = R"(To verify a backend the policy needs to know whose certificates to trust: either
a list of CA certificates, or the well-known ones of the system. Both together
are a contradiction, and neither would verify nothing, so the API server refuses
the object. A client certificate goes with the mode ClientAndServer only.

Example:
  validation:
    hostname: shop.internal
    # caCertificateRefs or wellKnownCACertificates is missing)";

inline constexpr std::string_view star_not_alone = R"(In a CORS filter * stands for every origin, method or header, so other values
beside it would have no effect, and whoever wrote them probably meant something
narrower. The API server refuses the object.

Example:
  cors:
    allowMethods: [GET, "*"]   # one or the other)";

inline constexpr std::string_view mirror_share_invalid = R"(The share of requests that is mirrored is given as a percentage or as a fraction,
not as both, and it is at most all of them: the numerator of the fraction is not
greater than its denominator, which is 100 if none is written.

Example:
  requestMirror:
    backendRef: {name: copy, port: 80}
    fraction: {numerator: 150})";

inline constexpr std::string_view grpc_method_invalid = R"(A match on a gRPC method names a service, a method or both. With type Exact, which
is the default, both are spelled as in the proto file: letters, digits and
underscores, and dots between the parts of the service.

Example:
  method: {service: foo.v1.Shop/List}      # method: List
Before v0.8.0 no cluster checks it; the finding is then a warning.)";

inline constexpr std::string_view key_invalid = R"(Keys of labels and annotations that the Gateway passes on have an optional
prefix, a DNS name with a slash, and a name of at most 63 characters that starts
and ends with a letter or digit.

Example:
  infrastructure:
    labels: {"-team": shop})";

inline constexpr std::string_view name_not_allowed = R"(The name has a form that this field refuses although it looks like a DNS name.
Hostnames of a TLSRoute are compared with the name that a client asks for, which
is never an IP address, and * stands for the first label only. An external host
of an XBackend is not a name inside the cluster.

Example:
  hostnames: [192.0.2.7]       # TLSRoute, from v1.5.0 on)";

inline constexpr std::string_view header_changed_twice = R"(One filter sets, adds or removes the same header more than once, so the result
depends on an order that is not defined. Names of headers are compared without
regard to case. The validating webhook refuses this from v0.6.0 to v1.0.0; later
releases accept it, and implementations differ.

Example:
  requestHeaderModifier:
    set: [{name: X-Tenant, value: a}]
    remove: [x-tenant])";

}  // namespace gw::texts
