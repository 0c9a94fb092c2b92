/// Long texts of the findings about TLS of Ingresses.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view tls_default_certificate = R"(The Ingress has `tls`, but no entry of it lists this host, and no certificate
of Secrets in the input names it. ingress-nginx serves the host over HTTPS with
its default certificate, which browsers mostly refuse, and redirects plain HTTP
there. A listener of the Gateway cannot do without a certificate, so the host
is served over plain HTTP only, without a redirect: what was encrypted, badly,
is not any more.

Example:
  tls: [{hosts: [a.example.com], secretName: a}]
  rules: [{host: a.example.com, ...}, {host: b.example.com, ...}]   # b: this
If a Secret of `tls` covers the host, put it into the input: it is opened for
the names in its certificate, and nothing of it is shown or printed. Otherwise
add the host to `tls` with a Secret whose certificate has its name. If the
controller has --default-ssl-certificate, give that Secret to
--default-certificate. It is used for hosts with a name only.)";

inline constexpr std::string_view tls_without_secret = R"(An entry of `tls` lists the host but names no Secret. ingress-nginx takes its
default certificate: the one of --default-ssl-certificate, or one that it has
signed itself. An HTTPS listener of the Gateway needs the name of a Secret.

Example:
  tls: [{hosts: [shop.example.com]}]           # no secretName
  gwconvert --default-certificate ingress/wildcard-example-com k8s/
If the controller has a default certificate that covers the host, name it as
above. Otherwise add `secretName` to the entry. After --accept GW2011 the host
is printed for plain HTTP only, and without a redirect to HTTPS, so passwords
and cookies are sent in the clear unless something in front terminates TLS.)";

inline constexpr std::string_view tls_certificate_assumed = R"(The names in a certificate decide which hosts ingress-nginx uses it for; the
others get the default certificate. The Secret is not in the input, or its
certificate cannot be read there, so it is taken to fit the host, and a
listener is written with it. If the name is not in the certificate, clients
refuse the connection.

Example:
  tls: [{secretName: shop-tls}]                # for which hosts?
Put the Secret into the input: its certificate is opened for its names, and
nothing of it is shown or printed. Or look at the names, and write the hosts
into the entry:
  kubectl get secret shop-tls -o jsonpath='{.data.tls\.crt}' \
    | base64 -d | openssl x509 -noout -ext subjectAltName)";

inline constexpr std::string_view tls_certificate_for_others = R"(The entry of `tls` lists the host, but the names in the certificate of its
Secret are others. ingress-nginx then serves the host with its default
certificate, which browsers mostly refuse too. The listener has the Secret that
`tls` names, unless --default-certificate says which one the controller uses.

Example:
  tls: [{hosts: [shop.example.com], secretName: old}]   # for shop.example.org
  openssl x509 -noout -ext subjectAltName -in tls.crt
Clients that look at names refuse both certificates. Put one with the name of
the host into the Secret; cert-manager does that when it renews.)";

inline constexpr std::string_view tls_host_unused = R"(A part of `tls` does nothing. Either it lists a host that no rule has:
ingress-nginx makes servers for the hosts of rules only, so no listener is
written for it. Or it names a Secret from which no host of the Ingress gets
its certificate. Requests are served as before.

Example:
  tls: [{hosts: [shop.example.com, www.example.com], secretName: shop-tls}]
  rules: [{host: shop.example.com, ...}]       # nothing for www
cert-manager may request certificates for such a host all the same. If the
host is to be served, it needs a rule; otherwise remove it from `tls`.)";

inline constexpr std::string_view tls_certificate_conflict = R"(Several Ingresses have rules for the host, and name different Secrets for its
certificate. A host has one certificate in ingress-nginx, that of the oldest
Ingress with `tls`. The listener has the same one, and this Secret is not
used.

Example:
  # web/shop, older: tls: [{hosts: [shop.example.com], secretName: shop}]
  # web/cart:        tls: [{hosts: [shop.example.com], secretName: cart}]
Clients see the same certificate as before. But the Secrets may have different
dates, and if the files do not say how old the Ingresses are, the order of the
input has decided. Name the same Secret in all of them.)";

inline constexpr std::string_view wildcard_host_widened = R"(In an Ingress `*.example.com` stands for exactly one label: `a.example.com`,
but not `a.b.example.com`. In the Gateway API it stands for any number of
labels, in listeners and in routes. So requests for deeper names, which get a
404 today, reach the backend: the witness shows one.
It matters for backends that trust the Host header, for example to choose a
customer. Over HTTPS a certificate for `*.example.com` does not cover deeper
names, so clients refuse it, but whoever ignores that comes through.

Example:
  host: "*.example.com"        # now also a.b.example.com
If such names must stay unserved, add an HTTPRoute for `*.b.example.com` with
a rule without a backend, or let the backend refuse them.)";

inline constexpr std::string_view many_listeners = R"(Every host with a certificate needs an HTTPS listener, and a Gateway holds 64
listeners, that for plain HTTP included. This one has more, so the hosts are
spread over several Gateways. Each Gateway has an address of its own, unless
the implementation can merge them.
Clients of a host that arrive at the address of another Gateway get no answer
or a wrong certificate.

Example:
  kind: Gateway
  metadata: {name: nginx-gateway}              # 63 hosts
  metadata: {name: nginx-gateway-2}            # the others
Set the DNS record of each host to the address of its Gateway; external-dns
does that by itself. Fewer certificates with wildcards need fewer listeners.)";

inline constexpr std::string_view listener_sets = R"(Every host with a certificate needs an HTTPS listener, every port of a stream
rule one of its own, and a Gateway holds 64 listeners. The others stand in
objects of kind ListenerSet that belong to the Gateway and share its address.

Example:
  kind: Gateway
  metadata: {name: nginx-gateway}              # 63 hosts
  kind: ListenerSet
  metadata: {name: nginx-gateway-2}            # the others
Nothing to do. Gateway API v1.5.0 and newer have the kind; for implementations
that do not claim it, the hosts are spread over several Gateways (GW2030). So
they are for its forerunner XListenerSet in the experimental channel of v1.3.0
to v1.4.1, which no conformance report speaks of.)";

inline constexpr std::string_view gateway_for_clients = R"(From v1.4.0 experimental and v1.5.0 standard on, a Gateway demands client
certificates for all of its HTTPS listeners, not for one. The source demands them for some hosts, so these get a
Gateway of their own; otherwise clients of the other hosts would need
certificates too.

Example:
  kind: Gateway
  metadata: {name: nginx-gateway}              # the other hosts
  kind: Gateway
  metadata: {name: nginx-gateway-clients-1}    # those with auth-tls-secret
Each Gateway has an address of its own: set the DNS records of these hosts to
that of theirs. The other Gateway has no HTTPS listener for them; a host below
a wildcard that has one stays closed instead (GW2123). Plain HTTP is the same
behind both addresses.)";

inline constexpr std::string_view authority_copied = R"(A Gateway or BackendTLSPolicy reads the certificates of an authority from a
ConfigMap, under the key `ca.crt`; not every implementation takes a Secret. The Secret is in
the input, so the ConfigMap is written with its certificates: they are no
secret, and nothing else of the Secret is copied.

Example:
  auth-tls-secret: web/partner-ca
  kind: ConfigMap
  metadata: {name: partner-ca.web}
Where the Secret is renewed, the ConfigMap has to follow.)";

inline constexpr std::string_view authority_expected = R"(A Gateway reads the certificates of an authority from a ConfigMap, under the key
`ca.crt`. The Secret that holds them is not in the input, so the ConfigMap is
not written. Without it the listener accepts no connection.

Example:
  kubectl get secret partner-ca -n web -o yaml | gwconvert ingress.yaml -
writes it; so does
  kubectl create configmap partner-ca.web -n web --from-file=ca.crt
with the certificates in that file. A list of revoked certificates (`ca.crl`)
in the Secret is not seen here, and no Gateway reads one.)";

inline constexpr std::string_view certificate_shown = R"(`proxy-ssl-secret` names a certificate that nginx shows to the backends of one
Ingress. A Gateway shows one certificate to every backend that asks, whatever
rule the request came by: `tls.backend.clientCertificateRef`, before v1.4.0
`backendTLS`. Backends of other rules see it too from now on.

Example:
  nginx.ingress.kubernetes.io/backend-protocol: HTTPS
  nginx.ingress.kubernetes.io/proxy-ssl-secret: web/client
becomes
  kind: Gateway
  spec: {tls: {backend: {clientCertificateRef: {name: client}}}}
Only TLS backends that ask for a certificate see it.)";

inline constexpr std::string_view certificate_not_shown = R"(`proxy-ssl-secret` names a certificate that nginx shows to the backends of one
Ingress. It is not shown from now on: the target has no field for it, or its
Gateway shows another one already. Backends that demand a certificate refuse
the connection, and clients get a 502 or 503.

Example:
  nginx.ingress.kubernetes.io/proxy-ssl-secret: web/client
Gateways have the field since v1.2.0 experimental and v1.5.0 standard.)";

inline constexpr std::string_view secret_not_reachable = R"(The listener refers to a Secret in another namespace. The Gateway API allows
this only if a ReferenceGrant in the namespace of the Secret says so, and the
chosen release and channel do not have that kind. The implementation refuses
such a reference, and the host is not served over HTTPS.

Example:
  kind: Gateway
  metadata: {name: nginx-gateway, namespace: infra}
  certificateRefs: [{name: shop-tls, namespace: web}]
Choose a newer release with --gateway-api, and upgrade the CRDs of the
cluster. If all Secrets are in one namespace, put the Gateway there, as in
--gateway web/nginx-gateway. After --accept GW2031 the listener is printed
with the reference, and works only if the implementation does not check it.)";

inline constexpr std::string_view secret_namespace_open = R"(A listener finds a Secret without a namespace in that of its Gateway. Here some
objects have a namespace and others have none: the Gateway is where the former
are, and those without one go wherever they are applied, together with the
Secret that they name. No reference can say where that is.

Example:
  kind: ApisixTls                # names Secret edge/wildcard
  ---
  kind: Ingress                  # in no namespace, names Secret shop-tls
Name the namespace of the objects that have none: --namespace web. After
--accept with this code the listener is printed without a namespace, and works
only if the objects are applied in that of the Gateway.)";

}  // namespace gw::texts
