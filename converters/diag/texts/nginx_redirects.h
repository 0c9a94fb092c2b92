/// Long texts of the findings about redirects of ingress-nginx.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view redirect_code_changed = R"(Before v1.5.0 the Gateway API allows only 301 and 302 for redirects. Others
are written with the nearest of the two: 308 becomes 301, 303 and 307 become
302. ingress-nginx uses 308 for all redirects to HTTPS, so this is common.
With 307 and 308 clients repeat the request as it was. With 301 and 302 many
turn a POST into a GET without a body, so forms and API calls get lost.

Example:
  statusCode: 308              # with --gateway-api v1.5.0 or newer
  statusCode: 301              # before
Pages in a browser are not affected. For clients that send data, correct their
URLs, or upgrade the CRDs and give the new release with --gateway-api.)";

inline constexpr std::string_view redirect_query = R"(nginx sends clients to exactly the URL of the annotation: neither the path nor
the query of the request is added. The manifests replace the path too, but the
Gateway API does not say what happens to the query, and most implementations
add it to the new URL.

Example:
  permanent-redirect: https://new.example.com/start
  curl -i 'http://old.example.com/a?id=7'
  # nginx: Location: https://new.example.com/start
  # else:  Location: https://new.example.com/start?id=7
Most pages ignore a query that they do not know. Check that the new place does
not mind, and that queries with secrets may be seen there.)";

inline constexpr std::string_view redirect_not_expressible = R"(A redirect of the Gateway API consists of a scheme, a host in lower case, a
port, a path of up to 1024 characters and one of a few status codes. It cannot
set a query, use variables of nginx or send a status such as 300. The finding
says what is in the way, and what is not printed. Those requests get a 404, or
go to another rule that matches.

Example:
  permanent-redirect: https://new.example.com/?from=old
Choose a place without it, or let a small server answer. After --accept GW2162
a redirect of which only the status is wrong is printed with 302. Otherwise
the rules are printed without the redirect, and their backends answer.)";

inline constexpr std::string_view ssl_redirect_keeps_slash = R"(When ingress-nginx redirects to HTTPS, it cuts off one `/` at the end of the
path, unless `preserve-trailing-slash` is set. The redirects of the Gateway
API keep the path as it is, and so do the manifests.

Example:
  curl -i http://shop.example.com/cart/
  # before: Location: https://shop.example.com/cart
  # now:    Location: https://shop.example.com/cart/
Nearly always this is better: the backend gets the path that the client meant.
Nothing needs to be done, unless a backend knows only the path without slash.)";

inline constexpr std::string_view force_ssl_without_listener = R"(The Ingress sends all clients to HTTPS, but names no certificate for the host.
nginx then answers HTTPS with its default certificate, or a load balancer in
front of it terminates TLS. An HTTPS listener cannot do without a certificate,
so the clients would be sent to a port where nobody serves the host.
Until this is decided, such requests do not reach the backends.

Example:
  force-ssl-redirect: "true"   # and no spec.tls with a Secret for the host
If the Gateway itself is to terminate TLS, name the certificate with
--default-certificate, or list a Secret in `spec.tls`. If a load balancer
does, use --accept GW2164: then the rules are printed for plain HTTP, without
the redirect. The load balancer must redirect, or the site is open over HTTP.)";

inline constexpr std::string_view host_name_not_expressible = R"(An annotation gives the host a further name, and the name cannot be written as
a hostname of the Gateway API: that is a DNS name in lower case, perhaps with
`*.` in front. nginx also takes regular expressions and other patterns. The
finding says what is wrong with this one.
Requests with such names in their Host header no longer reach the rules of the
host: they get a 404, or go to rules for any host.

Example:
  server-alias: ~^shop-[0-9]+\.example\.com$
List the names that are really needed as hosts of the Ingress. If there are
many below one domain, `*.example.com` may do, but it serves the others too.)";

inline constexpr std::string_view www_redirect_differs = R"(With `from-to-www-redirect`, nginx always names the port in its redirect, and
cuts off one `/` at the end of the path. The redirect of the Gateway API names
no port where it is the usual one, and keeps the path as it is.
Clients reach the same place. Only one that compares the text of the Location
header notices.

Example:
  curl -i http://www.example.com/cart/
  # before: Location: http://example.com:80/cart
  # now:    Location: http://example.com/cart/
Nothing needs to be done, unless a backend knows only the path without slash.)";

}  // namespace gw::texts
