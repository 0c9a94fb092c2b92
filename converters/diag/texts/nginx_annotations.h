/// Long texts of the findings about annotations of ingress-nginx.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view annotation_unknown = R"(The annotation has the prefix of its controller, but the controller knows no
such name and ignores it. Mostly it is misspelled, or belongs to another
controller. Nothing is lost in the conversion; what its author wanted has not
been in force before either. If it was to restrict access, the rules are open.

Example:
  nginx.ingress.kubernetes.io/whitelist-source-ranges: 10.0.0.0/8
  # one `s` too many: everybody is admitted
Correct the name and convert again, or remove the annotation.)";

inline constexpr std::string_view annotation_retired = R"(Older releases of ingress-nginx have read this annotation, today's do not. It
is left out, and requests are served as before. The finding says since when,
and what took its place if there is something.
With a very old controller it is still in force: the manifests describe what a
current one does.

Example:
  nginx.ingress.kubernetes.io/secure-backends: "true"
  # without effect since 0.21: backend-protocol: HTTPS
Look at what the annotation was for. A limit or a filter that is gone has not
protected anything since the update of the controller.)";

inline constexpr std::string_view annotation_rejected = R"(ingress-nginx checks the values of annotations. If this check fails, it
ignores the Ingress as a whole: none of its hosts and paths are served. It is
left out of the manifests, since converted it would publish what is not served
today. Releases before 1.10 do not check by default and may serve it.

Example:
  permanent-redirect: https://new.example.com$request_uri
  # `$` is not allowed
Look at the log of the controller, and test whether the Ingress works. If it
does, write a value that is allowed, or make the HTTPRoute by hand. After
--accept GW2103 the Ingress is still left out, but its loss no longer counts
as an error.)";

inline constexpr std::string_view annotation_ignored = R"(The value cannot be read as what the annotation needs, such as a number or
true or false. ingress-nginx then behaves as if it were not there, or takes
another value, which the finding names. The manifests do the same.

Example:
  ssl-redirect: "no"           # not true or false: the default counts
  permanent-redirect-code: "200"               # 301
Requests are served as before, but not in the way that the author wanted.
Correct the value if it still matters, then convert again.)";

inline constexpr std::string_view annotation_without_effect = R"(The annotation changes nothing, for the reason that the finding gives: it
repeats the default, another annotation is missing or wins, it stands on a
canary, whose main Ingress decides, or it belongs to a setting that has a
finding of its own. There is nothing to convert.

Example:
  cors-allow-origin: https://shop.example.com
  # without enable-cors: "true" no CORS headers are sent
Nothing needs to be done. But a setting that was meant to work, and never has,
is worth a look: remove it, or add what is missing.)";

inline constexpr std::string_view annotation_not_converted = R"(The Gateway API has no field for this setting, and it is left out. Requests go
to the same backends; what is missing on the way, the finding says in
brackets.

Example:
  enable-access-log: "false"   # the implementation decides what is logged
  proxy-http-version: "1.0"    # it also chooses the protocol
Most implementations have policies of their own for such details. Look whether
anybody depends on the setting: many of these are left from a problem that was
solved otherwise long ago.)";

inline constexpr std::string_view proxy_timeout_not_converted = R"(The timeouts of nginx limit how long a connection to the backend may take, or
be silent. As long as data flows, a request may take hours. The timeouts of
the Gateway API limit the whole request or the whole answer. Written with the
same number, they would cut off downloads, event streams and WebSockets.
So none is written, and the defaults of the implementation are in force. Some
have 15 seconds for the whole request.

Example:
  proxy-read-timeout: "3600"   # an hour of silence allowed
Set an idle timeout in a policy of the implementation. Where requests are
short, `timeouts.backendRequest` in the HTTPRoute may be added by hand.)";

inline constexpr std::string_view body_limit_not_converted = R"(nginx refuses requests with a larger body: they get a 413, and the backend
does not see them. `0` means no limit. Without the annotation the limit is 1
MiB, see GW2190. The Gateway API has no such field, and most implementations
let bodies of any size pass.
A large value was written to let uploads through, and they still come through.
A small one protects the backend, and that protection is gone.

Example:
  proxy-body-size: 64k         # now also 2 GB
Set the limit in a policy of the implementation, or in the backend.)";

inline constexpr std::string_view buffering_not_converted = R"(nginx can collect requests and answers in memory or in files, so that slow
clients do not occupy the backend, and these annotations set how much and
when. By default it collects requests as a whole and passes answers on at
once. Most implementations pass both on as they arrive.
The backend gets the same bytes. It may see slow uploads for longer, and event
streams come at once, as with `proxy-buffering: "off"`. A large
`proxy-buffer-size` was mostly set for answers with many or long headers.

Example:
  proxy-buffer-size: 16k       # login pages set long cookies
Test such answers: implementations limit the size of headers as well. For the
rest, nothing needs to be done.)";

inline constexpr std::string_view retry_not_converted = R"(If an endpoint fails, nginx tries another one, and these annotations say after
which failures and how often. In the Gateway API the retries of an HTTPRoute
are an experimental field, `retry`, which the target lacks or which has no such
value, so the implementation decides.
Clients may see errors that were hidden from them. If the implementation
repeats more than before, backends may see a request twice.

Example:
  proxy-next-upstream: error timeout http_503
  proxy-next-upstream-tries: "2"       # the first try and one more
Set retries in a policy of the implementation. Take care with requests that
must not be repeated, such as orders: nginx does not repeat a POST unless
`non_idempotent` is listed.)";

inline constexpr std::string_view load_balancing_not_converted = R"(The annotation chooses the Pod of a Service that gets a request: by turns, by
load, always the same one for a key, or none at all, so that the cluster
chooses. The Gateway API leaves this to the implementation.
Every Pod can answer, so nothing fails at first. Backends that keep data of a
key in memory then have it in all Pods, and caches hit less often.

Example:
  upstream-hash-by: $request_uri       # the same path, the same Pod
  service-upstream: "true"             # the address of the Service
Most implementations have a policy for load balancing, often with hashing by
header, cookie or client address.)";

inline constexpr std::string_view session_affinity_not_converted = R"(ingress-nginx gives each client a cookie and sends it to the same Pod again.
In the Gateway API `sessionPersistence` does that. It is experimental: the
target lacks it, or it has no such value. Without it, requests of one client
reach all Pods.
Backends that keep sessions in memory lose them: users are logged out, carts
are empty. WebSocket libraries that first use several requests fail as well.

Example:
  affinity: cookie
  session-cookie-name: route
Set session persistence in a policy of the implementation, or keep sessions in
a place that all Pods share. The old cookies mean nothing to the new Gateway,
so sessions break once in any case.)";

inline constexpr std::string_view error_page_not_converted = R"(nginx replaces answers with certain status codes by those of a default
backend, or sends requests there when the Service has no Pods. The Gateway API
cannot, so clients get what the backend has answered, or the error page of the
implementation.
The status is mostly the same. What differs is the page, and that error
answers of the backend, perhaps with details, are no longer hidden.

Example:
  custom-http-errors: "404,503"
  default-backend: error-pages         # a Service
Let the backend send pages of its own. Some implementations can replace
answers in a policy. For maintenance, change the backend of the HTTPRoute.)";

inline constexpr std::string_view response_rewrite_not_converted = R"(nginx changes the domain or path of cookies, or the place of redirects, in
what the backend answers. This is needed where the backend does not know under
which name or path clients see it. The Gateway API has no such filter.
Without it browsers do not send the cookie back, or follow a redirect to a
name that they cannot reach: logins fail first.

Example:
  proxy-cookie-path: / /shop
  proxy-redirect-from: http://shop.internal/
  proxy-redirect-to: https://shop.example.com/
Configure the outer name and path in the backend: most frameworks have a
setting for it, or read `X-Forwarded-Host` and `X-Forwarded-Prefix`.)";

inline constexpr std::string_view rate_limit_not_converted = R"(nginx limits requests, connections or bandwidth for each client address, and
refuses what is too much, with 503 by default. The Gateway API has no such
limit. It is left out, and clients are served as fast as they ask.
A login page can then be tried without a brake, and a single client can use
up the backend.

Example:
  limit-rps: "5"
  limit-burst-multiplier: "3"
  limit-allowlist: 10.0.0.0/8
Set a limit in a policy of the implementation before traffic moves. nginx
counts in each of its Pods, so the real limit was that number times the
number of Pods. Behind a load balancer, check which client address counts.)";

inline constexpr std::string_view tls_option_not_converted = R"(The annotation sets details of TLS: which ciphers clients may use, or with
which certificate nginx presents itself to a backend and how it checks the
other side. The Gateway has no portable field for ciphers, and the other
belongs into objects that need more than the Ingress says. It is left out.
Clients with weaker ciphers may be accepted, and a backend that asks for a
certificate refuses the connection.

Example:
  ssl-ciphers: ECDHE-ECDSA-AES256-GCM-SHA384
  proxy-ssl-secret: web/shop-client
Ciphers are set in `tls.options` of the listener, with keys of the
implementation, or in a policy. For TLS to backends see GW2130.)";

inline constexpr std::string_view mirror_not_converted = R"(nginx sends a copy of each request to another place and ignores its answer. In
the Gateway API the copies can only go to a Service, in the same namespace
here, and with the path of the request. The finding says what does not fit.
Clients do not notice. The place that got the copies gets none.

Example:
  mirror-target: https://test.example.net$request_uri      # not converted
  mirror-target: http://copy.web.svc.cluster.local$request_uri
becomes
  filters:
  - type: RequestMirror
    requestMirror: {backendRef: {name: copy, port: 80}}
Put a Service in front of the place, or a small proxy behind one.)";

inline constexpr std::string_view mirror_differs = R"(nginx sends copies of requests with the host of `mirror-target`, or that of
`mirror-host`, and with the path that the client asked for. The filter of the
Gateway API copies the request as it is: with the host of the client, and in
some implementations with the path that a rewrite has made.
The Service that gets the copies sees another Host header. If it chooses what
to do by host, copies may end in its default.

Example:
  mirror-target: http://copy.web.svc.cluster.local$request_uri
  # before: Host: copy.web.svc.cluster.local
  # now:    Host: shop.example.com
Let the Service accept any host.)";

inline constexpr std::string_view custom_headers_unknown = R"(`custom-headers` names a ConfigMap with response headers. ingress-nginx adds
them if the ConfigMap exists and if `global-allowed-response-headers` lists each
of them; otherwise it ignores the whole Ingress. The ConfigMap is not in the
input, so it is not known whether the Ingress is served at all, nor which
headers it sends. The rules are withheld, and requests for them get a 404 or go
to another rule that matches.

Example:
  nginx.ingress.kubernetes.io/custom-headers: web/security-headers
  kubectl get ingress,configmap -A -o yaml | gwconvert
Put the ConfigMaps into the input. After --accept GW2119 the rules are printed
without the headers.)";

}  // namespace gw::texts
