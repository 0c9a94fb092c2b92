#include <doctest/doctest.h>

#include <algorithm>

#include "convert_with.h"

namespace gw {
namespace {

using yaml::Value;

/// A Gateway that demands certificates of its clients.
Value demanding_gateway() {
  Value out = Value::map();
  out.add(Value::string("apiVersion", "gateway.networking.k8s.io/v1"));
  out.add(Value::string("kind", "Gateway"));
  out.add(Value::map("metadata")).add(Value::string("name", "edge"));
  Value& spec = out.add(Value::map("spec"));
  spec.add(Value::string("gatewayClassName", "edge"));
  Value& listener = spec.add(Value::list("listeners")).add(Value::map());
  listener.add(Value::string("name", "http"));
  listener.add(Value::string("protocol", "HTTP"));
  listener.add(Value::number("port", 80));
  Value& authority = spec.add(Value::map("tls")).add(Value::map("frontend")).add(Value::map("default")).add(Value::map("validation")).add(Value::list("caCertificateRefs")).add(Value::map());
  authority.add(Value::string("group", ""));
  authority.add(Value::string("kind", "ConfigMap"));
  authority.add(Value::string("name", "ca"));
  return out;
}

gateway::Summary emit_gateway(const model::Model&, const gateway::Settings&, const gateway::ObjectNames&, const gateway::Emit& emit, Sink&) {
  emit("Gateway", "", "edge", demanding_gateway());
  return {};
}

TEST_CASE("a Gateway that would lose its demand for client certificates is not printed") {
  const Source sources[] = {Source("in.yaml", "")};
  Options options;
  options.release = "v1.5.0";
  CHECK(convert_with(emit_gateway, sources, options).manifests.size() == 1);
  options.release = "v1.4.1";
  const Conversion without = convert_with(emit_gateway, sources, options);
  CHECK(without.manifests.empty());
  CHECK(std::ranges::any_of(without.findings, [](const Finding& f) { return f.code == Code::target_lacks_field && f.severity == Severity::Error; }));
}

}  // namespace
}  // namespace gw
