/// Long texts of the findings about conditions.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view host_not_expressible = R"(Hostnames of the Gateway API are DNS names in lower case, with or without `*.`
in front. IP addresses, `_`, empty labels and a dot at the end are not
allowed. The host is left out of the rule; the other hosts stay. A rule that
has no host left is withheld, since without hosts it would serve every host.
Requests with this Host header get a 404 or go to a rule without hosts.

Example:
  hosts: [10.0.0.1, shop.example.com]      # only shop.example.com is left
Health checks and internal clients often use an address as the host. Give them
a DNS name, or let a rule without hosts serve their paths. After --accept
GW1101 the loss is on record, but a rule without any host stays withheld.)";

inline constexpr std::string_view host_suffix_narrowed = R"(In APISIX `*example.com`, without a dot behind the star, is any host that ends
with these characters. The Gateway API has only `*.` as a wildcard. The host
becomes two hostnames, which serve the domain and everything below it, but not
other domains that end alike. Its rank among other hosts changes too: the
domain itself is now an exact host, which wins over every wildcard.

Example:
  hosts: ["*example.com"]
becomes
  hostnames: [example.com, "*.example.com"]      # not barexample.com
Almost always that is what was meant. If requests for other hosts are real,
list each of them in `hosts`.)";

inline constexpr std::string_view host_any_loses_rank = R"(A rule with the host `*` serves every host, like a rule without hosts. But
APISIX tries the rules of `*` first, even if a rule without hosts has a longer
path. The Gateway API has no such hostname: both become HTTPRoutes without
hostnames, and the longer path wins.
Affected are paths that both kinds of rules match.

Example:
  - match: {hosts: ["*"], paths: [/x/*]}       # APISIX: takes /x/y/z
  - match: {paths: [/x/y/*]}                   # Gateway API: takes /x/y/z
Look for overlapping paths between the two kinds of rules. Where there are
none, nothing changes. Otherwise remove from the second rule what it never got
in APISIX.)";

inline constexpr std::string_view host_lower_case = R"(Host names have no case. APISIX compares them in lower case, and a hostname of
the Gateway API must be written so. The same requests match, whatever case the
client sends.
Nothing needs to be done. Only tools that search the manifests for the old
spelling find it no longer.

Example:
  hosts: [Shop.Example.com]
becomes
  hostnames: [shop.example.com])";

inline constexpr std::string_view method_not_expressible = R"(APISIX can match this method, but the list of methods in the Gateway API does
not have it. It is left out of the rule, the other methods stay. A rule that
has no method left is withheld, since a rule without methods serves all of
them.
Requests with the method get a 404 or go to another rule. PURGE is used by
people and scripts that empty caches, so stale pages are the usual symptom.

Example:
  methods: [GET, PURGE]        # only GET is left
If the cache still needs the method, call the Service inside the cluster
instead of the gateway. A rule without `methods` passes it on, but all other
methods with it. After --accept GW1110 the loss no longer counts as an error,
but a rule without any method left stays withheld.)";

inline constexpr std::string_view condition_not_expressible = R"(The Gateway API compares headers and query parameters with a value or a
regular expression. It cannot demand that something differs or is absent,
compare numbers, look at bodies or at other variables of nginx, combine
arbitrary conditions on one name, or restrict a path further. The rule is
withheld, because without the condition it would serve more requests than
before.
Without the rule its requests get a 404 or go to another rule that matches.

Example:
  exprs:
  - subject: {scope: Header, name: X-Tier}
    op: NotEqual               # also true when the header is absent
    value: internal
With --accept GW1120 the condition is dropped and the rule serves everyone who
meets the others: in the example, also requests with `X-Tier: internal`. A
rule beside it, with the same hosts, paths and methods and the opposite
condition, makes a negative condition superfluous: see GW1124.)";

inline constexpr std::string_view condition_becomes_regex = R"(The condition is written as a regular expression on a header or query
parameter. APISIX searches for an expression anywhere in the value, while
implementations of the Gateway API compare the whole value, hence the `.*` at
its ends. A cookie becomes an expression on the whole `Cookie` header. A
regular expression on the path takes the place of the path `/*`.
Support is optional in the Gateway API. An implementation without it rejects
the route, and its requests get a 404.

Example:
  - subject: {scope: Cookie, name: ver}
    op: Equal
    value: "2"
becomes
  headers: [{type: RegularExpression, name: Cookie, value: ...ver=2...}]
Check the status of the HTTPRoute (`Accepted`) and send one request that must
match and one that must not.)";

inline constexpr std::string_view regex_dialect = R"(APISIX uses PCRE. Many implementations of the Gateway API use RE2, which has
no look-around, back-references, atomic groups or possessive quantifiers. Such
an implementation rejects the expression or the whole route. The rule is
withheld.
Without the rule its requests get a 404 or go to another rule that matches.

Example:
  - subject: {scope: Header, name: X-User}
    op: RegexMatch
    value: ^(?!guest)          # anyone but guest...
A look-ahead that excludes something can often become the opposite: a rule of
its own for `^guest`, which wins because it is more specific than a rule
without the condition. --accept GW1122 drops the condition: the rule then
also serves everyone whom the expression keeps out.)";

inline constexpr std::string_view negation_by_sibling = R"(The Gateway API cannot demand that a header or parameter differs from a value.
Here it need not: another rule on the same hosts, paths and methods demands
the value itself. That rule has one condition more, so it wins for the
requests that have the value, and this rule gets the others, as in APISIX.

Example:
  - name: beta                 # header X-Beta Exact 1
    match: {paths: [/p], exprs: [... op: Equal, value: "1"]}
  - name: stable               # no condition
    match: {paths: [/p], exprs: [... op: NotEqual, value: "1"]}
The two now belong together. If `beta` is removed later, or is not printed
because of another finding, `stable` serves its requests too.)";

inline constexpr std::string_view rule_dead = R"(The conditions of the rule contradict each other, or one of them never holds:
no value is left that meets all, the path or method that is demanded is not
among those of the rule, or the regular expression is broken and so matches
nothing. APISIX keeps such a rule and never uses it. It is left out.
No request is treated differently. But the author expected the rule to work:
its requests have gone elsewhere all the time.

Example:
  methods: [GET]
  exprs:
  - subject: {scope: Variable, name: request_method}
    op: Equal
    value: POST
Compare with the access log of the backend whether the rule is missed. A
repaired rule serves requests again, so convert and test it like a new one.)";

inline constexpr std::string_view client_address_not_expressible = R"(`remoteAddrs` lets only clients from these addresses use the rule. No route of
the Gateway API can look at the client address, so the rule is withheld:
without the restriction it would be open to everyone who reaches the gateway.
Clients from the listed addresses get a 404, or what another rule serves.

Example:
  - name: admin
    match:
      paths: [/admin/*]
      remoteAddrs: [10.0.0.0/8]
First put the restriction somewhere else, for example into a policy of the
implementation, a gateway of its own for internal clients, or the backend.
A NetworkPolicy sees the address of the gateway, not that of the client,
unless addresses are preserved. Then --accept GW1126 prints the rule without
the restriction. Until the other one is in force, /admin/ is open to all.)";

inline constexpr std::string_view filter_func_not_expressible = R"(A Lua function decides for each request whether the rule serves it. Nothing is
known about what it looks at; it may check a token, an address or a share of
the users. The Gateway API runs no code in a match, so the rule is withheld.
Requests that the function admitted get a 404, or what another rule serves.

Example:
  filter_func: |
    function(vars) return vars.http_x_group == "staff" end
Here a condition on the header `X-Group` says the same and is converted. If
the decision needs code, move it to the backend or to an external
authorization service of the implementation. --accept GW1127 prints the rule
without the function: it then serves all requests that the rest of the match
admits.)";

inline constexpr std::string_view rule_not_printed = R"(The rule is missing in the manifests, or stands there without a backend. The
note says which requests it serves in the source and where they go, so that
the loss can be judged at a glance. The reason is another finding on the same
rule: an error, or a path or condition that never matches.
A rule whose access was guarded, by authentication, a plugin or a client
certificate, is printed without a backend if another rule would take over its
requests: they are then refused instead of being answered by a rule that is
open. Example:
  - name: admin
    match: {paths: [/admin/*]}
    authentication: {enable: true}     # GW1401; refused, not given to `/*`
Work through these notes first: together they are the list of requests that
the new Gateway does not serve.)";

}  // namespace gw::texts
