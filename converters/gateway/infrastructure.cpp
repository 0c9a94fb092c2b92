#include "gateway/infrastructure.h"

#include "gateway/rule_value.h"

namespace gw::gateway {

using yaml::Value;

Value new_object(const Settings& settings, std::string_view kind, const std::string& name, std::string_view name_space) {
  Value out = Value::map();
  out.add(Value::string("apiVersion", "gateway.networking.k8s.io/" + api_version(settings, kind)));
  out.add(Value::string("kind", std::string(kind)));
  Value metadata = Value::map("metadata");
  metadata.add(Value::string("name", name));
  if (!name_space.empty()) metadata.add(Value::string("namespace", std::string(name_space)));
  out.add(std::move(metadata));
  return out;
}

void add_pairs(std::string_view key, const model::Metadata::Pairs& pairs, Value& metadata) {
  if (pairs.empty()) return;
  Value map = Value::map(key, pairs.size());
  for (const auto& pair : pairs) map.add(Value::string(pair.value.first, pair.value.second, pair.at));
  metadata.add(std::move(map));
}

void add_metadata(const model::Metadata& pairs, Value& metadata) {
  add_pairs("labels", pairs.labels, metadata);
  add_pairs("annotations", pairs.annotations, metadata);
}

static Value service_object(const std::string& name_space, const std::string& name, const model::Metadata& pairs, Origin at) {
  Value out = Value::map({}, 4);
  out.at = at;
  out.add(Value::string("apiVersion", "v1"));
  out.add(Value::string("kind", "Service"));
  Value& metadata = out.add(Value::map("metadata", 2));
  metadata.add(Value::string("name", name));
  if (!name_space.empty()) metadata.add(Value::string("namespace", name_space));
  add_metadata(pairs, metadata);
  return out;
}

Value external_service_value(const model::ExternalService& service) {
  Value out = service_object(service.name_space, service.name, service.metadata, service.at);
  Value& spec = out.add(Value::map("spec", 2));
  spec.add(Value::string("type", "ExternalName"));
  spec.add(Value::string("externalName", service.external_name, service.at));
  return out;
}

Value subset_service_value(const model::SubsetService& service) {
  Value out = service_object(service.name_space, service.name, {}, service.at);
  Value& spec = out.add(Value::map("spec", 2));
  spec.add(service.selector);
  spec.add(service.ports);
  return out;
}

Value grant_value(const Settings& settings, const std::string& name, const Grant& grant, std::span<const std::string_view> names) {
  Value source = Value::map({}, 3);
  source.add(Value::string("group", "gateway.networking.k8s.io"));
  source.add(Value::string("kind", std::string(grant.kind)));
  source.add(Value::string("namespace", std::string(grant.from)));
  Value targets = Value::list("to", names.size());
  for (const std::string_view one : names) {
    Value target = Value::map({}, 3);
    target.add(Value::string("group", ""));
    target.add(Value::string("kind", std::string(grant.target_kind)));
    target.add(Value::string("name", std::string(one)));
    targets.add(std::move(target));
  }
  Value spec = Value::map("spec", 2);
  spec.add(Value::list("from", 1)).add(std::move(source));
  spec.add(std::move(targets));
  Value out = new_object(settings, "ReferenceGrant", name, grant.to);
  out.add(std::move(spec));
  return out;
}

}  // namespace gw::gateway
