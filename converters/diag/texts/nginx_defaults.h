/// Long texts of the findings about what ingress-nginx does without being told.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view implicit_body_limit = R"(Without any annotation ingress-nginx refuses requests with a larger body: they
get a 413 and the backend never sees them. The Gateway API has no such limit,
and most implementations let bodies of any size pass.
Backends that rely on it may fill their memory or disk, and a single client
can make them do so.

Example:
  curl -i --data-binary @2MB.bin http://shop.example.com/upload
  # ingress-nginx with the default of 1m: 413
Set a limit in a policy of the implementation, if it has one, or in the
backends that read whole bodies into memory. Backends with a limit of their
own need nothing.)";

inline constexpr std::string_view implicit_timeouts = R"(ingress-nginx limits how long it takes to connect to a backend, and how long
the connection may be silent. As long as data flows, a request may take hours.
The timeouts of the Gateway API count for the whole request, so none is
written, and the defaults of the implementation are in force: no limit in
some, 15 seconds for the whole request in others.

Example:
  # 60s of silence allowed: a download of 10 minutes works
  # 15s in total: the same download is cut off
Try slow requests on the new Gateway: event streams, long polling, WebSockets,
large uploads. If they break off, set the limits of the implementation.)";

inline constexpr std::string_view implicit_retries = R"(When an endpoint refuses the connection, fails or is silent for too long,
ingress-nginx tries the next one. Clients do not notice that a Pod has just
gone. It does not repeat a POST that was already sent.
The Gateway API does not say when to repeat a request, and implementations
differ: some never do, some do so for certain answers too.

Example:
  # a Pod ends during a rollout, its endpoint is still known
  # with a retry: 200 from another Pod, without: 502 or 503
Watch the errors during a rollout. If there are more than before, configure
retries on the implementation, and let Pods wait a little before they end.)";

inline constexpr std::string_view implicit_headers = R"(ingress-nginx tells the backend who has asked, and replaces headers of these
names that clients have sent, so backends may trust them. Implementations of
the Gateway API mostly set only `X-Forwarded-For` and `X-Forwarded-Proto`. The
others are missing, or are still there as the client has written them.
A backend that takes the client's address from `X-Real-IP` then has none, or
can be deceived: by address lists, limits, logs.

Example:
  curl -H 'X-Real-IP: 10.0.0.1' http://shop.example.com/
  # ingress-nginx: the backend sees the real address, else perhaps 10.0.0.1
Find out which of the headers the backends read. Let them use what the
implementation sets, and remove the others with a RequestHeaderModifier.)";

inline constexpr std::string_view implicit_hsts = R"(ingress-nginx adds this header to every answer over HTTPS, without any
annotation. Browsers then use only HTTPS for the host, for as long as the
header says, even if a link says `http://`. The finding says what becomes of
it in the manifests.
Browsers that have seen it remember it. New ones are no longer protected on
their first plain request if nobody sends the header, and after a time the
others forget it.

Example:
  Strict-Transport-Security: max-age=31536000; includeSubDomains
Compare the answers of the new Gateway with `curl -I`. If the header is not
there, set it in the backends or on the implementation.)";

inline constexpr std::string_view controller_config_not_converted = R"(The ConfigMap of the controller holds settings for all Ingresses. This one has
no counterpart in the Gateway API and is not converted, so the defaults of the
implementation are in force for every route. Whom it affects depends on the
setting.

Example:
  data:
    enable-brotli: "true"      # answers are compressed with Brotli
Look up what the key does in the documentation of ingress-nginx. If backends
or clients depend on it, configure the same on the implementation, mostly in a
policy for the whole Gateway. Many settings only tune nginx itself, and need
no successor.)";

inline constexpr std::string_view controller_config_read = R"(This ConfigMap of the input is taken to be that of ingress-nginx. It changes
the defaults that annotations override, such as whether clients are redirected
to HTTPS and with which status, so it is read before the Ingresses.
If it belongs to another controller or is not in use, the manifests follow
settings that are not in force today.

Example:
  metadata: {name: ingress-nginx-controller, namespace: ingress-nginx}
  data: {ssl-redirect: "false"}                # no redirects by default
Compare with the flag --configmap of the controller's Deployment. If it names
another ConfigMap, replace the one in the input by it.)";

inline constexpr std::string_view several_controller_configs = R"(A cluster may have several ingress-nginx, each with a ConfigMap of its own. Which
one belongs to which class stands in the arguments of their Deployments, which
are not read. Both ConfigMaps in the input have the name or the labels of such a
configuration, so both are taken: what guards requests in one of them counts for
every class, and of two values for a setting the last one does.
A class may get defaults that are not its own: redirects to HTTPS, HSTS, limits.

Example:
  kubectl get configmap -A -l app.kubernetes.io/name=ingress-nginx
Convert each controller alone: --ingress-class with its class, and an input with
its ConfigMap only.)";

}  // namespace gw::texts
