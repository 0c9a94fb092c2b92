// What concerns every request: ApisixGlobalRule, and ApisixClusterConfig, which says where APISIX is configured as well.
#include <algorithm>
#include <optional>

#include "apisix/keep.h"
#include "apisix/keep_global.h"
#include "apisix/kinds.h"
#include "apisix/plugins.h"
#include "kube/secrets.h"
#include "yaml/as_value.h"

namespace gw::apisix {

constexpr std::string_view kOnProxy = "on a GatewayProxy, which gets the plugins of several objects";

void lower_global_rule(const kube::Object& object, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  if (!has_gateway_proxy(to) || !body.map("spec")) return report_global_plugins(object, {}, to);
  const yaml::View spec = body.map("spec");
  to.sink.report<Code::global_plugins_kept>(object.name_at, object.label(), gateway_proxy_name(to));
  report_metadata(object, kOnProxy, to);
  const yaml::View plugins = spec.list("plugins");
  std::vector<model::Plugin> kept;
  bool lost = report_plugins(plugins, "all rules are", to.sink, &kept) || (!plugins && spec.has("plugins"));
  for (model::Plugin& plugin : kept) rename_consumers(plugin, to);
  for (model::Plugin& plugin : kept) lost = add_global_plugin(std::move(plugin), object, to) || lost;
  if (lost) withhold_all(to.model);
}

namespace {

/// `http://apisix-admin:9180/apisix/admin` without the path, which the controllers 2.x add themselves; nothing if it is no
/// such address, or one that may hold a password.
std::optional<std::string> endpoint_of(std::string_view url) {
  constexpr std::string_view kPath = "/apisix/admin";
  const std::size_t scheme = url.starts_with("http://") ? 7 : url.starts_with("https://") ? 8 : std::string_view::npos;
  if (scheme == std::string_view::npos || url.find_first_of("@?# ") != std::string_view::npos) return std::nullopt;
  if (url.ends_with('/')) url.remove_suffix(1);
  if (url.ends_with(kPath)) url.remove_suffix(kPath.size());
  const std::size_t colon = url.find(':', scheme);
  if (colon == std::string_view::npos || colon == scheme || colon + 1 == url.size()) return std::nullopt;
  const std::string_view port = url.substr(colon + 1, url.find('/', colon) - colon - 1);
  if (port.empty() || !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  return std::string(url);
}

std::optional<model::ControlPlane> control_plane_of(const kube::Object& object, Sink& sink) {
  const yaml::View spec = object.view(sink).map("spec");
  const yaml::View admin = spec ? spec.map("admin") : yaml::View();
  const auto url = admin ? admin.text("baseURL") : std::nullopt;
  const auto endpoint = url ? endpoint_of(url->value) : std::nullopt;
  if (!endpoint) return std::nullopt;
  const auto key = admin.text("adminKey");
  return model::ControlPlane{*endpoint, key ? std::string(key->value) : "", url->at, key ? key->at : url->at};
}

struct Monitor {
  std::string_view name;
  std::string_view plugin;
  std::string_view setting;     ///< besides `enable`
  std::string_view in_plugin;   ///< what the plugin calls it
};

/// What the controllers 1.x made of `monitoring` (v1.8.4: TranslateClusterConfigV2).
constexpr Monitor kMonitors[] = {
    {"prometheus", "prometheus", "prefer_name", "prefer_name"},
    {"skywalking", "skywalking", "sampleRatio", "sample_ratio"},
};

/// The plugins that `monitoring` stands for.
std::vector<model::Plugin> monitoring_plugins(const yaml::View& monitoring, Sink& sink) {
  std::vector<model::Plugin> out;
  for (const Monitor& monitor : kMonitors) {
    const yaml::View part = monitoring ? monitoring.map(monitor.name) : yaml::View();
    if (!part) continue;
    const auto enable = part.boolean("enable");
    const yaml::View setting = part.get(monitor.setting);
    if (!enable || !enable->value) {
      sink.report<Code::plugin_disabled>(part.at(), monitor.plugin);
      continue;
    }
    Value config = Value::map("config", 1);
    if (setting) config.add(yaml::as_value(setting.node(), setting.at().file, monitor.in_plugin));
    out.push_back({std::string(monitor.plugin), std::move(config), part.at()});
    setting.mark_all_read();
  }
  return out;
}

void report_cluster_config(const kube::Object& object, Lowering& to) {
  Sink unused;
  const yaml::View quiet = object.view(unused).map("spec");
  const yaml::View body = object.view(to.sink);
  body.mark_all_read();
  kube::redact_credentials(body.map("spec"), to.sink);
  Finding& finding = to.sink.report<Code::apisix_cluster_config_not_converted>(object.at(), object.name);
  if (!quiet) return;
  finding.help = how_to_add(monitoring_plugins(quiet.map("monitoring"), unused), to);
  const yaml::View admin = quiet.map("admin");
  if (!admin) return;
  if (to.options.parameters.printed) finding.help = "write `admin.baseURL` as `http://HOST:PORT/apisix/admin`, and it is kept in a GatewayProxy";
  kube::redact_all(admin, to.sink);  // an address may hold a password
}

void keep_cluster_config(const kube::Object& object, Lowering& to) {
  const yaml::View spec = object.view(to.sink).map("spec");
  kube::redact_credentials(spec, to.sink);
  report_metadata(object, kOnProxy, to);
  const model::GatewaySettings& settings = *to.model.gateway_settings;
  if (const yaml::View admin = spec.map("admin")) {
    const auto url = admin.text("baseURL");
    const bool counts = settings.name.empty() && url && url->at == settings.control_plane.at;
    if (!counts) {
      admin.mark_all_read();
      to.sink.report<Code::field_overridden>(admin.at(), "admin", settings.name.empty() ? "admin of another ApisixClusterConfig" : "provider of the GatewayProxy");
    }
  }
  to.sink.report<Code::global_plugins_kept>(object.name_at, object.label(), gateway_proxy_name(to));
  for (model::Plugin& plugin : monitoring_plugins(spec.map("monitoring"), to.sink)) add_global_plugin(std::move(plugin), object, to);
}

}  // namespace

void lower_cluster_configs(std::span<const kube::Object* const> objects, Lowering& to) {
  for (const kube::Object* object : objects) {
    if (!to.options.parameters.printed || to.model.gateway_settings) break;
    if (auto control_plane = control_plane_of(*object, to.sink)) {
      to.model.gateway_settings.emplace().control_plane = std::move(*control_plane);
      to.model.gateway_settings->at = object->at();
    }
  }
  for (const kube::Object* object : objects) {
    Sink unused;
    const bool has_spec = static_cast<bool>(object->view(unused).map("spec"));
    if (has_gateway_proxy(to) && has_spec)
      keep_cluster_config(*object, to);
    else
      report_cluster_config(*object, to);
  }
}

}  // namespace gw::apisix
