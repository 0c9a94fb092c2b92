/// Texts of `gwconvert explain` about plugins that become filters.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view plugin_part_not_converted = R"(The plugin becomes a filter of the HTTPRoute, but one of its settings has no
place there. Filters write headers as they are, without variables such as
`$remote_addr`; they change neither the status nor the body of a response, and
copy all requests or none.

Example:
  - name: response-rewrite
    enable: true
    config:
      status_code: 202                    # not converted
      headers: {set: {X-Served-By: shop}} # ResponseHeaderModifier
Everything else of the plugin is in the manifest. If clients or backends need
the setting, a policy of the implementation has to do it.)";

inline constexpr std::string_view plugin_not_expressible = R"(The plugin changes where a request goes: its path, host or method, or it
redirects the client. Filters can replace the whole path, or the prefix that
the rule matches, by a text, and redirect to a URL that is known beforehand.
Expressions and variables that do more cannot be converted. Without the plugin
the backend would get other paths, so the rule is not printed.

Example:
  paths: [/users/*]
  plugins:
  - name: proxy-rewrite
    enable: true
    config: {regex_uri: ['^/users/([0-9]+)/(.*)', '/$2?id=$1']}
These are converted: `uri: /new`, and for the path `/api/*` the expressions
`^/api/(.*)`, `^/api(/|$)(.*)`, `^/api(/.*)` with a replacement such as
`/v1/$1`. A rule for each path often brings a rewrite into this shape.)";

inline constexpr std::string_view plugin_redirect_query = R"(A redirect of APISIX to a fixed URL leaves the query string out, unless
`append_query_string` is set. A RequestRedirect keeps it.

Example:
  config: {uri: /new, ret_code: 301}
  GET /old?page=2   APISIX: Location: /new   after: Location: /new?page=2
Most places ignore parameters that they do not know. Where one of them has a
meaning at the new place, redirect in the backend instead.)";

inline constexpr std::string_view plugin_cors_differs = R"(The plugin answers every request with the method OPTIONS itself, with status
200. A CORS filter answers those that a browser sends before another request,
with `Origin` and `Access-Control-Request-Method`; others go to the backend.

Example:
  OPTIONS /cart without Origin   APISIX: 200   after: the backend answers
Nothing to do, unless a client that is no browser counts on the answer.)";

inline constexpr std::string_view plugin_https_redirect = R"(With `http_to_https` APISIX sends clients from http to https. In the Gateway API
that is a rule at the HTTP listener, while the rule itself belongs to the HTTPS
listeners of its hosts. Those exist for hosts that an ApisixTls in the input has
a certificate for. Where the rule has other hosts, wildcards among them, or
another rule serves the same path, two routes at two listeners would change who
answers, so it is printed for all listeners and serves plain HTTP too.

Example:
  kind: ApisixRoute   # hosts: [shop.example.com], redirect: {http_to_https: true}
  kind: ApisixTls     # hosts: [shop.example.com]: without it no HTTPS listener
Put the ApisixTls into the input and convert again. Where TLS ends in front of
the Gateway, redirect there: at the Gateway clients would go in a circle.)";

inline constexpr std::string_view plugin_https_listeners = R"(With `http_to_https` APISIX answers plain HTTP with a redirect: 301 for GET and
HEAD, 308 for other methods. It is written as an HTTPRoute at the HTTP listener
with status 308 for all, which clients treat alike; the rule itself is attached
to the HTTPS listeners of its hosts.

Example:
  kind: HTTPRoute
  metadata: {name: shop-http}        # sectionName: http, RequestRedirect
  kind: HTTPRoute
  metadata: {name: shop}             # sectionName: https-shop.example.com
APISIX takes a request for HTTPS if `X-Forwarded-Proto` says so. The listener
does not: where TLS ends in front of the Gateway, leave out the redirect.)";

inline constexpr std::string_view plugin_rewrite_slash = R"(The rule has the path `/p` beside `/p/*`, and its expression puts a `/` behind
what becomes of `/p`. A filter that replaces the prefix does not.

Example:
  paths: [/p, /p/*]
  config: {regex_uri: ['^/p(/|$)(.*)', '/q/$2']}
  GET /p   APISIX: the backend gets /q/   after: /q
Most backends answer both. If yours redirects one to the other, give `/p` a rule
of its own with `uri: /q/`.)";

inline constexpr std::string_view plugin_split_backend = R"(The plugin `traffic-split` sends a share of the requests to an upstream of its
own. If that is one Service in the namespace of the route, the rule gets it as
a backend, with the weight that the plugin gives it.
Requests are shared as before.

Example:
  plugins:
  - name: traffic-split
    config:
      rules:
      - weighted_upstreams:
        - {upstream: {nodes: {"next.web.svc:80": 1}}, weight: 1}
        - weight: 9                      # the backend of the rule
Nothing needs to be done.)";

inline constexpr std::string_view mirror_share_needs_release = R"(The plugin copies some of the requests to another Service. In the first releases
of the Gateway API a mirror gets a copy of every request, which may be more than
the Service can take, so the mirror is left out and no request is copied.
Clients do not notice: nobody waits for the answers to copies.

Example:
  plugins:
  - name: proxy-mirror
    enable: true
    config: {host: http://copy.shop.svc, sample_ratio: 0.1}
Choose a newer release with --gateway-api; the finding says which.)";

inline constexpr std::string_view forward_auth_converted = R"(The filter ExternalAuth asks the Service whether a request may pass, as the
plugin does, with two differences. APISIX asks for the path of `uri` and tells
the path of the request in a header; a Gateway asks for the path of the request,
with that of `uri` before it. APISIX lets a request pass if the answer has a
status below 300, a Gateway if it is 200. Both differences refuse rather than
admit, unless the server answers some paths without looking.

Example:
  plugins:
  - name: forward-auth
    enable: true
    config: {uri: http://auth.shop.svc/check}
  # GET /cart: the server is asked for /check/cart, before: /check
Check that the server answers such paths, and with 200.)";

}  // namespace gw::texts
