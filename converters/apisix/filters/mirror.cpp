// proxy-mirror: copies of requests, whose answers nobody waits for (apisix/plugins/proxy-mirror.lua).
#include <array>
#include <cstdlib>
#include <string>

#include "apisix/filters/filters.h"
#include "http/url.h"
#include "kube/services.h"

namespace gw::apisix {
namespace {

/// `http://NAME.NAMESPACE.svc:PORT` with or without the domain of the cluster, also `http://NAME.NAMESPACE`.
std::optional<http::ServiceName> service_of(std::string_view url) {
  if (!url.starts_with("http://")) return std::nullopt;
  url.remove_prefix(7);
  if (url.ends_with('/')) url.remove_suffix(1);
  return http::parse_service(url);
}

}  // namespace

void read_proxy_mirror(const PluginReader& plugin) {
  constexpr auto kKnown = std::to_array<std::string_view>({"host", "path", "path_concat_mode", "sample_ratio"});
  const auto host = plugin.config.text("host");
  const auto refuse = [&](std::string_view part, std::string_view why) {
    plugin.drop(plugin.config.at(), part, std::string(why) + ", so requests are not copied");
  };
  report_others(plugin, kKnown);
  if (!host) return refuse("host", "it is missing");
  const auto service = service_of(host->value);
  if (!service) return refuse("host", "it is no `http://` URL of a Service with its namespace");
  for (const std::string_view part : {"path", "path_concat_mode"})
    if (plugin.config.has(part)) return refuse(part, "copies have the path of the request");
  if (const yaml::View ratio = plugin.config.get("sample_ratio"); ratio && std::strtod(std::string(ratio.node().text()).c_str(), nullptr) != 1) return refuse("sample_ratio", "a filter copies every request");
  plugin.out.mirror = model::MirrorTo{service->name_space, service->name, service->port, host->at};
}

}  // namespace gw::apisix
