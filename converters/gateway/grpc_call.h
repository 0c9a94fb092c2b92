/// Paths that are names of gRPC: `/package.Service/Method`.
#pragma once

#include <optional>
#include <string_view>

#include "model/route.h"

namespace gw::gateway {

/// Which calls a path serves. No method: all of the service; no service either: all.
struct GrpcCall {
  std::string_view service, method;
};

/// Whether a rule serves calls at all: every one is a POST.
bool serves_post(const model::Rule& rule);

/// Nothing if a GRPCRoute cannot say the path, or would serve other calls.
std::optional<GrpcCall> grpc_call(const model::PathMatch& path);

}  // namespace gw::gateway
