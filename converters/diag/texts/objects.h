/// Long texts of the findings about objects.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view kind_not_converted = R"(The input holds objects that this tool does not read: Deployments, ConfigMaps,
custom resources of other products and so on. They are not in the output, and
they stay as they are in the cluster. There is one note for each kind and
version, at the first object of it.
It matters only where such an object takes part in routing, for example an
Ingress, an IngressRoute or an HTTPProxy: its requests are then missing in the
manifests, while the old controller still serves them.

Example:
  kind: Ingress                # networking.k8s.io/v1
  metadata: {name: legacy-shop}
Services are not mentioned here. They are not converted, but named ports are
looked up in them, so keep them in the input.)";

inline constexpr std::string_view unknown_api_version = R"(The kind is known, but not in this version. Versions differ in fields and
meaning, so the object is not converted: its routes are missing in the
manifests, and nothing takes their place.
The controller does not serve the object under this version either, unless it
comes from a newer or a modified controller.

Example:
  apiVersion: apisix.apache.org/v2beta4     # there are v2beta1 to v2beta3
  kind: ApisixRoute
To see what the cluster serves, run
  kubectl api-resources --api-group=apisix.apache.org
Files that were exported with `kubectl get -o yaml` name a served version.
Changing only `apiVersion` is right if the fields of the object fit: unknown
ones are then reported one by one.)";

inline constexpr std::string_view duplicate_object = R"(Two objects of the input have the same kind, namespace and name. The cluster
can hold only one of them, usually the one that is applied last. The first one
is converted and the second one is ignored, so the manifests may describe the
wrong one of the two.

Example:
  gwconvert base/shop.yaml overlays/prod/shop.yaml
  # both hold ApisixRoute web/shop
Do not convert a base together with its overlays: render one environment with
kustomize or Helm and convert that. Files of several clusters belong in
separate runs. With --pass-through the same code is used when a Gateway or
GatewayClass of the input has the name of a generated one: choose other names
for the generated ones then.)";

inline constexpr std::string_view namespace_assumed = R"(Some objects of the input name a namespace and some do not. References between
them, such as a Gateway for routes of several namespaces, need a definite
answer, so the objects without a namespace are taken to be in `default`. That
is where their HTTPRoutes go as well.
If the objects really live elsewhere, the HTTPRoutes are created in the wrong
namespace and find no Service there: requests get an error.

Example:
  metadata: {name: shop, namespace: web}     # in web
  metadata: {name: cart}                     # taken to be in default
  gwconvert --namespace web k8s/             # now in web as well
An export with `kubectl get -A -o yaml` always has namespaces.)";

inline constexpr std::string_view nothing_to_convert = R"(The input was read, but no object in it is of a kind that is converted, so no
manifests are printed. That is fine for a folder without routes. Elsewhere it
is a sign that the wrong files were given, or that everything was left out by
a choice of the ingress class.

Example:
  gwconvert k8s/monitoring/
  kubectl get ar -A -o yaml | gwconvert --ingress-class apisx   # misspelled
The other notes of the run say which kinds and classes were seen. Converted
are ApisixRoute and its siblings; `gwconvert list dialects` shows all of them.)";

inline constexpr std::string_view class_skipped = R"(The run is limited to one ingress class, and these objects name another one in
`spec.ingressClassName`. They are left out: neither their routes nor their
plugins have any influence on the manifests. Objects that name no class are
converted, whatever class was asked for.
The routes that are left out keep working in the source system as long as its
controller for that class runs. Requests that used to fall through to them
find no rule in the new Gateway.

Example:
  gwconvert --ingress-class public k8s/
  spec: {ingressClassName: internal}      # skipped
Only the field counts here, not an annotation. Convert the other class in a
run of its own, with --gateway naming another Gateway.)";

inline constexpr std::string_view class_becomes_gateway = R"(An ingress class says which controller serves an object. In the Gateway API
an HTTPRoute names its Gateway instead. All objects of this class become
HTTPRoutes whose `parentRefs` hold the generated Gateway.
Nothing changes for requests. What matters is which data plane implements the
Gateway: that is decided by `controllerName` of the GatewayClass, not by the
old class.

Example:
  spec:
    ingressClassName: apisix
becomes
  spec:
    parentRefs:
    - name: apisix-gateway
To use an existing Gateway, give its name with --gateway, as NAMESPACE/NAME if
it is in another namespace than the routes.)";

inline constexpr std::string_view several_classes = R"(The objects belong to different ingress classes. In the source, a controller
serves only its own class, often at its own address: one for the internet and
one for the company, for example. Now all routes are attached to one Gateway,
so every route is reachable at the address of that Gateway.
That can publish internal routes. It can also make rules compete that never
met before: same host, same path, different backends.

Example:
  ingressClassName: public        # shop.example.com
  ingressClassName: internal      # admin.example.com, now public as well
Run once for each class:
  gwconvert --ingress-class public   --gateway public   k8s/ > public.yaml
  gwconvert --ingress-class internal --gateway internal k8s/ > internal.yaml
Objects without a class are in both results: give them a class first.)";

inline constexpr std::string_view gateway_api_object_left_out = R"(The input already holds objects of the Gateway API. They need no conversion
and are not printed, so that the output has only what is new. Names of
HTTPRoutes among them are not used a second time: a generated HTTPRoute with
the same name gets a suffix.
The objects are not compared with the generated ones. An HTTPRoute of yours
and a generated one can match the same requests, and then the precedence of
the Gateway API decides.

Example:
  kind: HTTPRoute
  metadata: {name: shop, namespace: web}     # stays as it is
With --pass-through the output is complete: these objects are printed
unchanged behind the generated ones.)";

inline constexpr std::string_view name_changed = R"(An HTTPRoute is called like the rule it comes from. Here that name is not a
legal Kubernetes name, or it is already in use in the namespace, so another
one is made: upper case becomes lower case, other characters become `-`, a
name that is taken gets a suffix of eight characters. The suffix depends on
the object and the rule, and stays the same from run to run.
Requests are not affected. People and tools are that look for the old name:
dashboards, alerts, policies that refer to the HTTPRoute.

Example:
  - name: My Rule_1            # HTTPRoute my-rule-1
  - name: my-rule-1            # HTTPRoute my-rule-1-f453ce53
To choose the name yourself, rename the rule in the source.)";

inline constexpr std::string_view class_annotation_ignored = R"(The annotation configures Ingress objects and the very first version of
ApisixRoute. Controllers do not read it on an ApisixRoute of this version, so
it has no effect in the cluster. It is left out of the HTTPRoute.
Check what its author expected: an annotation that was meant to restrict
access has never done so here, and the rule is open before and after.

Example:
  apiVersion: apisix.apache.org/v2
  kind: ApisixRoute
  metadata:
    annotations:
      k8s.apisix.apache.org/allowlist-source-range: 10.0.0.0/8    # no effect
The class of such an object is `spec.ingressClassName`. Restrictions are
plugins of the rule.)";

inline constexpr std::string_view duplicate_rule_name = R"(Two rules of one ApisixRoute have the same name. The controller makes the
identity of a route out of namespace, resource and rule name, and therefore
refuses the whole object. If the object was valid once, the cluster still runs
that older state, and none of the rules in this file may be in force.

Example:
  http:
  - name: shop
    match: {paths: [/shop]}
  - name: shop                 # copied, not renamed
    match: {paths: [/cart]}
Look at the status and events of the object with `kubectl describe ar` and
decide whether the file or the cluster is right. With --accept GW0120 both
rules are converted: the second HTTPRoute gets a suffix in its name.)";

inline constexpr std::string_view old_spelling = R"(The field is written in a form that some versions of the CRD or some pages of
the documentation use. It is understood, and the manifests are the same as
with the current spelling.
Nothing is lost in the conversion. The controller may be less tolerant: if it
does not know this form, the setting is not in force in the cluster today, but
is in force after the migration.

Example:
  resolveGranualrity: service      # CRDs up to 1.4.0; resolveGranularity
  nginxVars: [...]                 # exprs
For `nginxVars` compare with the cluster whether its conditions apply.)";

inline constexpr std::string_view field_overridden = R"(Two fields say the same thing, and one of them wins. The other one is ignored
by the source system and is not in the manifests. Requests are routed as
before, but a reader of the source may believe the wrong field.

Example:
  http:
  - name: shop
    backend: {serviceName: shop-v1, servicePort: 80}      # ignored
    backends:
    - {serviceName: shop-v2, servicePort: 80}             # gets everything
Remove the field without effect after a look at which backend is meant. If it
is the ignored one, the cluster is wrong today, and the manifests with it.)";

inline constexpr std::string_view field_without_effect = R"(A value is written that changes nothing in the source, so there is nothing to
convert. Two cases have this note. A condition on the path lists a value that
no path of the rule matches: requests with that path never come this far. A
condition demands that a regular expression does not match, but the expression
is broken: it never matches, so the condition always holds.

Example:
  paths: [/shop/*]
  exprs:
  - subject: {scope: Path}
    op: In
    set: [/shop/a, /cart/b]       # /cart/b is never served by this rule
In the second case the author wanted to keep requests out, and APISIX lets
them in. Repair the expression if that is still wanted.)";

inline constexpr std::string_view duplicate_entry = R"(A list holds the same host, path, method or value twice. Entries of such a
list are alternatives, so the second one adds nothing. It is written once.
Hosts are the same when they differ only in upper and lower case, and paths
when they match the same requests.

Example:
  hosts: [shop.example.com, Shop.example.com]
  paths: [/files/*, /files/*.json]      # text after `*` is ignored
Nothing is lost. Where the two entries were meant to be different, as in the
second line, correct the one that is wrong.)";

}  // namespace gw::texts
