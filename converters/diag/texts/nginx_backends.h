/// Long texts of the findings about backend protocols of ingress-nginx.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view backend_tls_not_expressible = R"(nginx speaks TLS to the Service, and by default takes any certificate. In the
Gateway API a BackendTLSPolicy does that, and it always verifies: it needs the
name and the authority of the certificate, which the Ingress does not tell.
Without it the Gateway speaks plain HTTP to a port that expects TLS, and every
request fails. So the rule is not printed; its requests get a 404, or go to
another rule that matches.

Example:
  kind: BackendTLSPolicy       # v1 since Gateway API v1.4.0
  spec:
    targetRefs: [{group: "", kind: Service, name: shop}]
    validation: {hostname: shop.example.com, wellKnownCACertificates: System}
If the Service also has a port for plain HTTP, use that. Otherwise add such a
policy; a private authority goes into `caCertificateRefs`. --accept GW2130
prints the rule as if the Service spoke HTTP.)";

inline constexpr std::string_view backend_grpc = R"(nginx speaks gRPC, which is HTTP/2 without TLS, to this Service, because the
Ingress says so. In the Gateway API the Service says it, in `appProtocol` of
the port. The rule is printed for the same paths, but without that field most
implementations speak HTTP/1.1, and all calls fail.

Example:
  kind: Service
  spec:
    ports:
    - {name: grpc, port: 50051, appProtocol: kubernetes.io/h2c}
Add the field to the Service; ingress-nginx does not mind it. With the Service
in the input and the field set, the finding is gone. Clients of gRPC need
HTTP/2 on the listener, which mostly means HTTPS.)";

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

}  // namespace gw::texts
