/// Long texts of the findings about precedence.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view priority_not_needed = R"(The Gateway API has no priorities: the more specific match wins. APISIX uses
`priority` only between rules with the same path on the same host, and never
to prefer a shorter path. So most priorities decide nothing, and leaving them
out changes nothing. Where one decides, the message says so, and another
finding on the rule (GW1202, GW1203 or GW1204) tells what becomes of it,
unless the Gateway API happens to choose the same rule.

Example:
  - {name: all, priority: 100, match: {paths: [/*]}}
  - {name: cart, match: {paths: [/cart/*]}}      # still wins for /cart/1)";

inline constexpr std::string_view precedence_changed = R"(Two rules match the same request. In APISIX the first one wins, mostly by its
priority. The Gateway API counts: host, then path, then a method, then the
number of headers, then of query parameters. By that the second rule wins, or
the two are equal and the older HTTPRoute wins.
Requests that meet the conditions of both rules go to another backend. The
witness is such a request.

Example:
  - name: vip
    priority: 10
    match: {paths: [/f], methods: [GET]}
  - name: canary                 # two headers
    match: {paths: [/f], methods: [GET], exprs: [..., ...]}
Give the losing rule what it lacks, for example the same header condition, or
take the overlap out of the other one. Releases before v0.7.0 do not prefer an
exact path to a prefix of the same length: a newer --gateway-api cures that.)";

inline constexpr std::string_view precedence_tie = R"(Two rules have the same path, the same host and the same priority, and some
requests meet the conditions of both. APISIX takes the one that it has loaded
first. After a restart that is the order of internal identifiers, so nobody
has chosen it. The Gateway API takes the rule with more conditions, and if
they are equal, the one of the older HTTPRoute.
Requests in the overlap may get another backend than today.

Example:
  - name: plain
    match: {paths: [/f]}
  - name: canary
    match: {paths: [/f], exprs: [{subject: {scope: Header, ...}, ...}]}
The Gateway API sends the overlap to `canary`. Test with the request of the
witness which backend answers today. With a higher priority for `canary` in
the source, both systems agree.)";

inline constexpr std::string_view rule_shadowed = R"(Another rule on the same hosts has the same path, comes first in APISIX and
has no further conditions. So this path never serves a request. It is left
out: the Gateway API prefers the rule with more conditions and would bring it
to life.
No request is treated differently. But somebody wrote the rule to be used, for
example as a canary, and it has not worked.

Example:
  - name: stable
    priority: 10
    match: {paths: [/f]}
  - name: canary                 # never used
    match: {paths: [/f], methods: [POST]}
If the rule is wanted, give it a higher priority than the other one and
convert again. Its path is then printed, and its requests change their
backend.)";

inline constexpr std::string_view regex_precedence = R"(A regular expression and another path match the same requests. In APISIX the
longer text in front of the first `*` wins, in ingress-nginx the path with more
characters. For the Gateway API it is not defined how expressions rank among
exact paths and prefixes: some implementations put them first, some last, some
count characters. Requests that both match may go to either backend. The witness is one of them.

Example:
  - match: {paths: ["/left*"]}     # RegularExpression ^/left.*
  - match: {paths: [/*]}           # PathPrefix /
If the first rule only needs `/left` and what is below it, list `/left` and
`/left/*`: then it becomes a prefix and its rank is certain. Otherwise test
the witness on your implementation, also after its upgrades.)";

inline constexpr std::string_view host_fall_through = R"(APISIX looks at the rules of the exact host, then at those of its wildcards,
then at those without hosts, until one matches. Most implementations of the
Gateway API choose the most specific hostname and stay there. Where that makes
a difference, rules of the wider host are repeated for the narrower one
(GW1207). That is not possible for this path: it would win over a rule of the
narrower host to which APISIX gives the request, or there are too many hosts.
Requests that the narrower host does not serve get a 404 instead of this rule.

Example:
  - match: {hosts: [a.example.com], paths: ["/a*"], methods: [POST]}
  - match: {hosts: ["*.example.com"], paths: [/a/b]}     # lost: GET /a/b
Add to the source a rule for the narrower host with the path and backend of
this one, and conditions that leave the other rule its requests. Some
implementations do fall through: test with the request of the witness.)";

inline constexpr std::string_view host_fall_through_copied = R"(APISIX tries rules of a wildcard host, and then rules without hosts, when no
rule of the exact host matches. Most implementations of the Gateway API do not
go on to another hostname. So this rule is printed a second time with the
narrower hosts, in an HTTPRoute whose name ends with `-hosts`.
Requests are served as before. The copy is part of the rule: whoever changes
the backend must change both.

Example:
  - match: {hosts: [a.example.com], paths: [/cart]}
  - match: {hosts: ["*.example.com"], paths: [/help]}
    # repeated for a.example.com
If a host should not serve the rule at all, delete it from the copy. Whether
your implementation needs the copy can be tested by leaving it out.)";

inline constexpr std::string_view path_first_hosts_left = R"(With the routers radixtree_uri and radixtree_uri_with_parameter, APISIX compares
paths first, and a rule with a wildcard host or without hosts takes a request
from a rule of just that host if its path is the longer one. In the Gateway API
the host decides first, so such a rule is written for the hosts of all other
rules as well. There are too many of them here.

Example:
  - match: {paths: [/health/*]}                  # for every host
  # beside more than 256 hosts with rules of their own
Name the hosts that the rule is for, or convert the objects of some hosts in a
run of their own.)";

inline constexpr std::string_view listener_joins_hosts = R"(A route without hosts, or with a wildcard, that is attached to a listener with
a hostname serves that hostname there. Whether the route that names the host
itself still comes first is told apart by implementations in two ways: some
compare the hosts as the routes write them, others join all routes of the
listener and compare only their paths. On the HTTP listener, which has no
hostname, the host decides everywhere.

Example:
  ApisixTls: {hosts: [a.example.com]}
  - match: {hosts: [a.example.com], paths: [/*]}
  - match: {paths: [/status]}              # https://a.example.com/status
Give the rule with the wider host all the hosts that it is for, without this
one; or repeat it for this host with the backend that shall serve it. Test with
the request of the witness on your implementation.)";

}  // namespace gw::texts
