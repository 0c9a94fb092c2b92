// ApisixRoute of version v1: hosts, then paths, and settings in annotations.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "apisix/ingress/plugins.h"
#include "apisix/plugins.h"
#include "apisix/rule.h"

namespace gw::apisix {
namespace {

constexpr int kControllers = 3;  // 0.1 to 0.3, which read annotations of ApisixRoutes (0.2.0 pkg/ingress/apisix/annotation.go)
constexpr std::string_view kRange = "source-range";
constexpr std::string_view kKnownRange = "whitelist-source-range";

/// The annotations that make plugins, as those of an Ingress.
ingress::Ingress with_annotations(const kube::Object& object, const yaml::View& body) {
  ingress::Ingress out;
  out.object = &object;
  for (const kube::Pair& pair : kube::metadata_pairs(body, "annotations")) {
    if (!pair.key.starts_with(kIngressOwner.prefix)) continue;
    const std::string_view name = pair.key.substr(kIngressOwner.prefix.size());
    if (name != "ingress.class" && (!name.ends_with(kRange) || name == kKnownRange)) out.annotations.push_back({pair.key, pair.value});
  }
  return out;
}

/// Lists of addresses that these controllers do not know, but whoever wrote them meant to guard something.
void refuse_other_ranges(const yaml::View& body, Lowering& to, model::Route& route) {
  for (const kube::Pair& pair : kube::metadata_pairs(body, "annotations")) {
    if (!pair.key.starts_with(kIngressOwner.prefix) || !pair.key.ends_with(kRange) || pair.key.ends_with(kKnownRange)) continue;
    if (report_left_out(pair.value.at, "ip-restriction", "all rules of this object are", to.sink))
      for (model::Rule& rule : route.rules) rule.withheld = model::Withheld::Guarded;
  }
}

/// One path, which becomes one route of APISIX. `shared`: plugins of the whole object; those of the path count rather.
void read_path_entry(const yaml::View& path, const std::optional<From<std::string_view>>& host, const std::vector<yaml::Node>& shared, yaml::Nodes& nodes, const RuleReader& reader) {
  const Mistakes mistakes(reader.to.sink);
  if (host && !host->value.empty()) {
    read_host(*host, reader);
    if (reader.rule.hosts.empty() && !reader.rule.any_host_written) reader.rule.withheld = model::Withheld::Omitted;
  }
  if (const auto text = path.required_text("path")) read_path(*text, reader);
  read_backends(path, reader);
  read_timeout(path.map("timeout"), reader);
  const yaml::View own = path.list("plugins");
  std::vector<yaml::Node> entries = shared;
  for (const yaml::View& plugin : own.items()) {
    plugin.node().mark_read();  // which the copy is, too
    entries.push_back(plugin.node());
  }
  const yaml::Node all = nodes.list(own ? own.at() : path.at(), entries);
  read_plugins(shared.empty() ? own : yaml::View(all, reader.object.file, reader.to.sink, "plugins"), reader);
  apply_upstreams(reader);
  mistakes.withhold(reader.rule.withheld);
  ++reader.to.without_upgrade;
}

}  // namespace

void read_v1(const yaml::View& spec, const kube::Object& object, Lowering& to, model::Route& route) {
  const yaml::View body = object.view(to.sink);
  yaml::Nodes nodes;
  const ingress::Ingress annotated = with_annotations(object, body);
  Annotations annotations(annotated, kControllers, to.sink);
  annotations.hide_credentials();
  const std::size_t before = to.sink.findings().size();
  const IngressPlugins plugins = plugins_of(annotations, nodes, to.options.keeps.plugins);
  for (const yaml::View& entry : spec.list("rules").items()) {
    if (!entry.as_map()) continue;
    const auto host = entry.text("host");
    const yaml::View http = entry.map("http");
    if (!http) to.sink.report<Code::missing_field>(entry.at(), "http", "");
    for (const yaml::View& path : http.list("paths").items()) {
      if (!path.as_map()) continue;
      model::Rule& rule = route.rules.emplace_back();
      rule.at = path.at();
      std::unordered_set<std::string> seen;
      Upstreams upstreams;
      read_path_entry(path, host, plugins.entries, nodes, {object, to, rule, seen, &upstreams});
    }
  }
  refuse_other_ranges(body, to, route);
  annotations.report_rest();
  const bool nothing_printed = std::ranges::none_of(route.rules, [](const model::Rule& rule) { return rule.withheld == model::Withheld::No; });
  for (model::Part& part : annotations.report_lost(before, nothing_printed)) to.model.parts.push_back(std::move(part));
}

}  // namespace gw::apisix
