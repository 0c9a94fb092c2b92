#include "apisix/plugins.h"

#include <algorithm>

#include "apisix/plugin_table.h"
#include "apisix/rule.h"
#include "kube/secrets.h"

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

Code guard_code(const Plugin* plugin) { return plugin == nullptr ? Code::plugin_unknown : Code::access_plugin_not_expressible; }

bool guards(const Plugin* plugin) { return plugin == nullptr || plugin->guards_access; }

/// Whether the entry is in force: controllers 2.x take a missing `enable` for true, older ones refuse the object.
bool is_enabled(const yaml::View& entry) {
  const auto enable = entry.boolean(entry.has("enabled") ? "enabled" : "enable");  // GatewayProxy says `enabled`
  return !enable || enable->value;
}

bool report_plugin(const yaml::View& entry, std::string_view whose, Sink& sink) {
  const auto name = entry.required_text("name");
  const bool enabled = is_enabled(entry);
  const Plugin* known = name ? find_plugin(name->value) : nullptr;
  for (const std::string_view part : {"config", "config_set", "secretRef"}) {
    const yaml::View value = entry.get(part);
    value.mark_all_read();
    if (known == nullptr)
      kube::redact_all(value, sink);  // nobody knows which of its values are credentials
    else
      kube::redact_credentials(value, sink);
  }
  if (!name) return true;
  if (!enabled) {
    sink.report<Code::plugin_disabled>(entry.at(), name->value);
    return false;
  }
  const Plugin* plugin = find_plugin(name->value);
  if (plugin == nullptr)
    sink.report<Code::plugin_unknown>(entry.at(), name->value, whose);
  else if (plugin->guards_access)
    sink.report<Code::access_plugin_not_expressible>(entry.at(), name->value, plugin->about, whose);
  else
    sink.report<Code::plugin_not_converted>(entry.at(), name->value, plugin->about);
  return guards(plugin) && !sink.accepts(guard_code(plugin));
}

}  // namespace

bool report_plugins(const yaml::View& plugins, std::string_view whose, Sink& sink) {
  bool guarded = false;
  for (const yaml::View& entry : plugins.items())
    if (entry.as_map()) guarded = report_plugin(entry, whose, sink) || guarded;
  return guarded;
}

bool any_guards(const yaml::View& spec, const Sink& accepted) {
  Sink unused;
  const yaml::View plugins = yaml::View(spec.node(), kNoFile, unused).list("plugins");
  if (!plugins) return spec.has("plugins");
  for (const yaml::View& entry : plugins.items()) {
    if (!entry.node().is_map()) return true;
    const auto name = entry.text("name");
    if (!name) return true;
    if (!is_enabled(entry)) continue;
    const Plugin* plugin = find_plugin(name->value);
    if (guards(plugin) && !accepted.accepts(guard_code(plugin))) return true;
  }
  return false;
}

void read_plugins(const yaml::View& plugins, const RuleReader& reader) {
  if (report_plugins(plugins, "the rule is", reader.sink())) reader.rule.withheld = model::Withheld::Guarded;
}

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
  reader.sink().report<Code::plugin_config_used>(name->at, name->value);
  Sink unused;
  const yaml::View spec = config->view(unused).map("spec");
  if (!spec || any_guards(spec, reader.sink()))
    reader.rule.withheld = model::Withheld::Guarded;
}

void read_authentication(const yaml::View& authentication, const RuleReader& reader) {
  if (!authentication) return;
  const auto enable = authentication.boolean("enable");
  const auto type = authentication.text("type");
  if (!enable) reader.sink().report<Code::missing_field>(authentication.at(), "authentication.enable", "");
  authentication.mark_all_read();
  // An unknown or missing type means basic authentication (AIC v1.8.4 apisix_route.go:131, 2.2.0 apisixroute.go:193).
  std::string_view plugin = "basic-auth";
  for (const AuthenticationType& row : kAuthenticationTypes)
    if (type && type->value == row.name) plugin = row.plugin;
  if (enable && !enable->value) {
    reader.sink().report<Code::plugin_disabled>(authentication.at(), plugin);
    return;
  }
  reader.sink().report<Code::authentication_not_expressible>(authentication.at(), plugin);
  reader.withhold(Code::authentication_not_expressible, model::Withheld::Guarded);
}

}  // namespace gw::apisix
