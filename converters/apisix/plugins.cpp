#include "apisix/plugins.h"

#include <algorithm>
#include <map>

#include "apisix/filters/filters.h"
#include "apisix/keep.h"
#include "apisix/plugin_table.h"
#include "apisix/rule.h"
#include "kube/secrets.h"
#include "yaml/as_value.h"

namespace gw::apisix {
namespace {

struct AuthenticationType {
  std::string_view name;
  std::string_view plugin;
};

constexpr AuthenticationType kAuthenticationTypes[] = {
    {"basicAuth", "basic-auth"}, {"keyAuth", "key-auth"},   {"jwtAuth", "jwt-auth"},
    {"wolfRBAC", "wolf-rbac"},   {"hmacAuth", "hmac-auth"}, {"ldapAuth", "ldap-auth"},
};

/// The member of `authentication` that configures each plugin (2.2.0 internal/adc/translator/apisixroute.go:176-196).
constexpr AuthenticationType kAuthenticationParts[] = {{"keyAuth", "key-auth"}, {"keyauth", "key-auth"}, {"jwtAuth", "jwt-auth"}, {"ldapAuth", "ldap-auth"}};

Value authentication_config(const yaml::View& authentication, std::string_view plugin) {
  Value out = Value::map("config");
  for (const AuthenticationType& part : kAuthenticationParts)
    if (part.plugin == plugin)
      if (const yaml::View settings = authentication.map(part.name)) {
        out = yaml::as_value(settings.node(), settings.at().file, "config");
        settings.mark_all_read();
      }
  return out;
}

Code guard_code(const Plugin* plugin) { return plugin == nullptr ? Code::plugin_unknown : Code::access_plugin_not_expressible; }

bool guards(const Plugin* plugin) { return plugin == nullptr || plugin->guards_access; }

/// The name of the Secret that an entry takes settings from, where the target takes plugins, but not so.
std::string_view secret_of(const yaml::View& entry) {
  const auto secret = entry.text("secretRef");
  return secret ? secret->value : std::string_view();
}

bool report_plugin(const yaml::View& entry, std::string_view whose, Sink& sink, std::vector<model::Plugin>* kept, const Converts& converts) {
  const auto name = entry.required_text("name");
  const bool enabled = is_enabled(entry);
  const std::string_view known = name ? name->value : std::string_view();
  for (const std::string_view part : {"config", "config_set", "secretRef"}) {
    const yaml::View value = entry.get(part);
    value.mark_all_read();
    if (part != "secretRef" || find_plugin(known) == nullptr) hide_credentials(value, known, sink);
  }
  if (!name) return true;
  if (!enabled) {
    sink.report<Code::plugin_disabled>(entry.at(), name->value);
    return false;
  }
  if (kept != nullptr) {
    if (std::optional<model::Plugin> plugin = kept_plugin(entry)) {
      add_plugin(std::move(*plugin), *kept, sink);
      return false;
    }
    if (const std::string_view secret = secret_of(entry); !secret.empty()) {
      sink.report<Code::plugin_secret_not_kept>(entry.at(), name->value, secret, whose);
      return !sink.accepts(Code::plugin_secret_not_kept);
    }
  }
  if (converts && converts(entry, name->value)) return false;
  return report_left_out(entry.at(), name->value, whose, sink);
}

/// The entries that count: of several with one name the last one, which is what the controllers do.
std::map<std::string_view, const yaml::Node*> last_by_name(const yaml::View& plugins) {
  std::map<std::string_view, const yaml::Node*> out;
  Sink unused;
  if (!plugins) return out;
  for (const yaml::Node& node : plugins.node().items()) {
    const yaml::View entry(node, kNoFile, unused);
    const yaml::View name = node.is_map() ? entry.get("name") : yaml::View();
    if (name && name.node().is_scalar() && is_enabled(entry)) out[name.node().text()] = &node;
  }
  return out;
}

}  // namespace

bool report_left_out(Origin at, std::string_view name, std::string_view whose, Sink& sink) {
  const Plugin* plugin = find_plugin(name);
  if (plugin == nullptr)
    sink.report<Code::plugin_unknown>(at, name, whose);
  else if (plugin->guards_access)
    sink.report<Code::access_plugin_not_expressible>(at, name, plugin->about, whose);
  else
    sink.report<Code::plugin_not_converted>(at, name, plugin->about);
  return guards(plugin) && !sink.accepts(guard_code(plugin));
}

bool may_guard(std::string_view name) { return guards(find_plugin(name)); }

void hide_credentials(const yaml::View& config, std::string_view plugin, Sink& sink) {
  if (find_plugin(plugin) == nullptr || (config && !config.node().is_map())) {
    kube::redact_all(config, sink);  // nobody knows which of its values are credentials
    return;
  }
  kube::redact_credentials(config, sink);
  if (!config) return;
  for (const yaml::Member& member : config.node().members()) {
    Sink unused;
    if (member.key.text() == "headers" || member.key.text() == "functions") kube::redact_all(yaml::View(member.value, config.at().file, unused), sink);
  }
}

bool is_enabled(const yaml::View& entry) {
  const auto enable = entry.boolean(entry.has("enabled") ? "enabled" : "enable");  // GatewayProxy says `enabled`
  return !enable || enable->value;
}

bool report_plugins(const yaml::View& plugins, std::string_view whose, Sink& sink, std::vector<model::Plugin>* kept, const Converts& converts) {
  bool guarded = false;
  for (const yaml::View& entry : plugins.items())
    if (entry.as_map()) guarded = report_plugin(entry, whose, sink, kept, converts) || guarded;
  return guarded;
}

bool any_guards(const yaml::View& spec, const Sink& accepted, const Converts& converts) {
  Sink unused;
  const yaml::View plugins = yaml::View(spec.node(), kNoFile, unused).list("plugins");
  if (!plugins) return spec.has("plugins");
  for (const yaml::View& entry : plugins.items()) {
    if (!entry.node().is_map()) return true;
    const auto name = entry.text("name");
    if (!name) return true;
    if (!is_enabled(entry)) continue;
    const Plugin* plugin = find_plugin(name->value);
    if (converts && converts(entry, name->value)) continue;
    if (guards(plugin) && !accepted.accepts(guard_code(plugin))) return true;
  }
  return false;
}

/// The plugins of the rule itself are known before those of an ApisixPluginConfig, and authentication comes last.
void keep_plugin(model::Plugin plugin, const RuleReader& reader) {
  model::Plugins plugins = reader.rule.plugins == nullptr ? model::Plugins{} : *reader.rule.plugins;
  reader.rule.guards_kept = reader.rule.guards_kept || guards(find_plugin(plugin.name));
  add_plugin(std::move(plugin), plugins.own, reader.sink());
  reader.rule.plugins = std::make_shared<const model::Plugins>(std::move(plugins));
}

void read_plugins(const yaml::View& plugins, const RuleReader& reader) {
  std::vector<model::Plugin> kept;
  const bool keeps = reader.to.options.keeps.plugins;
  model::Filters filters;
  bool filtered = false;
  const auto last = last_by_name(plugins);
  const auto convert = [&](const yaml::View& entry, std::string_view name) {
    if (!has_filter(entry, name)) return refuse_unread(entry, name, reader);
    if (last.at(name) != &entry.node()) reader.sink().report<Code::plugin_replaced>(entry.at(), name);
    else filtered = read_filter(entry, name, reader, filters) || filtered;
    return true;
  };
  if (report_plugins(plugins, "the rule is", reader.sink(), keeps ? &kept : nullptr, keeps ? Converts() : convert)) reader.rule.withheld = model::Withheld::Guarded;
  if (filtered) set_filters(std::move(filters), reader);
  for (model::Plugin& plugin : kept) {
    rename_consumers(plugin, reader.to);
    keep_plugin(std::move(plugin), reader);
  }
}

namespace {

/// Plugins of an ApisixPluginConfig, unless the rule has them itself: `own`. Whether filters stand for all that are in force.
bool read_shared_filters(const kube::Object& config, const yaml::View& own, const RuleReader& reader) {
  const yaml::View plugins = config.view(reader.sink()).map("spec").list("plugins");
  const auto overridden = last_by_name(own);
  const auto last = last_by_name(plugins);
  model::Filters filters = reader.rule.filters == nullptr ? model::Filters{} : *reader.rule.filters;
  bool filtered = false, all = true;
  for (const yaml::View& entry : plugins.items()) {
    const yaml::View named = entry.node().is_map() ? entry.get("name") : yaml::View();
    if (!named || !named.node().is_scalar() || !is_enabled(entry)) continue;
    const std::string_view name = named.node().text();
    if (overridden.contains(name)) continue;
    if (last.at(name) != &entry.node()) {
      if (has_filter(entry, name)) reader.sink().report<Code::plugin_replaced>(entry.at(), name);
      continue;
    }
    if (refuse_unread(entry, name, reader)) continue;
    if (has_filter(entry, name)) filtered = read_filter(entry, name, reader, filters) || filtered;
    else all = false;
  }
  if (filtered) set_filters(std::move(filters), reader);
  return all;
}

}  // namespace

void read_plugin_config(const yaml::View& rule, const RuleReader& reader) {
  const auto name = rule.text("plugin_config_name");
  const auto name_space = rule.text("plugin_config_namespace");
  if (!name || name->value.empty()) {
    if (name_space) reader.sink().report<Code::field_without_effect>(name_space->at, "plugin_config_namespace", "without `plugin_config_name`");
    return;
  }
  const std::string_view where = name_space && !name_space->value.empty() ? name_space->value : reader.object.name_space;
  const kube::Object* config = reader.to.bundle.find(reader.object.group, "ApisixPluginConfig", where, name->value);
  if (config == nullptr) {
    reader.sink().report<Code::plugin_config_missing>(name->at, name->value);
    reader.withhold(Code::plugin_config_missing, model::Withheld::Guarded);
    return;
  }
  reader.to.used.insert(config);
  if (const auto set = kept_plugin_set(*config, reader.to)) {
    model::Plugins plugins = reader.rule.plugins == nullptr ? model::Plugins{} : *reader.rule.plugins;
    plugins.shared.push_back(set);
    for (const model::Plugin& plugin : set->plugins) reader.rule.guards_kept = reader.rule.guards_kept || guards(find_plugin(plugin.name));
    if (!set->complete) reader.withhold(Code::plugin_secret_not_kept, model::Withheld::Guarded);
    reader.rule.plugins = std::make_shared<const model::Plugins>(std::move(plugins));
    return;
  }
  if (!read_shared_filters(*config, rule.list("plugins"), reader)) reader.sink().report<Code::plugin_config_used>(name->at, name->value);
  Sink unused;
  const yaml::View spec = config->view(unused).map("spec");
  if (!spec || any_guards(spec, reader.sink(), has_filter))
    reader.rule.withheld = model::Withheld::Guarded;
}

void read_authentication(const yaml::View& authentication, const RuleReader& reader) {
  if (!authentication) return;
  const auto enable = authentication.boolean("enable");
  const auto type = authentication.text("type");
  if (!enable) reader.sink().report<Code::missing_field>(authentication.at(), "authentication.enable", "");
  if (!reader.to.options.keeps.plugins) authentication.mark_all_read();
  // An unknown or missing type means basic authentication (AIC v1.8.4 apisix_route.go:131, 2.2.0 apisixroute.go:193).
  std::string_view plugin = "basic-auth";
  for (const AuthenticationType& row : kAuthenticationTypes)
    if (type && type->value == row.name) plugin = row.plugin;
  if (type && std::ranges::find(kAuthenticationTypes, type->value, &AuthenticationType::name) == std::end(kAuthenticationTypes))
    reader.sink().report<Code::authentication_type_unknown>(type->at, type->value);
  if (enable && !enable->value) {
    authentication.mark_all_read();
    reader.sink().report<Code::plugin_disabled>(authentication.at(), plugin);
    return;
  }
  if (reader.to.options.keeps.plugins) return keep_plugin({std::string(plugin), authentication_config(authentication, plugin), authentication.at()}, reader);
  reader.sink().report<Code::authentication_not_expressible>(authentication.at(), plugin);
  reader.withhold(Code::authentication_not_expressible, model::Withheld::Guarded);
}

}  // namespace gw::apisix
