// `subset` of a backend: some pods of a Service, as a Service of their own.
#include <algorithm>

#include "apisix/rule.h"
#include "kube/hosts.h"
#include "source/words.h"
#include "yaml/as_value.h"

namespace gw::apisix {
namespace {

/// The entry of a subset that has labels; null if there is none.
const yaml::Node* find_subset(const kube::Object& upstream, std::string_view subset) {
  Sink unused;
  const yaml::View spec = upstream.view(unused).map("spec");
  for (const yaml::View& entry : spec.list("subsets").items()) {
    if (!entry.node().is_map()) continue;
    const auto name = entry.text("name");
    if (name && name->value == subset && entry.map("labels")) return &entry.node();
  }
  return nullptr;
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
  const std::string name_space(reader.object.name_space);
  const std::tuple key(name_space, std::string(service.value), std::string(subset.value));
  if (const auto made = reader.to.subset_services.find(key); made != reader.to.subset_services.end()) return made->second;
  const kube::Object* upstream = upstream_of(service.value, reader);
  const kube::Object* object = reader.to.bundle.find("", "Service", name_space, service.value);
  const yaml::Node* entry = upstream == nullptr ? nullptr : find_subset(*upstream, subset.value);
  if (entry == nullptr || object == nullptr) return {};
  Sink unused;
  const yaml::View spec = object->view(unused).map("spec");
  auto selector = spec ? selector_with(spec, yaml::as_value(yaml::View(*entry, upstream->file, unused).map("labels").node(), upstream->file)) : std::nullopt;
  auto ports = spec ? ports_of(spec) : std::nullopt;
  if (!selector || !ports) return {};
  const std::string name = free_service_name(lower_case(fmt::format("{}-{}", service.value, subset.value)), "-subset", entry, *upstream, reader.to);
  if (!kube::is_label(name)) return {};
  reader.to.model.subset_services.push_back({name_space, name, std::move(*selector), std::move(*ports), subset.at});
  reader.to.subset_services.emplace(key, name);
  reader.to.services_of_subsets.emplace(std::pair(name_space, name), service.value);
  return name;
}

void report_unused_subsets(const yaml::View& spec, const kube::Object& upstream, const Lowering& to) {
  for (const yaml::View& subset : spec.list("subsets").items()) {
    const auto name = subset.node().is_map() ? subset.text("name") : std::nullopt;
    if (name && to.subset_services.contains({std::string(upstream.name_space), std::string(upstream.name), std::string(name->value)})) {
      subset.ignore("labels", "in the selector of its Service");
      continue;
    }
    subset.mark_all_read();
    to.sink.report<Code::field_without_effect>(subset.at(), name ? name->value : "subsets", "because no converted rule uses the subset");
  }
}

std::string_view source_service(const model::Backend& backend, std::string_view name_space, const Lowering& to) {
  if (to.services_of_subsets.empty()) return backend.service;
  const auto made = to.services_of_subsets.find({std::string(name_space), backend.service});
  return made == to.services_of_subsets.end() ? std::string_view(backend.service) : made->second;
}

}  // namespace gw::apisix
