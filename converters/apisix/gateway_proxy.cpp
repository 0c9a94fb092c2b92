// A GatewayProxy of the input: the Gateway refers to it, if it is clear which one is meant.
#include <algorithm>
#include <array>
#include <optional>

#include "apisix/keep.h"
#include "apisix/keep_global.h"
#include "apisix/kinds.h"
#include "apisix/plugins.h"
#include "kube/secrets.h"
#include "yaml/as_value.h"

namespace gw::apisix {
namespace {

enum class Type : std::uint8_t { Map, Text, Texts, Bool, Port, Plugins };

struct Field {
  std::string_view parent;
  std::string_view name;
  Type type;
};

/// The definition of 2.0 to 2.2. The path of a field is that of its parent and its name.
constexpr auto kFields = std::to_array<Field>({
    {"", "provider", Type::Map},
    {"provider", "type", Type::Text},
    {"provider", "controlPlane", Type::Map},
    {"controlPlane", "mode", Type::Text},
    {"controlPlane", "endpoints", Type::Texts},
    {"controlPlane", "service", Type::Map},
    {"service", "name", Type::Text},
    {"service", "port", Type::Port},
    {"controlPlane", "tlsVerify", Type::Bool},
    {"controlPlane", "auth", Type::Map},
    {"auth", "type", Type::Text},
    {"auth", "adminKey", Type::Map},
    {"adminKey", "value", Type::Text},
    {"adminKey", "valueFrom", Type::Map},
    {"valueFrom", "secretKeyRef", Type::Map},
    {"secretKeyRef", "name", Type::Text},
    {"secretKeyRef", "key", Type::Text},
    {"", "plugins", Type::Plugins},
    {"", "pluginMetadata", Type::Map},
    {"", "statusAddress", Type::Texts},
    {"", "publishService", Type::Text},
});

Value plugins_value(const yaml::View& plugins, Sink& sink, Sink& hidden) {
  Value out = Value::list("plugins", plugins.items().size());
  for (const yaml::View& entry : plugins.items()) {
    if (!entry.as_map()) continue;
    Value& item = out.add(Value::map({}, 3));
    item.at = entry.at();
    const auto name = entry.required_text("name");
    if (name) item.add(Value::string("name", std::string(name->value), name->at));
    if (const auto enabled = entry.boolean("enabled")) item.add({.kind = Value::Kind::Bool, .at = enabled->at, .key = "enabled", .text = enabled->value ? "true" : "false"});
    const yaml::View config = entry.map("config");
    hide_credentials(config, name ? name->value : std::string_view(), hidden);
    if (config) item.add(yaml::as_value(config.node(), config.at().file, "config"));
    config.mark_all_read();
    if (entry.has("enable")) sink.report<Code::wrong_type>(entry.at(), "enable", "called `enabled`", "`enable`");
  }
  return out;
}

Value copy(const yaml::View& from, std::string_view parent, std::string_view key, Sink& sink, Sink& hidden);

/// One member as the definition wants it; `sink` hears of others.
std::optional<Value> member(const Field& field, const yaml::View& from, Sink& sink, Sink& hidden) {
  switch (field.type) {
    case Type::Map:
      if (const yaml::View map = from.map(field.name)) {
        if (field.name == "pluginMetadata") {
          map.mark_all_read();
          return yaml::as_value(map.node(), map.at().file, field.name);
        }
        return copy(map, field.name, field.name, sink, hidden);
      }
      return std::nullopt;
    case Type::Plugins:
      if (const yaml::View list = from.list(field.name)) return plugins_value(list, sink, hidden);
      return std::nullopt;
    case Type::Text: from.text(field.name); break;
    case Type::Texts: from.texts(field.name); break;
    case Type::Bool: from.boolean(field.name); break;
    case Type::Port: from.integer(field.name, 1, 65535); break;
  }
  const yaml::View value = from.get(field.name);
  return value ? std::optional(yaml::as_value(value.node(), value.at().file, field.name)) : std::nullopt;
}

/// The members of a mapping that the definition knows; others stay unread.
Value copy(const yaml::View& from, std::string_view parent, std::string_view key, Sink& sink, Sink& hidden) {
  Value out = Value::map(key);
  out.at = from.at();
  for (const Field& field : kFields)
    if (field.parent == parent)
      if (std::optional<Value> value = member(field, from, sink, hidden)) out.add(std::move(*value));
  return out;
}

bool is(const Value* value, std::string_view text) { return value != nullptr && value->text == text; }

/// What the API server demands of several fields together.
bool is_complete(const Value& spec) {
  const Value* provider = spec.find("provider");
  const Value* control_plane = provider != nullptr ? provider->find("controlPlane") : nullptr;
  const Value* auth = control_plane != nullptr ? control_plane->find("auth") : nullptr;
  const Value* key = auth != nullptr ? auth->find("adminKey") : nullptr;
  if (key == nullptr || !is(provider->find("type"), "ControlPlane") || !is(auth->find("type"), "AdminKey")) return false;
  const Value* endpoints = control_plane->find("endpoints");
  const Value* service = control_plane->find("service");
  if ((endpoints == nullptr) == (service == nullptr)) return false;
  if (endpoints != nullptr && endpoints->items.empty()) return false;
  if (service != nullptr && service->find("name") == nullptr) return false;
  const Value* from = key->find("valueFrom");
  if ((key->find("value") == nullptr) == (from == nullptr)) return false;
  const Value* reference = from != nullptr ? from->find("secretKeyRef") : nullptr;
  return reference == nullptr || (reference->find("name") != nullptr && reference->find("key") != nullptr);
}

/// The one that the user names, that of the IngressClass, the only one, or the only one with the usual name.
const kube::Object* chosen(std::span<const kube::Object* const> objects, const GatewayParameters& parameters, const kube::Object* of_class) {
  if (parameters.name.empty()) return nullptr;
  const bool here = of_class != nullptr && (parameters.name_space.empty() || of_class->name_space == parameters.name_space);
  if (here && !parameters.chosen && std::ranges::find(objects, of_class) != objects.end()) return of_class;
  std::vector<const kube::Object*> near, called;
  for (const kube::Object* object : objects) {
    if (!parameters.name_space.empty() && object->name_space != parameters.name_space) continue;
    near.push_back(object);
    if (object->name == parameters.name) called.push_back(object);
  }
  const auto& candidates = parameters.chosen || called.size() == 1 ? called : near;
  return candidates.size() == 1 ? candidates.front() : nullptr;
}

std::optional<model::GatewaySettings> read(const kube::Object& object, Lowering& to) {
  Sink faults;
  const yaml::View spec = object.view(faults).map("spec");
  if (!spec) return std::nullopt;
  model::GatewaySettings out;
  out.name_space = object.name_space;
  out.name = object.name;
  out.at = object.at();
  out.spec = copy(spec, "", "", faults, to.sink);
  if (!faults.findings().empty() || !is_complete(out.spec)) return std::nullopt;
  kube::redact_credentials(spec, to.sink);
  out.metadata = kept_metadata(object, to);
  out.printed = to.options.parameters.printed;
  return out;
}

}  // namespace

void lower_gateway_proxies(std::span<const kube::Object* const> objects, Lowering& to) {
  const GatewayParameters& parameters = to.options.parameters;
  const kube::Object* linked = chosen(objects, parameters, to.class_parameters);
  if (linked != nullptr) to.model.gateway_settings = read(*linked, to);
  const bool is_linked = to.model.gateway_settings.has_value();
  if (is_linked) to.sink.report<Code::gateway_proxy_linked>(linked->name_at, linked->label());
  for (const kube::Object* object : objects) {
    if (is_linked && object == linked && parameters.printed) continue;
    std::string_view help;
    if (object != linked && is_linked)
      help = "convert it in a run of its own, if it is for another Gateway";
    else if (object == linked && !is_linked)
      help = "complete `spec.provider`, without which the API server refuses it: `type`, and a `controlPlane` with `auth` and either `endpoints` or `service`";
    else if (object != linked && !parameters.name.empty())
      help = "name the one that the Gateway is to refer to with --gateway-parameters, and its namespace with --gateway NAMESPACE/NAME";
    report_global_plugins(*object, help, to);
  }
}

}  // namespace gw::apisix
