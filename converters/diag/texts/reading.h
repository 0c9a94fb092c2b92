/// Long texts of the findings about reading.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view yaml_syntax = R"(The parser cannot make a value out of this document, so none of its objects is
read. The other documents of the file, and the other files, are read all the
same. Nothing can be said about the routes in this document: they are missing
in the manifests, and their absence may let a rule with a shorter path take
their requests.

Example:
  metadata:
    name: shop
     namespace: web        # one blank too many
The place that is named is where the parser gives up. The mistake is often on
that line or just above it: a tab, a missing colon, an open quote or bracket.
Helm templates are not YAML: print them with `helm template` first. With
--keep-going the documents that can be read are printed.)";

inline constexpr std::string_view duplicate_key = R"(One mapping has the same key two times. As for Kubernetes, the last one counts
and the first one is gone. An API server with strict field validation refuses
such an object, so the file may differ from what runs in the cluster. The
reader of the file sees the first value and believes it.

Example:
  match:
    paths: [/admin]
    hosts: [shop.example.com]
    paths: [/]             # this one counts: the rule serves `/`
A frequent cause is a second `plugins:` or `annotations:` block that was
pasted in. Join the two blocks by hand: there is no merging. If the last value
is the right one, --accept GW0002 converts the file as it is.)";

inline constexpr std::string_view not_utf8 = R"(The bytes of this document are not UTF-8, the only encoding that Kubernetes
takes. The document is left out, since guessing an encoding could change a
host, a path or a header value without notice. In a UTF-16 file, as some
editors and shells on Windows write it, every document is affected.

Example:
  name: caf\xe9            # a Latin-1 byte where UTF-8 has two bytes
Convert the file once, for example with
  iconv -f UTF-16 -t UTF-8 app.yaml > app-utf8.yaml
  iconv -f ISO-8859-1 -t UTF-8 app.yaml > app-utf8.yaml
and look at the line that the finding names afterwards. If the file is not
text at all, leave it out of the input.)";

inline constexpr std::string_view control_character = R"(YAML allows line breaks, tabs and printable characters, but no other control
characters. The document is left out. Such a character is invisible in most
editors, and in a terminal it can hide or rewrite the text around it, so a
reviewer may have approved something else than what stands in the file.

Example:
  - name: shop\x1b[2K      # an escape sequence inside a name
A NUL byte is a sign of a binary or UTF-16 file. To see the bytes of a line,
use for example
  sed -n 12p app.yaml | cat -v
The rest of the file is read if it stands in other documents.)";

inline constexpr std::string_view nesting_too_deep = R"(The document has more levels of mappings and lists inside each other than the
parser is willing to follow. The limit keeps a broken or hostile file from
exhausting the stack. The document is left out, and every object in it is
missing in the manifests.

Example:
  value: [[[[[[[[[[        # and so on, several hundred times
Real manifests stay below 20 levels or so. The usual causes are a template
that includes itself, or a file of another format. Find the place that the
finding names and remove the brackets, or leave the file out.)";

inline constexpr std::string_view document_too_large = R"(One document holds more values than the limit: 16777216 values as written, or
262144 values that come from repeated aliases. Aliases multiply: ten levels
with ten aliases each are ten thousand million values, from a file of a few
lines. The document is left out, and its objects are missing in the manifests.

Example:
  a: &a [x, x, x, x, x, x, x, x, x, x]
  b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
  c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]      # and so on
A dump of a whole cluster can be large without any aliases. Then write one
file for each kind or namespace, and give all of them to one run: findings and
references between the files work as in a single file.)";

inline constexpr std::string_view alias_invalid = R"(An alias (`*name`) repeats the value that an anchor (`&name`) marks above it
in the same document. Here the anchor is missing, or the alias stands inside
the value that it would repeat. The document is left out.
Anchors end with their document: after `---` they are gone. A value that only
begins with `*`, such as a path or host pattern, is taken for an alias too.

Example:
  hosts: [*.example.com]       # alias `.example.com`
  hosts: ["*.example.com"]     # a host
Put quotes around the value if it is a host or a path. If an alias is meant,
check the spelling of the anchor and that it stands above the alias.)";

inline constexpr std::string_view token_too_long = R"(More than 4194304 bytes stand without any line break, comma or bracket. The
parser would hold all of them at once, so the document is left out before it
is parsed. No field of a routing object comes near this size, therefore the
file is most likely not a manifest, or a manifest with an archive in it.

Example:
  data:
    backup.tar.gz: H4sIAAAAAAAAA...      # millions of characters in one line
If the value belongs to a ConfigMap or Secret of no importance for routing,
leave that object out. Its neighbours in other documents are not affected.)";

inline constexpr std::string_view empty_input = R"(A file, or standard input, has no document with content: it is empty, or holds
comments and separators only. Nothing is converted from it. In a pipe this
usually means that the command in front has failed or found nothing, and then
all routes are missing in the manifests. Therefore it is an error.

Example:
  kubectl get apisixroutes -n wbe -o yaml | gwconvert
  # the namespace is misspelled
Run the command in front alone and look at its output and exit status. In a
script, `set -o pipefail` makes its failure visible. For a file that is empty
on purpose, leave it out or use --accept GW0009.)";

inline constexpr std::string_view field_not_converted = R"(The field is legal in the source, but the conversion does not use it, and the
manifests have nothing in its place. Whatever the field does in the source
system ends with the migration: requests are routed by the rest of the object.
This is the net for all values that no other finding is about, so that none is
lost in silence.

Example:
  metadata:
    annotations:
      k8s.apisix.apache.org/enable-cors: "true"     # ApisixRoute v1
Look up what the setting does. If it changes headers, limits or logging, set
it up in a policy of the new implementation. If it restricts access, do that
before traffic moves. If it is a leftover, remove it from the source.)";

inline constexpr std::string_view unknown_field = R"(The kind and version that the object names have no such field. A CRD with a
schema drops it, so the controller has never seen it: the setting stands in
the file, but is not in force in the cluster. The manifests are made without
it. That matters most when the field was meant to restrict something.

Example:
  - name: admin
    match:
      paths: [/admin/*]
    authentcation:             # the rule is open, before and after
      enable: true
Compare with `kubectl get -o yaml` of the object. A field of another version
is unknown too: check `apiVersion`. After --accept GW0011 the object is
converted as if the field were not there.)";

inline constexpr std::string_view wrong_type = R"(A value has another type than the field: a number where a string belongs, one
string where a list belongs, and so on. The value is not used, and a rule of
an ApisixRoute with such a mistake is withheld, because what is left of it
could serve more than was meant.
Plain words of YAML cause many of these: `y`, `no`, `on`, `off`, `1.10` and
`0123` are not strings until they stand in quotes.

Example:
  methods: GET               # must be [GET]
  plugin_config_name: 42     # must be "42"
With --accept GW0012 the rule is printed as if the value were absent. For
`methods` that means every method, for `hosts` every host, and for the name of
a plugin config, plugins or `authentication` it can mean a rule that is open
to everybody. Correct the value wherever the field restricts the rule.)";

inline constexpr std::string_view missing_field = R"(The object or one of its parts lacks a field without which it means nothing.
The controller does not accept such an object either, so the file may not be
what runs in the cluster. A rule with a missing field is withheld, an object
without `apiVersion`, `kind` or `metadata.name` is left out completely.

Example:
  backends:
  - serviceName: shop        # servicePort is missing
Compare with the object in the cluster. Files that are completed by kustomize
or Helm must be rendered first. After --accept GW0013 the rule is printed
without the incomplete part: a backend or condition may be gone from it, so
check the result line by line. A rule without the port of a backend, or
without any path, is not printed even then.)";

inline constexpr std::string_view value_out_of_range = R"(A number is outside of the range that the field allows. The value is not used,
and a rule of an ApisixRoute with such a mistake is withheld, because what is
left of it could send requests elsewhere than before.
Ports go from 1 to 65535 and priorities have 32 bits, as in the source.
Weights go from 0 to 1000000, the range of the Gateway API.

Example:
  backends:
  - serviceName: shop
    servicePort: 80
    weight: 5000000
Weights are relative, so divide all weights of the rule by the same number.
After --accept GW0014 the rule is printed as if the number were absent: a
weight is 100 then. A rule without the port of a backend stays withheld.)";

inline constexpr std::string_view value_not_allowed = R"(The field takes one of a few words, and this is none of them. Spelling and
upper case count. The controller rejects such a rule, so the routes in the
cluster may be older than the file. The value is not used and the rule is
withheld, since without its method, operator or scope it could serve more
requests than before.

Example:
  exprs:
  - subject: {scope: header, name: X-Env}     # must be Header
    op: equal                                 # must be Equal
    value: dev
The finding lists the words that are allowed. After --accept GW0015 the rule
is printed without the part: a condition that is gone restricts nothing.)";

inline constexpr std::string_view not_an_object = R"(The document is a list, a text or a number at its top. Kubernetes objects are
mappings with `apiVersion`, `kind` and `metadata`. The document is left out.
Mostly it is a file that happens to end in .yaml: an Ansible playbook, a list
of objects without `kind: List` around it, or the message of a command that
failed.

Example:
  - apiVersion: apisix.apache.org/v2     # a list at the top
    kind: ApisixRoute
Write objects as documents with `---` between them, or wrap them:
  apiVersion: v1
  kind: List
  items: [...])";

inline constexpr std::string_view tag_not_supported = R"(A YAML tag says that the value is of a type that manifests do not have, for
example a date, binary data or something of one program's own. What the value
becomes depends on the program that reads it, so the document is left out.
Only the types of JSON are known: `!!str`, `!!int`, `!!float`, `!!bool` and
`!!null`.

Example:
  password: !vault |
    62313365396662343061393464336163
Tags such as `!vault` belong to tools that run before Kubernetes. Let that
tool write the final manifest and convert its output.)";

inline constexpr std::string_view key_not_scalar = R"(The key of a mapping is itself a list or a mapping. JSON, and therefore
Kubernetes, has only text as keys. The document is left out.
Nearly always it is a template that was not rendered: two braces are read as a
mapping inside a mapping.

Example:
  name: {{ .Values.name }}     # Helm: a mapping with a mapping as its key
  ? [a, b]                     # YAML: a list as a key
  : x
Render the template and convert the result. If braces are meant as text, put
the key in quotes.)";

inline constexpr std::string_view accept_unused = R"(A comment in the input accepts a finding that the conversion does not have, or
not there. A comment at the end of a line is for what begins on that line; one
on a line of its own is for the next value and everything below it. Perhaps the
finding is gone, because the input or the target is another one now.

Example:
  # gwconvert:accept GW1001 nothing is served at /api itself
  paths:
  - /api                # no prefix any more, so no GW1001
Remove the comment, or move it to the place of the finding.)";

inline constexpr std::string_view accept_unknown_code = R"(A comment in the input is to accept a finding, but does not name one: codes are
numbers such as GW1001, or names such as path-prefix-widened. The findings that
it was meant for are reported as if it were not there.

Example:
  # gwconvert:accept nothing is served at /api itself
  # the code is missing
Write the code first, then the reason; several codes are separated by commas.)";

}  // namespace gw::texts
