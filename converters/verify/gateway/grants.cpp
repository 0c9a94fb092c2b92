#include "verify/gateway/grants.h"

#include <algorithm>

#include "verify/gateway/objects.h"
#include "verify/words.h"

namespace gw::verify::gateway {

Grants::Grants(const kube::Bundle& manifests, Sink& sink) {
  for (const kube::Object& object : manifests.objects())
    if (object.group == kGroup && (object.kind == "ReferenceGrant" || object.kind == "ReferencePolicy")) read(object, sink);
}

bool Grants::allow(std::string_view from_kind, std::string_view from, std::string_view to_kind, std::string_view to, std::string_view name) const {
  return std::ranges::any_of(all_, [&](const Grant& one) {
    return one.kind == from_kind && one.from == from && one.to_kind == to_kind && one.to == to && (one.name.empty() || one.name == name);
  });
}

void Grants::read(const kube::Object& object, Sink& sink) {
  const yaml::View spec = object.view(sink).map("spec");
  for (const yaml::View& from : spec.list("from").items())
    for (const yaml::View& to : spec.list("to").items())
      all_.push_back({text_of(from, "kind", ""), text_of(from, "namespace", ""), text_of(to, "kind", ""), std::string(object.name_space), text_of(to, "name", "")});
}

}  // namespace gw::verify::gateway
