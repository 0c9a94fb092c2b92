#include "nginx/filters.h"

#include <algorithm>

#include "http/headers.h"
#include "http/url.h"
#include "kube/hosts.h"

namespace gw::nginx {
namespace {

void read_host_header(Settings& settings, model::Filters& out, Sink& sink) {
  const Annotation* annotation = settings.upstream_vhost;
  if (annotation == nullptr) return;
  if (kube::is_plain_host(annotation->value.value)) {
    annotation->in_output = true;
    out.host_header = From<std::string>{std::string(annotation->value.value), annotation->value.at};
    return;
  }
  report<Code::rewrite_not_expressible>(sink, *annotation, "the host", annotation->value.value, "it is no DNS name in lower case", "the rules of this Ingress are");
  if (!sink.accepts(Code::rewrite_not_expressible)) settings.withheld = std::max(settings.withheld, model::Withheld::Omitted);
}

/// X-Forwarded-Prefix is set only where a path is rewritten.
void read_forwarded_prefix(const Settings& settings, model::Filters& out) {
  const Annotation* annotation = settings.forwarded_prefix;
  if (annotation == nullptr || settings.rewrite_target == nullptr) return;
  if (!http::is_header_value(annotation->value.value)) return;
  out.request_set.push_back({"X-Forwarded-Prefix", std::string(annotation->value.value), annotation->value.at});
}

/// Copies can go to a Service of the cluster, and only with the path of the request.
void read_mirror(const Settings& settings, model::Filters& out, Sink& sink) {
  const Annotation* annotation = settings.mirror_target;
  if (annotation == nullptr) return;
  const auto refuse = [&](std::string_view why) { report<Code::mirror_not_converted>(sink, *annotation, "mirror-target", annotation->value.value, why); };
  std::string_view url = annotation->value.value;
  if (!url.starts_with("http://")) return refuse("it is no `http://` URL");
  url.remove_prefix(7);
  if (!url.ends_with("$request_uri")) return refuse("the path is another one");
  url.remove_suffix(std::string_view("$request_uri").size());
  const auto service = http::parse_service(url);
  if (!service) return refuse("it is no Service of the cluster");
  if (service->name_space != settings.ingress->name_space()) return refuse("the Service is in another namespace");
  annotation->in_output = true;
  out.mirror = model::MirrorTo{service->name_space, service->name, service->port, annotation->value.at};
  report<Code::mirror_differs>(sink, *annotation, out.mirror->service, url, settings.rewrite_target != nullptr ? ", and may have the rewritten path" : "");
}

/// Response headers that stand in a ConfigMap; each must be admitted by the controller's own (annotations/customheaders).
void read_custom_headers(Settings& settings, const Defaults& defaults, model::Filters& out, Lowering& to) {
  const Annotation* annotation = settings.custom_headers;
  if (annotation == nullptr) return;
  const std::string_view name = annotation->value.value;
  const std::size_t slash = name.find('/');
  const std::string_view name_space = slash == std::string_view::npos ? settings.ingress->name_space() : name.substr(0, slash);
  const kube::Object* map = to.bundle.find("", "ConfigMap", name_space, name.substr(slash == std::string_view::npos ? 0 : slash + 1));
  if (map == nullptr) {
    report<Code::custom_headers_unknown>(to.sink, *annotation, name);
    if (!to.sink.accepts(Code::custom_headers_unknown)) settings.withheld = std::max(settings.withheld, model::Withheld::Omitted);
    return;
  }
  annotation->in_output = true;
  Sink unused;
  for (const auto& [key, value] : map->view(unused).map("data").members()) {
    if (!value.node().is_scalar()) continue;
    const bool known = defaults.config_map != nullptr;
    if (known && std::ranges::find(defaults.allowed_response_headers, key.value) == defaults.allowed_response_headers.end()) {
      report<Code::annotation_rejected>(to.sink, *annotation, "custom-headers", name, fmt::format("`global-allowed-response-headers` does not list `{}`", key.value));
      settings.ignored = true;
      return;
    }
    if (!http::is_header_name(key.value) || !http::is_header_value(value.node().text())) {
      report<Code::annotation_not_converted>(to.sink, *annotation, fmt::format("custom-headers: {}", key.value), "a response header that the Gateway API cannot write");
      continue;
    }
    out.response_set.push_back({std::string(key.value), std::string(value.node().text()), annotation->value.at});
  }
}

}  // namespace

model::Filters read_filters(Settings& settings, const Defaults& defaults, Lowering& to) {
  model::Filters out;
  if (settings.ignored || settings.canary.on != nullptr) return out;
  read_host_header(settings, out, to.sink);
  read_forwarded_prefix(settings, out);
  read_mirror(settings, out, to.sink);
  read_custom_headers(settings, defaults, out, to);
  out.cors = read_cors(settings, to.sink);
  return out;
}

}  // namespace gw::nginx
