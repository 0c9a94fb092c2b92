// Kinds that are read for what they do to the routes, but have no counterpart of their own yet in the output.
#include <algorithm>
#include <array>

#include "apisix/filters/filters.h"
#include "apisix/keep.h"
#include "apisix/keep_global.h"
#include "apisix/kinds.h"
#include "apisix/plugins.h"
#include "kube/secrets.h"
#include "kube/services.h"

namespace gw::apisix {
namespace {

/// Reads the whole object: the finding about it covers every value.
yaml::View whole(const kube::Object& object, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  body.mark_all_read();
  return body.map("spec");
}

}  // namespace

void lower_plugin_config(const kube::Object& object, Lowering& to) {
  if (const auto set = kept_plugin_set(object, to)) {
    const yaml::View spec = object.view(to.sink).map("spec");
    std::vector<model::Plugin> unused;
    report_plugins(spec.list("plugins"), "the rules that use it are", to.sink, &unused);  // those that are not kept
    to.model.plugin_sets.push_back(set);
    return;
  }
  if (!to.used.contains(&object)) {
    to.sink.report<Code::apisix_plugin_config_unused>(object.name_at, object.name);
    for (const yaml::View& plugin : whole(object, to).list("plugins").items()) kube::redact_credentials(plugin, to.sink);
    return;
  }
  const yaml::View spec = object.view(to.sink).map("spec");
  report_metadata(object, "once filters of rules stand for the plugins", to);
  report_plugins(spec.list("plugins"), "the rules that use it are", to.sink, nullptr, has_filter);  // which each rule has read
}

namespace {

/// An ApisixUpstream of one port, which APISIX takes instead of that of the Service.
void keep_port_settings(const yaml::View& ports, bool whole_too, const kube::Object& object, Lowering& to) {
  for (const yaml::View& port : ports.items()) {
    if (!port.as_map()) continue;
    const auto number = port.integer("port", 1, 65535);
    const std::string_view name = number ? kube::port_name(to.bundle, object.name_space, object.name, number->value) : std::string_view();
    if (to.options.keeps.port_settings && !name.empty() && !whole_too) {
      keep_settings(port, object, name, to);
      continue;
    }
    port.mark_all_read();
    to.sink.report<Code::upstream_setting_not_kept>(port.at(), "portLevelSettings", object.name,
                                                    whole_too ? "the controllers apply one BackendTrafficPolicy to a port, and the one for the whole Service might be it"
                                                    : to.options.keeps.port_settings ? "a BackendTrafficPolicy names ports by name, and the name of this one is not in the input"
                                                                                   : "only the controllers 2.2 and newer read settings of single ports");
  }
}

/// Services that were made for subsets are spoken to like the one that they are of. `known`: the settings before those of the object.
void copy_to_subsets(const kube::Object& object, std::size_t known, Lowering& to) {
  const std::size_t own = to.model.service_settings.size();
  const std::pair of(std::string(object.name_space), std::string(object.name));
  for (auto made = to.subset_services.lower_bound({of.first, of.second, ""}); made != to.subset_services.end(); ++made) {
    if (std::get<0>(made->first) != of.first || std::get<1>(made->first) != of.second) return;
    for (std::size_t i = known; i < own; ++i) {
      model::ServiceSettings copy = to.model.service_settings[i];
      copy.service = made->second;
      to.model.service_settings.push_back(std::move(copy));
    }
  }
}

void keep_upstream(const kube::Object& object, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  const yaml::View spec = body.map("spec");
  if (!spec) return;
  const model::Metadata metadata = kept_metadata(object, to);
  const std::size_t known = to.model.service_settings.size();
  const bool whole_too = has_settings(spec);
  keep_port_settings(spec.list(spec.has("ports") ? "ports" : "portLevelSettings"), whole_too, object, to);
  const std::vector<Node> nodes = write_nodes(object, metadata, to);
  const std::size_t before = to.model.service_settings.size();
  keep_settings(spec, object, {}, to);
  for (std::size_t i = known; i < to.model.service_settings.size(); ++i) to.model.service_settings[i].metadata = metadata;
  if (nodes.empty()) return copy_to_subsets(object, known, to);
  if (to.model.service_settings.size() == before) return;
  const model::ServiceSettings settings = std::move(to.model.service_settings.back());
  to.model.service_settings.pop_back();
  for (const Node& node : nodes) {
    to.model.service_settings.push_back(settings);
    to.model.service_settings.back().service = node.service;
  }
}

}  // namespace

void lower_upstream(const kube::Object& object, Lowering& to) {
  if (to.options.keeps.service_settings) return keep_upstream(object, to);
  if (to.used.contains(&object) || to.upstreams_in_rules.contains(&object)) return report_upstream_in_rules(object, to);
  std::string settings;
  for (const auto& [key, value] : whole(object, to).members()) settings.append(settings.empty() ? "`" : ", `").append(key.value).append("`");
  to.sink.report<Code::apisix_upstream_not_converted>(object.at(), object.name, settings.empty() ? "nothing" : settings);
}

void lower_consumer(const kube::Object& object, Lowering& to) {
  Sink unused;
  const yaml::View quiet = object.view(unused).map("spec");
  if (quiet)
    for (const auto& [type, parameter] : quiet.map("authParameter").members())
      kube::redact_all(parameter.node().is_map() ? yaml::View(parameter.node(), object.file, unused).get("value") : parameter, to.sink);
  if (quiet)
    for (const yaml::View& plugin : yaml::View(quiet.node(), object.file, unused).list("plugins").items()) kube::redact_all(plugin.get("config"), to.sink);
  if (to.options.keeps.plugins && keep_consumer(object, to)) return;
  whole(object, to);
  to.sink.report<Code::apisix_consumer_not_converted>(object.at(), object.name);
}

void lower_service(const kube::Object& object, Lowering& to) {
  whole(object, to);
  to.sink.report<Code::apisix_service_not_converted>(object.at(), object.name);
}

}  // namespace gw::apisix
