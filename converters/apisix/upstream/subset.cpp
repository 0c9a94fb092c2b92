// `subset` of a backend: some pods of a Service, as a Service of their own.
#include <algorithm>

#include "apisix/rule.h"
#include "kube/hosts.h"
#include "source/words.h"
#include "yaml/as_value.h"

namespace gw::apisix {
namespace {

/// The labels that the pods of a subset have besides those of the Service; nothing if there is no such subset.
std::optional<Value> labels_of(const kube::Object& upstream, std::string_view subset) {
  Sink unused;
  const yaml::View spec = upstream.view(unused).map("spec");
  for (const yaml::View& entry : spec.list("subsets").items()) {
    if (!entry.node().is_map()) continue;
    const auto name = entry.text("name");
    const yaml::View labels = entry.map("labels");
    if (name && name->value == subset && labels) return yaml::as_value(labels.node(), upstream.file);
  }
  return std::nullopt;
}

/// The selector of the Service with the labels; nothing if it selects no pods.
std::optional<Value> selector_with(const yaml::View& spec, const Value& labels) {
  const yaml::View written = spec.map("selector");
  if (!written || written.members().empty()) return std::nullopt;
  Value out = yaml::as_value(written.node(), written.at().file, "selector");
  for (const Value& label : labels.items) {
    const auto same = std::ranges::find(out.items, label.key, &Value::key);
    if (same == out.items.end()) out.items.push_back(label);
    else *same = label;
  }
  const bool texts = std::ranges::all_of(out.items, [](const Value& label) { return label.kind == Value::Kind::String; });
  return texts ? std::optional(std::move(out)) : std::nullopt;
}

/// Its ports, without those of the nodes, which no other Service can have.
std::optional<Value> ports_of(const yaml::View& spec) {
  const yaml::View written = spec.list("ports");
  if (!written || written.items().size() == 0) return std::nullopt;
  Value out = yaml::as_value(written.node(), written.at().file, "ports");
  for (Value& port : out.items) std::erase_if(port.items, [](const Value& member) { return member.key == "nodePort"; });
  return out;
}

}  // namespace

std::string subset_service(From<std::string_view> service, From<std::string_view> subset, const RuleReader& reader) {
  const std::string_view name_space = reader.object.name_space;
  const kube::Bundle& bundle = reader.to.bundle;
  const std::string name = lower_case(fmt::format("{}-{}", service.value, subset.value));
  const auto [made, fresh] = reader.to.subset_services.try_emplace({std::string(name_space), name}, std::pair(std::string(service.value), std::string(subset.value)));
  if (!fresh) return made->second == std::pair(std::string(service.value), std::string(subset.value)) ? name : std::string();
  const kube::Object* upstream = bundle.find(reader.object.group, "ApisixUpstream", name_space, service.value);
  const kube::Object* object = bundle.find("", "Service", name_space, service.value);
  const auto labels = upstream == nullptr ? std::nullopt : labels_of(*upstream, subset.value);
  Sink unused;
  const yaml::View spec = object == nullptr ? yaml::View() : object->view(unused).map("spec");
  auto selector = spec && labels ? selector_with(spec, *labels) : std::nullopt;
  auto ports = spec ? ports_of(spec) : std::nullopt;
  if (!selector || !ports || !kube::is_label(name) || bundle.find("", "Service", name_space, name) != nullptr) {
    reader.to.subset_services.erase(made);
    return {};
  }
  model::SubsetService out{std::string(name_space), name, std::move(*selector), std::move(*ports), subset.at};
  reader.to.model.subset_services.push_back(std::move(out));
  return name;
}

std::string_view source_service(const model::Backend& backend, std::string_view name_space, const Lowering& to) {
  if (to.subset_services.empty()) return backend.service;
  const auto made = to.subset_services.find({std::string(name_space), backend.service});
  return made == to.subset_services.end() ? std::string_view(backend.service) : made->second.first;
}

}  // namespace gw::apisix
