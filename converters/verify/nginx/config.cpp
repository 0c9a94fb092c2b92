#include <algorithm>
#include <array>

#include "verify/nginx/servers.h"

namespace gw::verify::nginx {
namespace {

/// Settings that no other product has: where one stands, the ConfigMap is the controller's, whatever it is called.
constexpr auto kTelling = std::to_array<std::string_view>({
    "block-cidrs", "block-referers", "block-user-agents", "denylist-source-range", "enable-modsecurity", "enable-owasp-modsecurity-crs", "force-ssl-redirect",
    "global-allowed-response-headers", "global-auth-url", "http-redirect-code", "http-snippet", "location-snippet", "main-snippet", "proxy-body-size",
    "proxy-connect-timeout", "proxy-next-upstream-tries", "proxy-read-timeout", "server-snippet", "whitelist-source-range",
});

bool is_of_controller(const kube::Object& object, const yaml::View& view) {
  for (const std::string_view name : {"ingress-nginx-controller", "nginx-configuration", "nginx-ingress-controller"})
    if (object.name.ends_with(name)) return true;
  bool controller = false;
  std::string_view product;
  for (const kube::Pair& pair : kube::scalar_pairs(view, "labels")) {
    controller = controller || (pair.key == "app.kubernetes.io/component" && pair.value.value == "controller");
    if (pair.key == "app.kubernetes.io/name") product = pair.value.value;
  }
  if (!product.empty() && product.find("nginx") == std::string_view::npos) return false;
  if (controller && product == "ingress-nginx") return true;
  const yaml::View data = view.map("data");
  return std::ranges::any_of(kTelling, [&](std::string_view key) { return data.has(key); });
}

}  // namespace

Config read_config(const kube::Bundle& input) {
  Config out;
  Sink sink;
  for (const kube::Object& object : input.objects()) {
    if (!object.group.empty() || object.kind != "ConfigMap") continue;
    const yaml::View view = object.view(sink);
    if (!is_of_controller(object, view)) continue;
    out.at = object.at();
    for (const auto& [key, value] : view.map("data").members())
      if (value.node().is_scalar()) out.data[std::string(key.value)] = std::string(value.node().text());
  }
  return out;
}

}  // namespace gw::verify::nginx
