/// Long texts of the findings about paths.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view path_prefix_widened = R"(APISIX reads `/api/*` as a text prefix: everything that begins with `/api/`,
but not `/api` itself. A Gateway API prefix consists of whole segments, and
`/api/` means the same as `/api`. So the new rule also takes the one path
without the slash.
Affected are clients that call exactly that path: before, they got a 404 or
another rule; now this backend answers. The witness shows both. There is no
finding if the rule lists the short path itself, or if an exact rule keeps it.

Example:
  paths: [/api/*]              # not /api
becomes
  path: {type: PathPrefix, value: /api/}       # also /api
Mostly the backend answers the short path with a redirect or a 404 of its own,
and nothing needs to be done. To check, send the request of the witness.)";

inline constexpr std::string_view plain_path_widened = R"(In APISIX a path without `*` matches only itself. With --plain-path prefix it
is written as a prefix, as many hand-made conversions do, and then the rule
also serves everything below the path.
Requests below it that got a 404, or went to a rule with a shorter path, now
reach this backend. If the backend has internal pages there, such as
`/metrics` or `/debug`, they become reachable.

Example:
  paths: [/shop]
becomes
  path: {type: PathPrefix, value: /shop}       # also /shop/debug
With --plain-path exact, the default, the routes stay as they are. If only a
few paths need their subpaths, write these as `/shop` and `/shop/*` in the
source: the two become one prefix.)";

inline constexpr std::string_view path_becomes_regex = R"(A `*` that does not follow a `/`, or that stands in the middle, matches
something that neither an exact path nor a prefix of whole segments can say.
The path becomes a regular expression that matches the same requests.
Support for them is optional in the Gateway API. An implementation without it
rejects the route or the rule, and all of its requests fail. Where it is
supported, its rank among other paths is not defined: see GW1205.

Example:
  paths: ["/files*"]           # /files, /files/a, /filesystem
becomes
  path: {type: RegularExpression, value: ^/files.*}
If only `/files` and what is below it is meant, list `/files` and `/files/*`:
they become one prefix. With --no-regex such paths become prefixes (GW1004),
or are refused (GW1006) when the `*` is in the middle.)";

inline constexpr std::string_view path_narrowed = R"(`/files*` matches every path that begins with these characters, in the middle
of a segment too. With --no-regex it becomes a prefix of whole segments, which
matches `/files` and what is below it, but nothing that goes on with other
characters.
Requests for such paths get a 404, or are taken by a rule with a shorter path.

Example:
  paths: ["/files*"]
becomes
  path: {type: PathPrefix, value: /files}      # not /filesystem, /files.zip
If access logs show no such paths, nothing is lost. If there are a few, add
them to the rule as paths of their own.)";

inline constexpr std::string_view path_dead = R"(APISIX compares paths after it has decoded them, merged slashes and resolved
`.` and `..`. A pattern with such a part is never equal to what is compared.
The same is true for a pattern that has `*` as a whole segment and one of
`+ $ ( ) ? [ ] ^ | \` elsewhere: the library uses its other segments as a
regular expression, which then does not fit.
No request reaches the rule by this path today, so it is left out. Written
into the manifests it would begin to serve requests.

Example:
  paths: [/a%20b, /c++/*]      # compared with `/a b`; `+` repeats
If the path was meant to work, decide what it should match and write that:
`/c++*` is a plain prefix and matches. The other paths of the rule are kept.)";

inline constexpr std::string_view path_not_expressible = R"(A path of the Gateway API begins with `/` and consists of the characters that
URLs have. This path is empty, begins otherwise, is too long, or has other
characters. APISIX compares decoded paths and can match it; an implementation
of the Gateway API may compare what the client has sent, with `%20` for a
blank. A path with `*` in the middle is refused too if --no-regex is given.
The path is left out, the other paths of the rule stay. Requests for it get a
404 or go to a rule with a shorter path. A rule without any path is not
printed.

Example:
  paths: ["/my files", /docs]      # only /docs is left
After --accept GW1006 the loss no longer counts as an error. If clients need
the path, a prefix above it can serve it, with more beside it.)";

inline constexpr std::string_view path_tail_ignored = R"(A `*` in APISIX stands for the rest of the path. What is written behind it in
the same segment is not compared, so the pattern is wider than it looks. The
manifests say what APISIX does, not what the text suggests.

Example:
  paths: [/downloads/*.pdf]
becomes
  path: {type: PathPrefix, value: /downloads/}     # also /downloads/x.html
Requests are served as before. But the author probably wanted to serve some
files only. If so, the backend must refuse the others, or the rule needs a
condition on the path, such as `RegexMatch` with the value `\.pdf$` and
`/*` as its only path.)";

}  // namespace gw::texts
