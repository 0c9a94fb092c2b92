// `scheme` of an ApisixUpstream, as far as it decides what kind of route the rules become.
#include "apisix/rule.h"
#include "apisix/upstream/settings.h"
#include "kube/services.h"

namespace gw::apisix {
namespace {

/// Settings of one port count instead of those of the whole, not beside them. Where they become a policy, that for the whole
/// Service is the only one if there are both.
std::optional<yaml::View::Text> scheme_of(const kube::Object& upstream, const yaml::View& spec, std::int64_t port, Sink& sink, Lowering& to) {
  if (!to.options.keeps.service_settings || !has_settings(spec))
    if (const yaml::Node* entry = entry_of_port(upstream, port, to)) return yaml::View(*entry, upstream.file, sink).text("scheme");
  return spec.text("scheme");
}

bool is_grpc(std::string_view scheme) { return scheme == "grpc" || scheme == "grpcs"; }

}  // namespace

std::shared_ptr<const model::Grpc> grpc_of(const kube::Object* upstream, std::string_view service, std::int64_t port, const RuleReader& reader) {
  Sink unused;
  const yaml::View spec = upstream == nullptr ? yaml::View() : upstream->view(unused).map("spec");
  auto scheme = spec ? scheme_of(*upstream, spec, port, unused, reader.to) : std::nullopt;
  if (reader.settings != nullptr && reader.settings->scheme) scheme = reader.settings->scheme;
  if (!scheme || !is_grpc(scheme->value)) return nullptr;
  model::Grpc out{.written = fmt::format("scheme: {}", scheme->value), .tls = scheme->value == "grpcs", .at = scheme->at};
  out.said_by_port = kube::app_protocol(reader.to.bundle, reader.object.name_space, service, port) == "kubernetes.io/h2c";
  return std::make_shared<const model::Grpc>(std::move(out));
}

}  // namespace gw::apisix
