/// Long texts of the findings about backends that speak gRPC.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view grpc_route = R"(The source speaks gRPC to the backend, and the paths of the rule stand for a
method of gRPC, a service or everything. So the rule becomes one of a GRPCRoute,
which names service and method, and needs no `appProtocol` in the Service.
A call of gRPC reaches the same backend as before. Requests that are no calls,
such as a GET, reached it too; implementations serve them, or answer 404.

Example:
  /helloworld.Greeter/SayHello  ->  service: helloworld.Greeter, method: SayHello
  /helloworld.Greeter/*         ->  service: helloworld.Greeter
Clients of gRPC need HTTP/2 on the listener, which mostly means HTTPS. If the
same Service also has pages for browsers, leave the GRPCRoute out with --omit
GRPCRoute and write an HTTPRoute for it.)";

inline constexpr std::string_view grpc_methods_dropped = R"(The rule serves some methods of HTTP only, POST among them. A call of gRPC is
always a POST, and a GRPCRoute has no field for methods. Other requests for the
path got a 404, or went to another rule; most implementations now send them to
the backend of this one, which answers that they are no calls.

Example:
  methods: [GET, POST]
  witness: PUT http://rpc.example.com/helloworld.Greeter/SayHello
Where another rule of the same hosts guards access, the rule stays in an
HTTPRoute with its methods, since it could take requests from the guarded one.)";

inline constexpr std::string_view grpc_without_post = R"(The backend of the rule speaks gRPC, and a call of gRPC is always a POST. The
methods of the rule do not include it, so no call ever reaches the rule, and a
GRPCRoute could only serve calls. The rule is left out.
Other requests that the rule served, such as a GET, got an error of the gRPC
server before; now they get a 404, or go to another rule.

Example:
  methods: [GET]
  witness: GET http://rpc.example.com/helloworld.Greeter/SayHello
If calls were meant, add POST. If the Service also speaks HTTP, give that port
another Service, without `scheme: grpc`.)";

inline constexpr std::string_view grpc_stays_http = R"(The backend speaks gRPC and the target has GRPCRoutes, but something of the rule
has no place in one: a path that is no service or method, a rewrite, a query
parameter. The same holds for all rules of a host if one of them is of an
HTTPRoute: implementations serve only one kind of route for a host and refuse
the younger one.
The rule serves the same requests as before, if the Gateway speaks HTTP/2 to the
backend: `appProtocol: kubernetes.io/h2c` at the port of the Service says so.

Example:
  rule `rpc`: rpc.example.com/pkg.Svc/*, gRPC
  rule `web`: rpc.example.com/index.html, plain HTTP
Give gRPC a host of its own, or choose an implementation that serves the kind.)";

inline constexpr std::string_view backend_tls_left_out = R"(The ApisixUpstream says that the backend speaks gRPC over TLS. In the Gateway
API a BackendTLSPolicy says it, for all ports of a Service or for one with a
name. Here there is none: the target has no such kind, or the rule also has
backends without TLS. The rule is printed, but the Gateway speaks to the backend
without TLS, and calls fail if its port expects it.

Example:
  scheme: grpcs
  gwconvert --gateway-api v1.4.1 app.yaml     # prints a BackendTLSPolicy
The policy demands a certificate by a public authority, which APISIX does not.
Some implementations have a setting of their own for backends.)";

}  // namespace gw::texts
