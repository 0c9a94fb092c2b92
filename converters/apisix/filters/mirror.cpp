// proxy-mirror: copies of requests, whose answers nobody waits for (apisix/plugins/proxy-mirror.lua).
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
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

/// As a fraction, of 100 if that is exact; of 0 for every request. Nothing if it is no share (apisix/plugins/proxy-mirror.lua).
std::optional<std::pair<std::int64_t, std::int64_t>> share_of(const yaml::View& ratio) {
  constexpr std::int64_t kLeast = 100000;
  if (!ratio) return std::pair<std::int64_t, std::int64_t>();
  if (!ratio.node().is_scalar() || !ratio.node().plain()) return std::nullopt;
  const std::string text(ratio.node().text());
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (*end != '\0' || !(value >= 1.0 / kLeast && value <= 1)) return std::nullopt;
  if (value == 1) return std::pair<std::int64_t, std::int64_t>();
  const std::int64_t share = std::llround(value * kLeast);
  return share % 1000 == 0 ? std::pair<std::int64_t, std::int64_t>(share / 1000, 100) : std::pair(share, kLeast);
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
  const auto share = share_of(plugin.config.get("sample_ratio"));
  if (!share) return refuse("sample_ratio", "it is no share from 0.00001 to 1");
  plugin.out.mirror = model::MirrorTo{service->name_space, service->name, service->port, host->at, share->first, share->second};
}

}  // namespace gw::apisix
