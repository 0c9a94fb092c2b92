#include "apisix/keep_global.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>

#include "apisix/plugin_table.h"
#include "apisix/plugins.h"
#include "apisix/rule.h"
#include "kube/secrets.h"
#include "yaml/as_value.h"
#include "yaml/write.h"

namespace gw::apisix {
namespace {

bool same(const Value& a, const Value& b) { return a.kind == b.kind && a.key == b.key && a.text == b.text && std::ranges::equal(a.items, b.items, same); }

/// An entry of a GatewayProxy's own list that is in force: its configuration, or nothing.
const Value* find_own(std::string_view plugin, const model::GatewaySettings& settings) {
  const Value* list = settings.spec.find("plugins");
  if (list == nullptr) return nullptr;
  const auto found = std::ranges::find_if(list->items, [&](const Value& entry) {
    const Value* name = entry.find("name");
    const Value* enabled = entry.find("enabled");
    return name != nullptr && name->text == plugin && enabled != nullptr && enabled->text == "true";
  });
  return found == list->items.end() ? nullptr : &*found;
}

/// On one line, and as YAML. `hidden`: whether every scalar may be a credential.
void write_flow(const Value& value, bool hidden, const Sink& sink, std::string& out) {
  const bool map = value.kind == Value::Kind::Map;
  if (!map && value.kind != Value::Kind::List) {
    if (hidden || sink.hides(value.at))
      out += "\"***\"";
    else if (value.kind == Value::Kind::String)
      yaml::write_quoted(value.text, out);
    else
      out += value.text;
    return;
  }
  out += map ? '{' : '[';
  for (bool first = true; const Value& item : value.items) {
    if (!first) out += ", ";
    first = false;
    if (map) {
      yaml::write_string(item.key, out);
      out += ": ";
    }
    write_flow(item, hidden || (map && kube::names_credential(item.key)), sink, out);
  }
  out += map ? '}' : ']';
}

}  // namespace

bool has_gateway_proxy(const Lowering& to) { return to.options.parameters.printed && to.model.gateway_settings.has_value(); }

std::string_view gateway_proxy_name(const Lowering& to) {
  const auto& settings = to.model.gateway_settings;
  return settings && !settings->name.empty() ? std::string_view(settings->name) : to.options.parameters.name;
}

bool add_global_plugin(model::Plugin plugin, const kube::Object& owner, Lowering& to) {
  model::GatewaySettings& settings = *to.model.gateway_settings;
  const Value* own = find_own(plugin.name, settings);
  const auto added = std::ranges::find(settings.plugins, plugin.name, [](const auto& other) { return other.plugin.name; });
  if (own == nullptr && added == settings.plugins.end()) {
    settings.plugins.push_back({std::move(plugin), owner.label()});
    return false;
  }
  const Value* config = own != nullptr ? own->find("config") : &added->plugin.config;
  if (config != nullptr && same(*config, plugin.config)) return false;
  const std::string other = own != nullptr ? fmt::format("GatewayProxy `{}`", settings.name) : added->owner;
  to.sink.report<Code::global_plugin_conflict>(plugin.at, plugin.name, other);
  return may_guard(plugin.name) && report_left_out(plugin.at, plugin.name, "all rules are", to.sink);
}

std::string how_to_add(std::span<const model::Plugin> plugins, const Lowering& to) {
  constexpr std::size_t kLongest = 600;
  const GatewayParameters& parameters = to.options.parameters;
  if (!parameters.printed || plugins.empty()) return {};
  std::string entries;
  bool guards = false;
  for (const model::Plugin& plugin : plugins) {
    std::string config;
    write_flow(plugin.config, find_plugin(plugin.name) == nullptr, to.sink, config);
    entries += entries.empty() ? "`{name: " : " and `{name: ";
    yaml::write_string(plugin.name, entries);
    entries.append(", enabled: true, config: ").append(config.size() > kLongest ? "...}` with the same configuration" : config + "}`");
    guards = guards || may_guard(plugin.name);
  }
  return fmt::format("put GatewayProxy `{0}` into the input, and it is added there; or add {1} to its `spec.plugins`{2}", parameters.name, entries,
                     guards ? ", then open the rules with --accept" : "");
}

void report_metadata(const kube::Object& object, std::string_view why, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  for (const std::string_view which : {"labels", "annotations"})
    for (const kube::Pair& pair : kube::metadata_pairs(body, which))
      to.sink.report<Code::field_without_effect>(pair.value.at, pair.key, why);
  const yaml::View spec = body.map("spec");
  if (const auto name = spec ? spec.text("ingressClassName") : std::nullopt) to.model.other_classes.emplace_back(name->value, name->at);
}

void withhold_all(model::Model& model) {
  for (model::Route& route : model.routes | std::views::filter(is_own))
    for (model::Rule& rule : route.rules) rule.withheld = model::Withheld::Guarded;
}

namespace {

/// The configuration of an entry that could stand in a GatewayProxy as it is.
std::optional<Value> config_of(const yaml::View& entry) {
  const yaml::View config = entry.get("config");
  if (entry.has("secretRef") || entry.has("config_set") || (config && !config.node().is_map())) return std::nullopt;
  return config ? yaml::as_value(config.node(), config.at().file) : Value::map();
}

/// Says at each plugin that is left out what to write where. `before`: the number of findings without them.
void explain(const yaml::View& plugins, std::size_t before, const Lowering& to) {
  std::map<std::size_t, Finding*> lost;
  for (Finding& finding : to.sink.findings_after(before))
    if (finding.code == Code::access_plugin_not_expressible || finding.code == Code::plugin_not_converted || finding.code == Code::plugin_unknown)
      lost.try_emplace(finding.at.span.begin, &finding);
  for (const yaml::View& entry : plugins.items()) {
    const auto found = lost.find(entry.node().span().begin);
    if (found == lost.end() || !entry.node().is_map()) continue;
    const auto name = entry.text("name");
    const auto config = config_of(entry);
    if (!name || !config) continue;
    const model::Plugin plugin{std::string(name->value), *config, entry.at()};
    found->second->help = how_to_add({&plugin, 1}, to);
  }
}

}  // namespace

void report_global_plugins(const kube::Object& object, std::string_view help, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  body.mark_all_read();
  const yaml::View spec = body.map("spec");
  to.sink.report<Code::apisix_global_rule_not_converted>(object.name_at, object.label()).help = help;
  kube::redact_credentials(spec, to.sink);
  const yaml::View plugins = spec.list("plugins");
  const bool unreadable = !plugins && spec.has("plugins");  // then nobody knows what it guards
  const std::size_t before = to.sink.findings().size();
  if (report_plugins(plugins, "all rules are", to.sink) || unreadable) withhold_all(to.model);
  if (help.empty()) explain(plugins, before, to);
}

}  // namespace gw::apisix
