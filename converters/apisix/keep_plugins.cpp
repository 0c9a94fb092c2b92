// Plugins that stay plugins.
#include <algorithm>

#include "apisix/keep.h"
#include "apisix/plugins.h"
#include "yaml/as_value.h"

namespace gw::apisix {

std::optional<model::Plugin> kept_plugin(const yaml::View& entry) {
  const auto name = entry.text("name");
  if (!name || name->value.empty() || entry.has("config_set") || entry.has("secretRef")) return std::nullopt;
  const yaml::View config = entry.get("config");
  if (config && !config.node().is_map()) return std::nullopt;
  // Without a configuration the controllers would not read the plugin, so an empty one is written.
  Value value = config ? yaml::as_value(config.node(), config.at().file, "config") : Value::map("config");
  config.mark_all_read();
  return model::Plugin{std::string(name->value), std::move(value), entry.at()};
}

void add_plugin(model::Plugin plugin, std::vector<model::Plugin>& plugins, Sink& sink) {
  std::erase_if(plugins, [&](const model::Plugin& other) {
    if (other.name != plugin.name) return false;
    sink.report<Code::plugin_replaced>(other.at, other.name);
    return true;
  });
  plugins.push_back(std::move(plugin));
}

model::Metadata kept_metadata(const kube::Object& object, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  model::Metadata out;
  const auto keep = [&](const std::vector<kube::Pair>& read, model::Metadata::Pairs& pairs) {
    for (const kube::Pair& pair : read) pairs.push_back({{std::string(pair.key), std::string(pair.value.value)}, pair.value.at});
  };
  keep(kube::legal_labels(body, to.sink), out.labels);
  keep(kube::metadata_pairs(body, "annotations"), out.annotations);
  const yaml::View spec = body.map("spec");
  if (const auto name = spec ? spec.text("ingressClassName") : std::nullopt) to.model.other_classes.emplace_back(name->value, name->at);
  return out;
}

std::shared_ptr<const model::PluginSet> kept_plugin_set(const kube::Object& config, Lowering& to) {
  const auto [entry, fresh] = to.plugin_sets.try_emplace(&config);
  if (!fresh || !to.options.keeps.plugins) return entry->second;
  Sink unused;
  const yaml::View spec = config.view(unused).map("spec");
  const yaml::View list = spec ? spec.list("plugins") : yaml::View();
  if (!list) return nullptr;
  auto set = std::make_shared<model::PluginSet>();
  set->name_space = config.name_space;
  set->name = config.name;
  set->at = config.at();
  set->metadata = kept_metadata(config, to);
  for (const yaml::View& plugin : list.items()) {
    if (plugin.node().is_map() && !is_enabled(plugin)) continue;
    std::optional<model::Plugin> kept = plugin.node().is_map() ? kept_plugin(plugin) : std::nullopt;
    if (kept)
      add_plugin(std::move(*kept), set->plugins, unused);
    else
      set->complete = false;
  }
  for (model::Plugin& plugin : set->plugins) rename_consumers(plugin, to);
  entry->second = std::move(set);
  return entry->second;
}

}  // namespace gw::apisix
