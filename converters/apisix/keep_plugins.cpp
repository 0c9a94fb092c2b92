// Plugins that stay plugins.
#include <algorithm>

#include "apisix/keep.h"
#include "apisix/plugins.h"
#include "yaml/as_value.h"

namespace gw::apisix {

std::optional<model::Plugin> kept_plugin(const yaml::View& entry) {
  const auto name = entry.text("name");
  if (!name || entry.has("config_set") || entry.has("secretRef")) return std::nullopt;
  const yaml::View config = entry.get("config");
  if (config && !config.node().is_map()) return std::nullopt;
  // Without a configuration the controllers would not read the plugin, so an empty one is written.
  Value value = config ? yaml::as_value(config.node(), config.at().file, "config") : Value::map("config");
  config.mark_all_read();
  return model::Plugin{std::string(name->value), std::move(value), entry.at()};
}

void add_plugin(model::Plugin plugin, std::vector<model::Plugin>& plugins) {
  std::erase_if(plugins, [&](const model::Plugin& other) { return other.name == plugin.name; });
  plugins.push_back(std::move(plugin));
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
  for (const yaml::View& plugin : list.items()) {
    if (!plugin.node().is_map()) return nullptr;
    if (!is_enabled(plugin)) continue;
    std::optional<model::Plugin> kept = kept_plugin(plugin);
    if (!kept) return nullptr;
    add_plugin(std::move(*kept), set->plugins);
  }
  entry->second = std::move(set);
  return entry->second;
}

}  // namespace gw::apisix
