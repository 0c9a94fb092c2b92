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
  const auto enable = entry.boolean("enable");
  return !enable || enable->value;
}

bool report_plugin(const yaml::View& entry, std::string_view whose, Sink& sink) {
  const auto name = entry.required_text("name");
  const bool enabled = is_enabled(entry);
  entry.mark_all_read();
  kube::redact_credentials(entry.get("config"), sink);
  kube::redact_credentials(entry.get("config_set"), sink);
  if (!name) return false;
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

bool any_guards(const yaml::View& plugins, const Sink& accepted) {
  Sink unused;
  for (const yaml::View& item : plugins.items()) {
    if (!item.node().is_map()) continue;
    const yaml::View entry(item.node(), kNoFile, unused);
    const auto name = entry.text("name");
    if (!name || !is_enabled(entry)) continue;
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
  if (!name || name->value.empty()) return;
  const std::string_view where = name_space && !name_space->value.empty() ? name_space->value : reader.object.name_space;
  const kube::Object* config = reader.to.bundle.find("ApisixPluginConfig", where, name->value);
  if (config == nullptr) {
    reader.sink().report<Code::plugin_config_missing>(name->at, name->value);
    reader.withhold(Code::plugin_config_missing, model::Withheld::Guarded);
    return;
  }
  reader.to.used.insert(config);
  reader.sink().report<Code::plugin_config_used>(name->at, name->value);
  Sink unused;
  if (any_guards(config->view(unused).map("spec").list("plugins"), reader.sink()))
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
