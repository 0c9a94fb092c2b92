/// Long texts of the findings about paths and rewrites of ingress-nginx.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view regex_host = R"(One Ingress with `use-regex` or `rewrite-target` is enough: ingress-nginx then
compares all paths of the host as regular expressions, those of other
Ingresses too. They count from the beginning of the path, without regard to
case, and `Exact` and `Prefix` lose their meaning.
The manifests keep what the paths are meant to say. Requests that only fitted
by accident, in other spellings or with more characters behind the path, get
a 404 or go to another rule.

Example:
  use-regex: "true"            # in any Ingress of the host
  path: /shop                  # nginx also takes /SHOP and /shopping
Look for such requests in the access logs. Where clients really send them, add
a rule for that spelling.)";

inline constexpr std::string_view regex_path_shadowed = R"(Where paths are regular expressions, nginx tries them by the length of their
text, the longest first, and the first that matches wins. This path is shorter
than one that matches all of its requests, so nginx never uses it.
It is left out on purpose: the Gateway API ranks exact paths above all others,
so written into the manifests it would begin to serve requests.

Example:
  path: /files/.*              # 9 characters, tried first
  path: /files/x               # pathType: Exact, 8 characters: never used
Requests are served as before. Remove the path from the Ingress. If it was
meant to work, remove the longer one, or add a rule to the manifests by hand.)";

inline constexpr std::string_view regex_path_not_portable = R"(nginx knows regular expressions that many implementations of the Gateway API
do not: they use RE2 or a similar library, without looking ahead or behind and
without references to groups. The finding says what is in the way. Such a rule
would be rejected, perhaps together with the whole route.
The rule is not printed. Its requests get a 404, or go to another rule of the
host that matches.

Example:
  path: /(?!admin).*           # everything but /admin
Say what is served, not what is not: a rule for `/`, and one for `/admin` that
goes elsewhere. After --accept GW2142 the rule is still not printed, but the
loss no longer counts as an error.)";

inline constexpr std::string_view prefix_with_slash = R"(For a path that ends in `/`, nginx itself answers the same path without the
slash: with 301, and before any other redirect. So clients that leave out the
slash still arrive. The Gateway API has no such redirect, and as prefixes `/a`
and `/a/` mean the same. The end of the finding says what becomes of clients
that ask for the short path.

Example:
  path: /docs/
  curl -i http://host/docs     # nginx: 301, Location: http://host/docs/
Pages with relative links depend on the slash: check that the backend
redirects by itself, as most do for directories.)";

inline constexpr std::string_view prefix_type_ignored = R"(On a host where `use-regex` or `rewrite-target` is in force, ingress-nginx
does not look at `pathType`. A path of type Exact or Prefix is a regular
expression that is compared from the beginning of the path only. The manifests
say what nginx does, which may be more than the type suggests.

Example:
  path: /item/[0-9]+
  pathType: Prefix             # read as the expression ^/item/[0-9]+
Requests are served as before. Write `ImplementationSpecific`, so that readers
are not misled and newer versions of the controller, which check the
characters of the other types, accept the Ingress.)";

inline constexpr std::string_view rewrite_not_expressible = R"(A rewrite of the Gateway API replaces the whole path by a fixed text, or the
prefix that the rule matches by another one. nginx can do more: insert parts
of the path in other places, or variables such as `$host`. Without the rewrite
the backend would see paths that it does not know, so nothing is printed for
it. Those requests get a 404, or go to another rule that matches.

Example:
  path: /users/([0-9]+)/photo
  rewrite-target: /photos/$1
Best let the backend serve the path that clients send. Some implementations
have filters of their own for such rewrites. After --accept GW2150 the rule is
printed without the rewrite, and the backend gets the path as it was sent.)";

inline constexpr std::string_view rewrite_differs = R"(The rewrite is written with the nearest means of the Gateway API. For nearly
all requests the backend sees the same path as before. The finding shows a
request for which it does not: mostly the prefix alone, with or without a
slash at the end, or a path that goes on in the middle of a segment.

Example:
  path: /foo(/|$)(.*)
  rewrite-target: /bar/$2      # /foo becomes /bar/, /foo/x becomes /bar/x
becomes
  path: {type: ReplacePrefixMatch, replacePrefixMatch: /bar}  # /foo: /bar
Send that request to the backend by hand, with both paths. If it answers the
same or redirects, nothing needs to be done.)";

inline constexpr std::string_view rewrite_whole_path = R"(Without a group in the path, `rewrite-target` replaces all of the path, not
only the part that the Ingress names. Everything below it reaches the backend
as one and the same path. The manifests do the same. The query is kept.
Up to version 0.21 the annotation replaced the prefix only, and many Ingresses
are still written for that.

Example:
  path: /shop
  rewrite-target: /            # /shop/cart.css reaches the backend as /
If the backend is a single page or a hook, this is right. If pictures and
scripts are missing, the prefix was meant: capture the rest of the path and
repeat it, as the help shows.)";

inline constexpr std::string_view rewrite_is_redirect = R"(A `rewrite-target` that begins with `http://` or `https://` is not a rewrite.
nginx does not ask the backend but sends clients to that place, with status
302. The manifests have a redirect that does the same, and no backend.

Example:
  rewrite-target: https://new.example.com/
becomes
  type: RequestRedirect
  requestRedirect: {scheme: https, hostname: new.example.com, ...}
Nothing needs to be done. If the place is for good, `permanent-redirect` says
so more clearly, and clients may remember it.)";

inline constexpr std::string_view closed_with_guard = R"(Access to another path is restricted, and this open path could take some of its
requests: one of the two is a regular expression, which implementations of the
Gateway API order differently; or the open path becomes a prefix that matches
more than it does in the source; or both mean the same, or the guarded one is
too long to be written. So this path is closed too: its rule is printed without
a backend, and its requests are refused.

Examples:
  path: /v[0-9]+/secret        # whitelist-source-range
  path: /v1                    # open
  GET /v1/secret               # guarded in nginx, perhaps open elsewhere

  paths: [/*]                  # authentication
  paths: [/public/*]           # open; before v0.7.0 its prefix also has /public
Write paths that no request can both match: `/v1/public` instead of `/v1`. Or
check access in the backend, and open the guarded rule with --accept and the
code of its own finding.)";

}  // namespace gw::texts
