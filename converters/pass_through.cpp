#include "pass_through.h"

#include <set>
#include <tuple>

#include "yaml/as_value.h"

namespace gw {

bool is_gateway_api(std::string_view group) {
  return group == "gateway.networking.k8s.io" || group == "gateway.networking.x-k8s.io";
}

gateway::ObjectNames taken_names(const kube::Bundle& bundle) {
  gateway::ObjectNames out;
  for (const kube::Object& object : bundle.objects())
    if (is_gateway_api(object.group)) out.push_back({std::string(object.kind), std::string(object.name_space), std::string(object.name)});
  return out;
}

void pass_through(const kube::Bundle& bundle, const std::vector<Manifest>& generated, const gateway::Emit& emit, Sink& sink) {
  std::set<std::tuple<std::string, std::string, std::string>> known;
  for (const Manifest& manifest : generated) known.emplace(manifest.kind, manifest.name_space, manifest.name);
  for (const kube::Object& object : bundle.objects()) {
    if (!is_gateway_api(object.group)) continue;
    const bool clash = known.contains({std::string(object.kind), std::string(object.name_space), std::string(object.name)});
    if (!clash) {
      emit(object.kind, object.name_space, object.name, yaml::as_value(*object.root, object.file));
      continue;
    }
    Finding& finding = sink.report<Code::duplicate_object>(object.name_at, object.label(), "the generated object");
    finding.help = "choose another name with --gateway or --gateway-class";
  }
}

}  // namespace gw
