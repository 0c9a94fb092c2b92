#include <map>
#include <optional>

#include "gateway/extensions/apisix/apisix.h"
#include "gateway/names.h"

namespace gw::gateway::apisix {
namespace {

using yaml::Value;

/// A route refers to PluginConfigs of its own namespace only, so a set is written once for each namespace that uses it.
class PluginConfigs {
 public:
  PluginConfigs(const model::Model& model, const Settings& settings, const Emit& emit)
      : route_names_(model.routes), names_(), settings_(settings), emit_(emit) {}

  const std::string& shared(const model::PluginSet& set, std::string_view name_space) {
    const auto [entry, fresh] = written_.try_emplace({&set, std::string(name_space)});
    if (!fresh) return entry->second;
    const bool at_home = set.name_space == name_space;
    entry->second = write(name_space, at_home ? set.name : set.name_space + "-" + set.name, set.name_space + "/" + set.name, set.metadata, set.plugins, set.at);
    return entry->second;
  }

  std::string own(const Plan& plan) {
    const model::Route& route = *plan.ref.route;
    const model::Rule& rule = *plan.ref.rule;
    std::string& name = owned_[rule.plugins.get()];  // rules of one object may have the same plugins
    if (name.empty()) name = write(route.name_space, route.joined ? route.name : route_names_.wanted(route, rule), fmt::format("{}/{}", route.name, &rule - route.rules.data()), {}, rule.plugins->own, rule.at);
    return name;
  }

 private:
  std::string write(std::string_view name_space, std::string_view wanted, const std::string& identity, const model::Metadata& metadata,
                    const std::vector<model::Plugin>& plugins, Origin at) {
    const std::optional<std::string> free = names_.take(name_space, wanted);
    std::string name = free ? *free : names_.take_other(name_space, wanted, identity);
    Value object = new_object("PluginConfig", name, name_space, metadata, at, settings_);
    object.items.back().add(plugins_value(plugins));
    emit_("PluginConfig", name_space, name, std::move(object));
    return name;
  }

  const Names route_names_;
  Names names_;
  const Settings& settings_;
  const Emit& emit_;
  std::map<std::pair<const model::PluginSet*, std::string>, std::string> written_;
  std::map<const model::Plugins*, std::string> owned_;
};

}  // namespace

void write_plugin_configs(const model::Model& model, std::vector<Plan>& plans, const Settings& settings, const Emit& emit) {
  PluginConfigs configs(model, settings, emit);
  for (const auto& set : model.plugin_sets) configs.shared(*set, set->name_space);
  for (Plan& plan : plans) {
    if (!plan.printed || plan.denies || plan.ref.rule->plugins == nullptr) continue;
    const model::Plugins& plugins = *plan.ref.rule->plugins;
    for (const auto& set : plugins.shared) plan.references.push_back(configs.shared(*set, plan.ref.route->name_space));
    if (!plugins.own.empty()) plan.references.push_back(configs.own(plan));  // later ones of the same name count
  }
}

}  // namespace gw::gateway::apisix
