#include "dialects.h"

#include <array>

#include "apisix/ingress/controller.h"
#include "apisix/kinds.h"
#include "apisix/plugin_table.h"
#include "ingress/controllers.h"
#include "ingress/kinds.h"
#include "kube/known_fields.h"
#include "nginx/controller.h"
#include "nginx/table.h"

namespace gw {

std::span<const Dialect* const> dialects() {
  static constexpr auto kDialects = std::to_array<const Dialect*>({&ingress::kDialect, &apisix::kDialect});
  return kDialects;
}

std::span<const ingress::Controller> ingress_controllers() {
  // The values of IngressClass.spec.controller, the prefix of their annotations, and the class that they watch unless told
  // otherwise, from the sources of each.
  static constexpr std::string_view kNginx[] = {"k8s.io/ingress-nginx", "webapprouting.kubernetes.azure.com/nginx"};
  static constexpr std::string_view kF5[] = {"nginx.org/ingress-controller"};
  static constexpr std::string_view kTraefik[] = {"traefik.io/ingress-controller"};
  static constexpr std::string_view kKong[] = {"ingress-controllers.konghq.com/kong"};
  static constexpr std::string_view kHaproxyTech[] = {"haproxy.org/ingress-controller"};
  static constexpr std::string_view kHaproxy[] = {"haproxy-ingress.github.io/controller"};
  static constexpr std::string_view kContour[] = {"projectcontour.io"};
  static constexpr std::string_view kApisix[] = {"apisix.apache.org/apisix-ingress-controller"};
  static constexpr std::string_view kAlb[] = {"ingress.k8s.aws/alb", "eks.amazonaws.com/alb"};
  static constexpr std::string_view kAgic[] = {"azure/application-gateway"};
  static constexpr std::string_view kCilium[] = {"cilium.io/ingress-controller"};
  static constexpr std::string_view kOpenshift[] = {"openshift.io/ingress-to-route"};
  static constexpr std::string_view kGce[] = {"k8s.io/ingress-gce"};
  static constexpr std::string_view kF5Prefixes[] = {"nginx.com/", "nsm.nginx.com/", "appprotect.f5.com/", "appprotectdos.f5.com/"};
  static constexpr auto kControllers = std::to_array<ingress::Controller>({
      {"ingress-nginx", kNginx, "nginx.ingress.kubernetes.io/", {}, "nginx", nginx::convert},
      {"f5-nginx", kF5, "nginx.org/", kF5Prefixes, "", nullptr},
      {"traefik", kTraefik, "traefik.ingress.kubernetes.io/", {}, "traefik", nullptr},
      {"kong", kKong, "konghq.com/", {}, "kong", nullptr},
      {"haproxytech", kHaproxyTech, "haproxy.org/", {}, "", nullptr},
      {"haproxy-ingress", kHaproxy, "haproxy-ingress.github.io/", {}, "haproxy", nullptr},
      {"contour", kContour, "projectcontour.io/", {}, "contour", nullptr},
      {"apisix", kApisix, "k8s.apisix.apache.org/", {}, "apisix", apisix::convert_ingresses, apisix::take_class_parameters, apisix::names_services_in, &SourceOptions::apisix_version, 200},
      {"aws-alb", kAlb, "alb.ingress.kubernetes.io/", {}, "alb", nullptr},
      {"azure-agic", kAgic, "appgw.ingress.kubernetes.io/", {}, "azure/application-gateway", nullptr},
      {"cilium", kCilium, "ingress.cilium.io/", {}, "cilium", nullptr},
      {"openshift", kOpenshift, "route.openshift.io/", {}, "openshift-default", nullptr},
      {"gce", kGce, "networking.gke.io/", {}, "gce", nullptr},
  });
  return kControllers;
}

std::vector<WordRow> annotations() {
  std::vector<WordRow> out;
  for (const apisix::AnnotationRow& row : apisix::annotation_rows()) {
    const auto version = [](int number) { return fmt::format("{}.{}", number / 100, number % 100); };
    std::string about = row.idle ? std::string(row.needs) : row.before != 0 ? "before " + version(row.before) : row.since > 1 ? "since " + version(row.since) : std::string();
    if (!row.idle && !row.needs.empty()) about += fmt::format("{}with {}", about.empty() ? "" : ", ", row.needs);
    out.push_back({std::string(apisix::kIngressOwner.prefix).append(row.name), std::move(about)});
  }
  for (const nginx::Row& row : nginx::rows()) out.push_back({std::string(nginx::kPrefix).append(row.name), std::string(row.about)});
  return out;
}

std::vector<FieldRow> fields() {
  std::vector<FieldRow> out;
  for (const kube::KnownField& row : kube::known_fields()) out.push_back({row.kind, row.version, row.field});
  return out;
}

std::vector<WordRow> plugins() {
  std::vector<WordRow> out;
  for (const apisix::Plugin& row : apisix::plugins()) out.push_back({std::string(row.name), std::string(row.about) + (row.guards_access ? "; guards access" : "")});
  return out;
}

}  // namespace gw
