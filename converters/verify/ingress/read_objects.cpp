#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "kube/services.h"
#include "verify/ingress/objects.h"
#include "verify/request.h"
#include "verify/words.h"

namespace gw::verify::ingress {
namespace {

constexpr std::string_view kNginxPrefix = "nginx.ingress.kubernetes.io/";
constexpr std::string_view kApisixPrefix = "k8s.apisix.apache.org/";

/// Prefixes of the annotations of other controllers: where only they are used, the Ingress is theirs.
constexpr auto kOthers = std::to_array<std::string_view>({
    "nginx.org/", "nginx.com/", "nsm.nginx.com/", "appprotect.f5.com/", "appprotectdos.f5.com/", "traefik.ingress.kubernetes.io/", "konghq.com/", "haproxy.org/", "haproxy-ingress.github.io/", "projectcontour.io/",
    "alb.ingress.kubernetes.io/", "appgw.ingress.kubernetes.io/", "ingress.cilium.io/", "ingress.gcp.kubernetes.io/", "networking.gke.io/", "cloud.google.com/",
});

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 6 && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

void read_port(const std::string& written, Path& out) {
  if (is_number(written)) out.port = std::stoi(written);
  else out.port_name = written;
}

/// `backend` of v1 (`service.port`) and of v1beta1 (`serviceName`, `servicePort`).
void read_backend(const yaml::View& backend, Path& out) {
  if (backend.has("serviceName")) {
    out.service = text_of(backend, "serviceName");
    read_port(text_of(backend, "servicePort"), out);
    return;
  }
  const yaml::View service = backend.map("service");
  out.service = text_of(service, "name");
  const yaml::View port = service.map("port");
  read_port(text_of(port, port.has("number") ? "number" : "name"), out);
}

HostRule read_rule(const yaml::View& rule) {
  HostRule out;
  out.host = lower_case(text_of(rule, "host"));
  if (out.host == "*") out.host.clear();
  out.at = rule.at();
  const yaml::View http = rule.map("http");
  out.has_paths = static_cast<bool>(http);
  for (const yaml::View& one : http.list("paths").items()) {
    Path path;
    path.path = text_of(one, "path");
    path.type = text_of(one, "pathType").empty() ? "ImplementationSpecific" : text_of(one, "pathType");
    path.at = one.at();
    read_backend(one.map("backend"), path);
    out.paths.push_back(std::move(path));
  }
  return out;
}

Ingress read_ingress(const kube::Object& object) {
  Sink sink;
  const yaml::View view = object.view(sink);
  const yaml::View spec = view.map("spec");
  Ingress out;
  out.object = &object;
  out.name_space = object.name_space;
  out.name = object.name;
  out.created = text_of(view.map("metadata"), "creationTimestamp");
  for (const kube::Pair& pair : kube::scalar_pairs(view, "annotations")) out.annotations[std::string(pair.key)] = std::string(pair.value.value);
  for (const yaml::View& rule : spec.list("rules").items()) out.rules.push_back(read_rule(rule));
  for (const std::string_view key : {"defaultBackend", "backend"}) {
    if (!spec.has(key)) continue;
    Path path;
    path.at = spec.map(key).at();
    read_backend(spec.map(key), path);
    out.default_backend = std::move(path);
  }
  for (const yaml::View& one : spec.list("tls").items()) {
    Tls tls{{}, text_of(one, "secretName")};
    for (const auto& host : one.texts("hosts")) tls.hosts.push_back(lower_case(host.value));
    out.tls.push_back(std::move(tls));
  }
  return out;
}

class Classes {
 public:
  Classes(const kube::Bundle& input, const Choice& choice) : choice_(choice) {
    Sink sink;
    for (const kube::Object& object : input.objects()) {
      if (object.kind != "IngressClass") continue;
      const yaml::View view = object.view(sink);
      controllers_[std::string(object.name)] = text_of(view.map("spec"), "controller");
      for (const kube::Pair& pair : kube::scalar_pairs(view, "annotations"))
        if (pair.key == "ingressclass.kubernetes.io/is-default-class" && pair.value.value == "true" && default_.empty()) default_ = object.name;
    }
  }

  std::string class_of(const Ingress& ingress, const std::string& field) const {
    const std::string annotation = ingress.annotation("kubernetes.io/ingress.class");
    const bool old = choice_.apisix_version != 0 && choice_.apisix_version < 200 && !annotation.empty() && is_apisix(annotation);
    if (!field.empty() && !old) return field;
    return !annotation.empty() ? annotation : field.empty() ? default_ : field;
  }

  /// Who serves a class; `prefixes` are those of the annotations on its Ingresses.
  Controller controller_of(const std::string& name, const std::set<std::string_view>& prefixes) const {
    if (!choice_.controller.empty()) return choice_.controller == "apisix" ? Controller::Apisix : Controller::Nginx;
    if (const auto found = controllers_.find(name); found != controllers_.end() && !found->second.empty()) return by_id(found->second);
    const bool f5 = std::ranges::any_of(prefixes, [](std::string_view one) { return one.find("nginx.org") != one.npos || one.find("nginx.com") != one.npos || one.find("f5.com") != one.npos; });
    if (name == "nginx" && !f5) return Controller::Nginx;
    if (name == "apisix" && !f5) return Controller::Apisix;
    if (prefixes.size() != 1) return Controller::Other;
    return *prefixes.begin() == kNginxPrefix ? Controller::Nginx : *prefixes.begin() == kApisixPrefix ? Controller::Apisix : Controller::Other;
  }

 private:
  static Controller by_id(const std::string& id) {
    if (id == "k8s.io/ingress-nginx" || id.starts_with("k8s.io/ingress-nginx/") || id == "webapprouting.kubernetes.azure.com/nginx" || id.starts_with("webapprouting.kubernetes.azure.com/nginx/")) return Controller::Nginx;
    if (id.starts_with("apisix.apache.org/")) return Controller::Apisix;
    return Controller::Other;
  }
  bool is_apisix(const std::string& name) const {
    const auto found = controllers_.find(name);
    return found == controllers_.end() ? name == "apisix" : by_id(found->second) == Controller::Apisix;
  }

  const Choice& choice_;
  std::map<std::string, std::string> controllers_;
  std::string default_;
};

/// The prefixes of controllers among the keys.
std::set<std::string_view> prefixes_in(const Ingress& ingress) {
  std::set<std::string_view> out;
  for (const auto& [key, value] : ingress.annotations) {
    if (key.starts_with(kNginxPrefix)) out.insert(kNginxPrefix);
    if (key.starts_with(kApisixPrefix)) out.insert(kApisixPrefix);
    for (const std::string_view other : kOthers)
      if (key.starts_with(other)) out.insert(other);
  }
  return out;
}

bool is_acme_solver(const kube::Object& object) {
  Sink sink;
  return std::ranges::any_of(kube::metadata_pairs(object.view(sink), "labels"),
                             [](const kube::Pair& pair) { return pair.key == "acme.cert-manager.io/http01-solver" && pair.value.value == "true"; });
}

}  // namespace

std::string Ingress::annotation(std::string_view key) const {
  const auto found = annotations.find(key);
  return found == annotations.end() ? "" : found->second;
}

std::vector<Ingress> read_ingresses(const kube::Bundle& input, Controller controller, const Choice& choice) {
  const Classes classes(input, choice);
  std::vector<Ingress> all;
  std::map<std::string, std::set<std::string_view>> prefixes;
  Sink sink;
  for (const kube::Object& object : input.objects()) {
    if (object.kind != "Ingress" || (object.group != "networking.k8s.io" && object.group != "extensions") || is_acme_solver(object)) continue;
    Ingress ingress = read_ingress(object);
    ingress.class_name = classes.class_of(ingress, text_of(object.view(sink).map("spec"), "ingressClassName"));
    prefixes[ingress.class_name].merge(prefixes_in(ingress));
    all.push_back(std::move(ingress));
  }
  std::erase_if(all, [&](const Ingress& one) {
    return (!choice.class_name.empty() && one.class_name != choice.class_name) || classes.controller_of(one.class_name, prefixes[one.class_name]) != controller;
  });
  return all;
}

std::int64_t port_of(const kube::Bundle& input, const Ingress& ingress, const Path& path, bool by_target) {
  if (path.port != 0) {
    const kube::PortNumber known = kube::port_number(input, ingress.name_space, path.service, path.port);
    return by_target && known.missing && known.with_target ? *known.with_target : path.port;
  }
  const auto find = by_target ? kube::service_or_target_port : kube::service_port;
  const kube::ServicePort found = find(input, ingress.name_space, path.service, path.port_name);
  return found.number.value_or(0);
}

}  // namespace gw::verify::ingress
