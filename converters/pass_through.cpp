#include "pass_through.h"

#include <algorithm>

#include "yaml/as_value.h"

namespace gw {

bool is_gateway_api(std::string_view group) {
  return group == "gateway.networking.k8s.io" || group == "gateway.networking.x-k8s.io";
}

std::vector<std::pair<std::string, std::string>> taken_names(const kube::Bundle& bundle) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const kube::Object& object : bundle.objects())
    if (is_gateway_api(object.group) && object.kind == "HTTPRoute") out.emplace_back(object.name_space, object.name);
  return out;
}

void pass_through(const kube::Bundle& bundle, const std::vector<Manifest>& generated, const gateway::Emit& emit, Sink& sink) {
  // GatewayClass and Gateway come first; the names of HTTPRoutes have been kept free.
  const std::vector<Manifest> infrastructure(generated.begin(), generated.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(generated.size(), 2)));
  for (const kube::Object& object : bundle.objects()) {
    if (!is_gateway_api(object.group)) continue;
    const bool clash = std::ranges::any_of(infrastructure, [&](const Manifest& manifest) {
      return manifest.kind == object.kind && manifest.name_space == object.name_space && manifest.name == object.name;
    });
    if (!clash) {
      emit(object.kind, object.name_space, object.name, yaml::as_value(*object.root, object.file));
      continue;
    }
    Finding& finding = sink.report<Code::duplicate_object>(object.name_at, object.label(), "the generated object");
    finding.help = "choose another name with --gateway or --gateway-class";
  }
}

}  // namespace gw
