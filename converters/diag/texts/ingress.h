/// Long texts of the findings about Ingresses of any controller.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view controller_unknown = R"(Controllers read one and the same Ingress differently: path types, defaults
and annotations depend on who serves it. Neither an IngressClass of the input
nor the annotations nor the name of the class say who that is, so these
Ingresses are left out: converted for the wrong one, they would route
differently. Their requests get a 404 at the new Gateway.

Example:
  kubectl get ingressclass,ing,svc -A -o yaml | gwconvert
  gwconvert --controller ingress-nginx --ingress-class internal k8s/
The class names its controller in `spec.controller`. If there is no such
object, name the controller yourself. --accept GW2001 does not print the
Ingresses, but then their loss no longer counts as an error.)";

inline constexpr std::string_view other_controller = R"(The class of these Ingresses belongs to a controller whose Ingresses are not
converted here. They are left out, and the manifests serve none of their
hosts and paths. The controller itself keeps serving them as long as it runs.

Example:
  kind: IngressClass
  metadata: {name: public}
  spec: {controller: traefik.io/ingress-controller}
  ---
  kind: Ingress
  spec: {ingressClassName: public}     # left out
If the decision is wrong, for example because several controllers share the
name of a class, name the right one with --controller. It counts for all
Ingresses of the run, so add --ingress-class to choose the class.)";

inline constexpr std::string_view controller_assumed = R"(No IngressClass of the input says which controller serves these Ingresses. It
was concluded from something weaker: their annotations have the prefix of one
controller, or the class has the name that it watches by default.
If the conclusion is wrong, paths and annotations are read with the meaning
that they have for another controller.

Example:
  metadata:
    annotations: {kubernetes.io/ingress.class: nginx}
  # ingress-nginx and the controller of F5 both use the class `nginx`
Put the IngressClass into the input, or say --controller ingress-nginx if you
know it. Then this note is gone.)";

inline constexpr std::string_view class_written_twice = R"(The Ingress names a class twice, and the two differ. Where both are present
the field `ingressClassName` decides, and the annotation is ignored. The
Ingress is converted with the class of the field.
The API server refuses this for new objects. It comes about when the field is
added to an old one.

Example:
  metadata:
    annotations: {kubernetes.io/ingress.class: internal}   # ignored
  spec: {ingressClassName: public}
Look at which of the two is meant: an Ingress that was to be internal may be
public today, and is with the manifests, too. Then remove the annotation.)";

inline constexpr std::string_view acme_solver_skipped = R"(cert-manager makes such an Ingress for the minutes in which an ACME server
checks who owns a host. Afterwards it is deleted, together with its Service.
An export that was made meanwhile holds it. Converted, it would stay behind
and point to a Service that no longer exists.

Example:
  metadata:
    name: cm-acme-http-solver-x7k2p
    labels: {acme.cert-manager.io/http01-solver: "true"}
Nothing needs to be done here. But certificates are renewed after the
migration as well: give the Issuer a solver of the kind `gatewayHTTPRoute`,
which makes an HTTPRoute on the Gateway instead of an Ingress.)";

inline constexpr std::string_view path_taken = R"(Two Ingresses have the same path and path type for the same host, or one lists
it twice. ingress-nginx uses the first: that of the older Ingress, and of two
with the same age the one whose namespace and name come later in the alphabet.
The other one serves nothing, so it is left out. With both in the manifests,
another one could win, since all HTTPRoutes have the same age.

Example:
  # web/shop, older:      host shop.example.com, path /, Service shop
  # web/shop-new, newer:  host shop.example.com, path /, Service shop-new
  # shop gets everything
Requests are served as before. If the other one was meant to win, the cluster
is wrong today: remove the path from one of the two.)";

inline constexpr std::string_view age_unknown = R"(Two Ingresses claim the same place, and ingress-nginx lets the older one win.
Their age is not in the input: files of a repository do not have it. So the
order of the input decides, and the manifests may name the wrong backend.

Example:
  metadata:
    name: shop
    creationTimestamp: "2024-05-02T09:10:00Z"     # only in an export
Export the objects from the cluster, and convert these:
  kubectl get ing,svc,ingressclass -A -o yaml | gwconvert
The age counts only if every Ingress of the class has one. Or remove the path
from one of the two, which makes the question go away.)";

inline constexpr std::string_view resource_backend_ignored = R"(The backend is not a Service but some other object, such as a storage bucket.
ingress-nginx ignores such a path: its requests go to a shorter path of the
host, or get a 404. It is left out of the manifests for the same reason.

Example:
  - path: /static
    pathType: Prefix
    backend:
      resource: {apiGroup: storage.example.com, kind: Bucket, name: assets}
Requests are served as before. If the path was meant to work, put a Service
in front of the object, and name that.)";

inline constexpr std::string_view port_by_target_port = R"(The Ingress names the port on which the Pods listen, instead of the port of
the Service. ingress-nginx accepts both, since it sends to the Pods directly.
A `backendRef` of the Gateway API must name the port of the Service, so that
one is written, and the same Pods get the requests.

Example:
  kind: Service
  spec: {ports: [{port: 80, targetPort: 8080}]}
  ---
  backend: {service: {name: shop, port: {number: 8080}}}
becomes
  backendRefs: [{name: shop, port: 80}]
Nothing needs to be done. This works only with the Service in the input.)";

inline constexpr std::string_view rules_without_host = R"(In ingress-nginx, rules without a host serve only hosts that no Ingress names.
A named host never uses them: its unlisted paths get a 404. In the Gateway API
the rules of the longer hostname come first, but whether a request that fits
none of them goes on to the rules without a host depends on the
implementation. The witness shows such a request.

Example:
  # host shop.example.com, path /shop, Service shop
  # no host,               path /,     Service welcome
  # GET http://shop.example.com/x: 404, or the answer of welcome
Mostly it does not matter which of the two is answered. If it does, add a rule
for `/` to the named hosts.)";

inline constexpr std::string_view implicit_location = R"(For every host ingress-nginx makes a place `/` that takes what no path fits.
It has the annotations and the default backend of the oldest Ingress of the
host. So a redirect that was written for one path answers all other requests
for the host, too. The finding says what they get, and the manifests have a
rule for them.

Example:
  # permanent-redirect: https://new.example.com, only path /old
  curl -i http://shop.example.com/anything     # 301 as well
Requests are served as before. If the redirect was meant for its path only,
remove the rule for `/` from the HTTPRoute.)";

inline constexpr std::string_view host_without_paths = R"(An Ingress names the host but lists no path for it, or none that can be used,
and there is no default backend. ingress-nginx answers all of its requests
with 404. The Gateway has no rule for the host, so its requests get a 404 too.
Where a wildcard or rules for any host would take them, the host has a rule
without a backend: then the answer is 404 or 500, as the implementation likes.

Example:
  rules:
  - host: shop.example.com
    # http: is missing
Nothing needs to be done, unless somebody expects the host to work. Then look
at the other findings of this Ingress: they say why paths were left out.)";

inline constexpr std::string_view foreign_annotation = R"(The annotation has the prefix of another controller, or is one of the general
ones that this controller does not read. It has no effect today, and is left
out of the manifests. This is common after a change of the controller, and in
charts that are written for several of them.

Example:
  metadata:
    annotations:
      traefik.ingress.kubernetes.io/router.middlewares: web-auth@kubernetescrd
  spec: {ingressClassName: nginx}        # ingress-nginx: no effect
Requests are served as before. But see what its author expected: a guard that
is written for another controller does not guard anything here.)";

inline constexpr std::string_view annotation_on_gateway = R"(The annotation is not for the controller but for another program, and in the
Gateway API that program reads it from the Gateway: cert-manager finds there
which issuer signs the certificates of the listeners, and external-dns where
DNS records are to point. All Ingresses concerned say the same, so the
generated Gateway has it. Requests are not affected.

Example:
  cert-manager.io/cluster-issuer: letsencrypt      # of the Ingress
becomes
  kind: Gateway
  metadata: {annotations: {cert-manager.io/cluster-issuer: letsencrypt}}
Both programs must be told to watch the Gateway API. cert-manager makes the
Secrets of listeners only in the namespace of the Gateway.)";

inline constexpr std::string_view annotation_not_shared = R"(Several Ingresses become one object, and they do not agree on this annotation
or label. Either it belongs on the Gateway, where it would then count for
Ingresses that do not have it, and is left out; or two Ingresses of a host
have different values, and the HTTPRoute has that of the first; or it says who
has installed the Ingress, and on another object it would make Helm or Argo CD
take that for their own. The finding says which. Requests are not affected, but
what other programs do is.

Example:
  # web/shop: cert-manager.io/cluster-issuer: letsencrypt
  # web/test: cert-manager.io/cluster-issuer: self-signed
  # one Gateway: which issuer?
Convert the Ingresses in several runs with a --gateway for each, or set the
annotation by hand. With cert-manager, Certificate objects do without it.)";

inline constexpr std::string_view external_name_service = R"(The Service has no Pods but stands for a DNS name outside the cluster.
ingress-nginx resolves the name and sends requests there. In the Gateway API
it is up to the implementation, and many refuse such Services, since they can
lead into networks that nobody wanted to open. Then requests get a 500.

Example:
  kind: Service
  metadata: {name: legacy}
  spec: {type: ExternalName, externalName: legacy.example.com}
Look into the documentation of the implementation. Where it is refused, use a
kind of backend of the implementation, or a Service without selector with an
EndpointSlice that holds the addresses. If the other server chooses by name,
check the Host header that it gets.)";

inline constexpr std::string_view path_encoded = R"(A path of the Gateway API may only have the characters that URLs have. nginx
compares the path of a request after decoding it, so the path of the Ingress
is a plain text with blanks or other letters. It is written with `%` and the
bytes of these characters, as clients send them. A `%` in the Ingress is a `%` in
the decoded path, so it becomes `%25`.
Most implementations compare the path as it was sent. Clients that encode the
same characters in another way, such as `%c3` for `%C3`, may get a 404.

Example:
  path: /my files
becomes
  path: {type: PathPrefix, value: /my%20files}
Send a request for the path to the new Gateway, before traffic moves.)";

inline constexpr std::string_view duplicate_location = R"(Without regular expressions on the host, ingress-nginx writes a prefix `/p`
and a prefix `/p/` as the same location. nginx refuses a configuration with
two of them: the controller cannot reload, and keeps the last one that worked
for all hosts. So newer changes of any Ingress are not in force today, and the
input may differ from what is served.
The second of the two paths is not printed.

Example:
  - {path: /shop, pathType: Prefix, ...}       # Service shop
  - {path: /shop/, pathType: Prefix, ...}      # Service shop-new
Remove one, and look whether the log of the controller has `duplicate
location`. After --accept GW2028 the first one is printed and serves both.)";

inline constexpr std::string_view wrong_path_for_type = R"(A path of the types Exact and Prefix begins with `/`. The API server does not
take the Ingress otherwise, so it cannot be in the cluster like this. The path
is left out, the others of the Ingress stay. Its requests get a 404, or go to
another path that matches.

Example:
  - path: shop                 # /shop
    pathType: Prefix
Correct the path. Only the type ImplementationSpecific may have an empty path,
which means `/`. After --accept GW2029 it is still not printed, but no longer
counts as an error.)";

inline constexpr std::string_view nothing_printed = R"(The Ingress was read, but none of its rules is in the output as it is
written: each is withheld, left out, taken by another Ingress, or was never
served. Another finding at its paths or annotations says which.

Example:
  metadata: {name: static}
  spec:
    rules:
    - http: {paths: [{path: /, pathType: Prefix, backend: {resource: ...}}]}
ingress-nginx ignores resource backends, so nothing of it is converted. If the
Ingress is still needed, look at the findings with its name and correct it.)";

inline constexpr std::string_view host_of_several_classes = R"(ingress-nginx makes one server of all Ingresses that name a host, whatever
their class is, as long as their IngressClasses name the same controller. The
oldest Ingress then also rules the paths that nobody lists; certificates,
client certificates and snippets of one count for the others.
Here every class becomes a Gateway of its own, with the Ingresses of that class
only. Clients reach the host at one of the two addresses, and find a part of
its paths there, perhaps without the guards of the other part.

Example:
  kind: IngressClass            # internal, external
  spec: {controller: k8s.io/ingress-nginx}     # the same in both
  ingressClassName: internal    # and external, both with host shop.example.com
Put all Ingresses of the host into one class. If the two classes are served by
different controllers, accept with --accept GW2007. It is a warning where the
input does not say which controller serves the classes.)";

inline constexpr std::string_view annotation_copied = R"(The annotation belongs to no controller that this tool knows. It goes along to
the HTTPRoute of the host, like the labels. But programs that read annotations
often look at Ingresses only, and then it does nothing any more: dashboards,
monitors, policies.

Example:
  metadata: {annotations: {monitor.example.net/probe: "true"}}
Look up whether the program that reads it knows HTTPRoutes. Annotations of
external-dns and Argo CD are read from routes and copied without this note.)";

}  // namespace gw::texts
