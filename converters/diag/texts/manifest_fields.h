/// Long texts of the findings about fields of manifests that `validate` checks.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view kind_not_in_release = R"(The manifest is of a kind that the resource definitions of the chosen Gateway
API release and channel do not hold. The API server answers that it knows no
such kind, and nothing of the object is stored.
Many kinds are in the experimental channel first, and some are renamed on the
way to the standard one.

Example:
  gwconvert validate --gateway-api v1.3.0 --channel standard routes.yaml
  kind: TCPRoute               # standard from v1.6.0 on
The finding names the releases that have the kind. See what the cluster has:
  kubectl get crd | grep gateway.networking)";

inline constexpr std::string_view version_not_served = R"(The kind exists in the chosen release and channel, but not in this version, or
the version is defined and no longer served. The API server refuses the object
either way. Within one release all served versions of a kind have nearly the
same fields, so it is mostly enough to change the one line.

Example:
  apiVersion: gateway.networking.k8s.io/v1alpha2     # HTTPRoute, Gateway
is served up to v0.7.1 only; write v1beta1, or v1 from v1.0.0 on.
`gwconvert list releases` shows which versions each release serves.)";

inline constexpr std::string_view version_deprecated = R"(The release still serves this version of the kind, but announces that a later
one will not. The object is accepted, and kubectl prints a warning.

Example:
  apiVersion: gateway.networking.k8s.io/v1alpha2
  kind: Gateway                # deprecated in v0.6.0, gone in v0.8.0
Write the newest served version before the next upgrade.)";

inline constexpr std::string_view field_not_in_release = R"(The kind has no field of this name at this place, in the chosen release and
channel. kubectl refuses such an object, and so does server-side apply. Other
clients see a warning at most: the API server drops the field, and the setting
is not in force.
It is a slip of the pen, a wrong indentation, or a field that came with a later
release or exists in the experimental channel only. In the last case the finding
says where it is available.

Example:
  rules:
  - timeouts: {request: 5s}    # standard from v1.2.0 on
    backendRef: []             # it is called backendRefs)";

inline constexpr std::string_view field_required = R"(The field has no default, and the API server refuses the object without it. The
finding stands at the mapping in which the field is missing.

Example:
  spec:
    gatewayClassName: example
    # listeners is missing
A field that is written as null counts as missing.)";

inline constexpr std::string_view type_mismatch = R"(The value has another type than the field. As long as there is such a value,
the API server judges nothing else of the object: there may be more to correct
once the types are right.
The usual reason is quotes. Numbers are written without them, and strings that
look like a number or a truth value with them.

Example:
  port: "80"                   # must be 80
  value: 1                     # must be "1")";

inline constexpr std::string_view value_not_in_release = R"(The field takes one of a few words or numbers, and this is none of them. Case
counts. Some values come with a later release, or exist in the experimental
channel only; then the finding says where the value is available.

Example:
  path: {type: Prefix, value: /}    # must be PathPrefix
  statusCode: 308                   # from v1.5.0 on)";

inline constexpr std::string_view pattern_mismatch = R"(The value does not have the form that the field demands, which the finding gives
as a regular expression. Names and hosts are in lower case. Durations are up to
four whole numbers with the units h, m, s and ms.

Example:
  hostnames: [Shop.example.com]     # must be shop.example.com
  timeouts: {request: 1.5s}         # must be 1500ms
  name: my_listener                 # no underscore)";

inline constexpr std::string_view length_out_of_range = R"(The text is too long, too short or empty. Lengths count characters, not bytes.

Example:
  headers:
  - name: ""                   # at least 1 character
    value: a
Most names hold 253 characters, namespaces and kinds 63.)";

inline constexpr std::string_view number_out_of_range = R"(The number is below or above what the field takes, or does not fit into it.

Example:
  port: 0                      # 1 to 65535
  weight: 2000000              # 0 to 1000000)";

inline constexpr std::string_view count_out_of_range = R"(The list or mapping has more entries than the object may hold, or fewer than it
needs. The limits differ by release: matches of a rule grew from 8 to 64 in
v1.2.0, and rules of an HTTPRoute must be at least one from v1.5.0 on.

Example:
  hostnames: [...]             # 17, at most 16 in one HTTPRoute
Several routes may have the same hostname: spread rules and hostnames over
them.)";

inline constexpr std::string_view item_repeated = R"(Two entries of a list have the same key, or are the same, where each may stand
there once. The API server refuses the object. The finding stands at the second
one.
Before v1.1.0 the webhook compares names of headers without regard to case; the
names of rules are compared in the experimental channel from v1.2.0 on.

Example:
  headers:
  - {name: X-Tenant, value: a}
  - {name: X-Tenant, value: b}      # a header has one condition
To match either of two values, write two matches.)";

inline constexpr std::string_view metadata_invalid = R"(Names of objects, namespaces and values of labels have a form that holds for
every kind in Kubernetes, whatever its definition says. A name is one or more
labels of lower-case letters, digits and - with dots between them, at most 253
characters; a namespace is one label of at most 63. The value of a label is
empty or starts and ends with a letter or digit, at most 63 characters.

Example:
  metadata:
    name: My_Route             # must be my-route)";

}  // namespace gw::texts
