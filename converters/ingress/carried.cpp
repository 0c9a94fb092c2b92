#include "ingress/carried.h"

#include <algorithm>
#include <map>

namespace gw::ingress {
namespace {

enum class Goes : std::uint8_t { ToRoute, Unknown, ToGateway, Foreign, WithIngress, Own };

struct Reader {
  std::string_view prefix;
  std::string_view who;
};

/// Read from the Gateway instead of the Ingress: gateway-shim of cert-manager, and the targets of external-dns.
constexpr Reader kGatewayReaders[] = {
    {"cert-manager.io/", "cert-manager"},
    {"acme.cert-manager.io/", "cert-manager"},
    {"kubernetes.io/tls-acme", "cert-manager"},
    {"external-dns.alpha.kubernetes.io/target", "external-dns"},
    {"external-dns.kubernetes.io/target", "external-dns"},
};

/// Read from routes as well, or by people.
constexpr std::string_view kForRoutes[] = {"external-dns.", "argocd.argoproj.io/", "link.argocd.argoproj.io/", "description", "kubernetes.io/description"};

/// What tools note about the Ingress as an object; on another object it would mislead them.
constexpr std::string_view kForObject[] = {"meta.helm.sh/", "helm.sh/", "field.cattle.io/", "objectset.rio.cattle.io/", "kubectl.kubernetes.io/"};

/// By these labels tools know what they have installed. On another object they would take it for their own, and perhaps remove it.
constexpr std::string_view kOwners[] = {"app.kubernetes.io/managed-by", "argocd.argoproj.io/instance", "helm.sh/", "kustomize.toolkit.fluxcd.io/", "helm.toolkit.fluxcd.io/",
                                        "objectset.rio.cattle.io/", "kapp.k14s.io/"};

/// Of controllers that this tool knows by their annotations only, and of the first releases of several.
constexpr std::string_view kOthers[] = {"ingress.kubernetes.io/", "kubernetes.io/ingress.", "higress.io/", "mse.ingress.kubernetes.io/", "ingress.pomerium.io/",
                                        "voyager.appscode.com/", "ingress.citrix.com/", "ingress.bluemix.net/", "virtual-server.f5.com/", "ncp/", "ako.vmware.com/",
                                        "angie.software/", "kubernetes.io/elb."};

template <class List>
bool begins_with_any(std::string_view key, const List& list) {
  return std::ranges::any_of(list, [&](std::string_view start) { return key.starts_with(start); });
}

const Reader* gateway_reader(std::string_view key) {
  const auto found = std::ranges::find_if(kGatewayReaders, [&](const Reader& r) { return key.starts_with(r.prefix); });
  return found == std::end(kGatewayReaders) ? nullptr : found;
}

Goes where(std::string_view key, std::string_view prefix) {
  if (key.starts_with(prefix)) return Goes::Own;
  if (gateway_reader(key) != nullptr) return Goes::ToGateway;
  if (begins_with_any(key, kOthers) || key.ends_with("/ingress-hostname-source")) return Goes::Foreign;
  for (const Controller& controller : ingress_controllers())
    if (key.starts_with(controller.prefix)) return Goes::Foreign;
  if (begins_with_any(key, kForObject)) return Goes::WithIngress;
  return begins_with_any(key, kForRoutes) ? Goes::ToRoute : Goes::Unknown;
}

using Pairs = std::vector<From<std::pair<std::string, std::string>>>;

/// Of two Ingresses of one host that differ, the first one's counts.
void add(Pairs& pairs, std::string_view what, const From<std::pair<std::string, std::string>>& pair, Sink& sink) {
  const auto same = std::ranges::find_if(pairs, [&](const auto& other) { return other.value.first == pair.value.first; });
  if (same == pairs.end()) {
    pairs.push_back(pair);
  } else if (same->value.second != pair.value.second) {
    sink.report<Code::annotation_not_shared>(pair.at, what, pair.value.first, pair.value.second,
                                             fmt::format("another Ingress of the host says `{}`", same->value.second))
        .severity = Severity::Note;
  }
}

}  // namespace

void carry_to_route(const Ingress& ingress, const Owner& owner, model::Route& route, Sink& sink) {
  if (ingress.name_space() != route.name_space) return;
  for (const auto& label : ingress.labels) {
    if (!begins_with_any(label.value.first, kOwners)) add(route.labels, "label", label, sink);
    else sink.report<Code::annotation_not_shared>(label.at, "label", label.value.first, label.value.second, "it says who has installed the Ingress").severity = Severity::Note;
  }
  for (const Annotation& annotation : ingress.annotations)
    if (const Goes goes = where(annotation.key, owner.prefix); goes == Goes::ToRoute || goes == Goes::Unknown)
      add(route.annotations, "annotation", {{std::string(annotation.key), std::string(annotation.value.value)}, annotation.value.at}, sink);
}

void carry_to_gateway(std::span<const Ingress* const> ingresses, const Owner& owner, const std::string& gateway, Lowering& to) {
  struct Seen {
    std::vector<const Annotation*> all;
    bool differ = false;
  };
  std::map<std::string_view, Seen> seen;
  std::size_t with_tls = 0;
  for (const Ingress* ingress : ingresses) {
    with_tls += ingress->tls.empty() ? 0 : 1;
    for (const Annotation& annotation : ingress->annotations) {
      const Goes goes = where(annotation.key, owner.prefix);
      const Origin at = annotation.value.at;
      if (goes == Goes::Unknown) to.sink.report<Code::annotation_copied>(at, annotation.key);
      if (goes == Goes::WithIngress)
        to.sink.report<Code::annotation_not_shared>(at, "annotation", annotation.key, annotation.value.value, "it is about the Ingress itself").severity = Severity::Note;
      if (goes == Goes::Foreign) to.sink.report<Code::foreign_annotation>(at, annotation.key, owner.name);
      if (goes != Goes::ToGateway) continue;
      Seen& same = seen[annotation.key];
      same.differ = same.differ || (!same.all.empty() && same.all.front()->value.value != annotation.value.value);
      same.all.push_back(&annotation);
    }
  }
  for (const auto& [key, found] : seen) {
    const bool everywhere = found.all.size() >= std::max<std::size_t>(1, gateway_reader(key)->who == "cert-manager" ? with_tls : ingresses.size());
    for (const Annotation* annotation : found.all) {
      if (!found.differ && everywhere)
        to.sink.report<Code::annotation_on_gateway>(annotation->value.at, key, gateway_reader(key)->who);
      else
        to.sink.report<Code::annotation_not_shared>(annotation->value.at, "annotation", key, annotation->value.value,
                                                    fmt::format("{} reads it from the Gateway, and not all Ingresses of the class say the same", gateway_reader(key)->who));
    }
    if (!found.differ && everywhere)
      to.model.gateway_annotations.push_back({gateway, std::string(key), {std::string(found.all.front()->value.value), found.all.front()->value.at}});
  }
}

}  // namespace gw::ingress
