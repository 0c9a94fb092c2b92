// `scheme` of an ApisixUpstream, as far as it decides what kind of route the rules become.
#include <algorithm>

#include "apisix/rule.h"
#include "kube/services.h"

namespace gw::apisix {
namespace {

/// Settings of one port count instead of those of the whole, not beside them. Where they become a policy, that for the whole
/// Service is the only one if there are both.
std::optional<yaml::View::Text> scheme_of(const yaml::View& spec, std::int64_t port, const Lowering& to) {
  if (!to.options.keeps.service_settings || !has_settings(spec))
    for (const yaml::View& entry : spec.list(spec.has("ports") ? "ports" : "portLevelSettings").items()) {
      if (!entry.node().is_map()) continue;
      const auto number = entry.integer("port", 1, 65535);
      if (number && number->value == port) return entry.text("scheme");
    }
  return spec.text("scheme");
}

bool is_grpc(std::string_view scheme) { return scheme == "grpc" || scheme == "grpcs"; }

}  // namespace

bool says_grpc(std::string_view key, const yaml::View& value) {
  if (key == "scheme") return value.node().is_scalar() && is_grpc(value.node().text());
  if ((key != "ports" && key != "portLevelSettings") || !value.node().is_list()) return false;
  const auto told = [](const yaml::Member& member) { return member.key.text() == "port" || (member.key.text() == "scheme" && member.value.is_scalar() && is_grpc(member.value.text())); };
  return std::ranges::all_of(value.node().items(), [&](const yaml::Node& port) { return port.is_map() && std::ranges::all_of(port.members(), told); });
}

std::shared_ptr<const model::Grpc> grpc_of(const kube::Object& upstream, std::string_view service, std::int64_t port, const RuleReader& reader) {
  Sink unused;
  const yaml::View spec = upstream.view(unused).map("spec");
  const auto scheme = spec ? scheme_of(spec, port, reader.to) : std::nullopt;
  if (!scheme || !is_grpc(scheme->value)) return nullptr;
  reader.to.grpc_upstreams.insert(&upstream);
  model::Grpc out{.written = fmt::format("scheme: {}", scheme->value), .tls = scheme->value == "grpcs", .at = scheme->at};
  out.said_by_port = kube::app_protocol(reader.to.bundle, reader.object.name_space, service, port) == "kubernetes.io/h2c";
  return std::make_shared<const model::Grpc>(std::move(out));
}

/// Without kinds of the implementation's own, TLS to the backends is a matter of policies, each for a whole Service or a
/// port of one that has a name.
void read_backend_tls(const RuleReader& reader) {
  std::vector<model::Backend>& backends = reader.rule.backends;
  if (backends.empty() || reader.to.options.keeps.service_settings) return;
  for (const model::Backend& backend : backends)
    if (backend.grpc == nullptr || !backend.grpc->tls) return;
  const model::Grpc& grpc = *backends.front().grpc;
  model::Upstream upstream;
  upstream.tls = From<model::BackendTls>{{.written = grpc.written, .hostname = {}, .essential = false}, grpc.at};
  reader.rule.upstream = std::make_shared<const model::Upstream>(std::move(upstream));
  for (const model::Backend& backend : backends)
    if (const std::string_view name = kube::port_name(reader.to.bundle, reader.object.name_space, backend.service, backend.port); !name.empty())
      reader.to.model.named_ports.push_back({std::string(reader.object.name_space), backend.service, backend.port, std::string(name)});
}

}  // namespace gw::apisix
