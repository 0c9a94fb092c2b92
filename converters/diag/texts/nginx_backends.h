/// Long texts of the findings about backend protocols of ingress-nginx.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view backend_tls_not_expressible = R"(nginx speaks TLS to the Service. In the Gateway API a BackendTLSPolicy does that,
and the target has no such kind, or the implementation does not read it. Without
it the Gateway speaks plain HTTP to a port that expects TLS, and every request
fails. So the rule is not printed; its requests get a 404, or go to another rule
that matches.

Example:
  backend-protocol: HTTPS
  gwconvert --gateway-api v1.4.1 app.yaml     # prints a BackendTLSPolicy
If the Service also has a port for plain HTTP, use that. Some implementations
have a setting of their own. --accept GW2130 prints the rule as if the Service
spoke HTTP.)";
inline constexpr std::string_view backend_grpc = R"(The source speaks gRPC, which is HTTP/2 without TLS, to this Service: because of
`backend-protocol: GRPC` of an Ingress, or of `scheme: grpc` of an ApisixUpstream.
The rule is one of an HTTPRoute, for which the Service says it, in `appProtocol`
of the port. Without that field most implementations speak HTTP/1.1, and all
calls fail.

Example:
  kind: Service
  spec:
    ports:
    - {name: grpc, port: 50051, appProtocol: kubernetes.io/h2c}
Add the field to the Service; ingress-nginx and APISIX do not mind it. With the
Service in the input and the field set, the finding is gone. Clients of gRPC
need HTTP/2 on the listener, which mostly means HTTPS. Where the target has
GRPCRoutes, a rule becomes one if its paths are those of gRPC (GW1320).)";

inline constexpr std::string_view backend_protocol_not_expressible = R"(The backend speaks a protocol that no backend of the Gateway API can have.
`FCGI` is FastCGI, as PHP uses it; implementations do not speak it.
`AUTO_HTTP` takes TLS for clients on HTTPS and plain HTTP for the others,
while a backend of the Gateway API has one protocol.
The rules of the Ingress are not printed. Their requests get a 404, or go to
another rule that matches.

Example:
  backend-protocol: FCGI
  fastcgi-index: index.php
Put a web server next to the backend, in the same Pod, that translates from
HTTP, and name its port. For AUTO_HTTP decide on one protocol. After
--accept GW2132 the rules are printed as if the backend spoke plain HTTP.)";

inline constexpr std::string_view passthrough_assumed = R"(With `ssl-passthrough` connections on port 443 go to the backend as they are,
by the host name of the TLS handshake. The manifests have a TLS listener and a
TLSRoute for that. But ingress-nginx only does so if it was started with
--enable-ssl-passthrough. Without the flag the annotation has no effect: nginx
terminates TLS with the certificate of the Ingress.
If the flag is not set, clients would suddenly see the certificate of the
backend, or none at all, and paths and annotations no longer count on HTTPS.

Example:
  ssl-passthrough: "true"
  kubectl -n ingress-nginx get deploy -o yaml | grep passthrough
Look at the arguments of the controller, as above. If the flag is missing,
remove the annotation and convert again.)";

inline constexpr std::string_view passthrough_not_expressible = R"(Connections that go through unopened can only be chosen by the host name of
the TLS handshake, and all of a host go to one backend: that of its path `/`.
This Ingress lacks a host or that path, so it is not known where they should
go, and no TLS listener and no TLSRoute are written.

Example:
  ssl-passthrough: "true"
  rules: [{host: db.example.com, http: {paths: [{path: /api, ...}]}}]
Add a rule for `/` with the backend of the host. After --accept GW2134 the
rules are printed as if the annotation were not there: the Gateway terminates
TLS if `tls` names a Secret, and reads what was encrypted up to the backend.)";

inline constexpr std::string_view backend_tls_verified = R"(nginx speaks TLS to the Service and takes any certificate, unless
`proxy-ssl-verify` is on; so does APISIX with `scheme: grpcs`. A BackendTLSPolicy always verifies: the certificate
must come from an authority that the system of the Gateway trusts, and must
have the name that the policy gives. That is the one of `proxy-ssl-name`, or
that of the Service in the cluster.
If the backend has a certificate of its own making, as most have, requests fail
until the policy names its authority.

Example:
  validation: {hostname: shop.web.svc, wellKnownCACertificates: System}
  # instead, with ca.crt in a ConfigMap:
  validation: {hostname: shop.web.svc, caCertificateRefs: [{group: "", kind: ConfigMap, name: shop-ca}]}
Compare with the certificate of the backend. For an authority of your own, put
its certificate into a ConfigMap under the key `ca.crt` and name that.)";

inline constexpr std::string_view backend_tls_of_service = R"(A BackendTLSPolicy counts for a Service, or for one of its ports if it has names
for them. `backend-protocol` counts for the Ingress that has it. Here the same
Service is also the backend of a rule that speaks plain HTTP to it, or another
name is asked of its certificate.
From now on all of these rules speak TLS to the Service, with one name. If they
meant another port, their requests fail.

Example:
  backend-protocol: HTTPS      # Service shop, port 443
  # another Ingress, without it: Service shop, port 80
Put the Service into the input, so that the port with TLS is known by its name.
Otherwise make one Service for each protocol.)";

}  // namespace gw::texts
