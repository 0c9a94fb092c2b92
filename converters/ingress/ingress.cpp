#include "ingress/ingress.h"

#include <algorithm>
#include <charconv>

#include "ingress/controllers.h"
#include "kube/hosts.h"
#include "kube/services.h"
#include "source/words.h"

namespace gw::ingress {
namespace {

constexpr std::size_t kShownName = 80;
constexpr std::size_t kLongestSecret = 253;

/// As the API server writes it: `2024-01-31T08:00:00Z`. Anything else says nothing about age.
bool is_timestamp(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  return text.size() == kForm.size() && std::ranges::equal(text, kForm, [](char c, char form) { return form == '0' ? c >= '0' && c <= '9' : c == form; });
}

class Reader {
 public:
  Reader(const kube::Object& object, Lowering& to) : object_(object), to_(to) {}

  Ingress run() {
    const yaml::View body = object_.view(to_.sink);
    out_.object = &object_;
    read_metadata(body);
    const yaml::View spec = body.map("spec");
    if (!spec) {
      if (!body.has("spec")) to_.sink.report<Code::missing_field>(object_.at(), "spec", "");
      return std::move(out_);
    }
    if (const auto name = spec.text("ingressClassName")) out_.class_field = name->value;
    const std::string_view default_key = object_.version == "v1" ? "defaultBackend" : "backend";
    if (const yaml::View backend = spec.map(default_key)) out_.default_backend = read_backend(backend);
    for (const yaml::View& rule : spec.list("rules").items())
      if (rule.as_map()) read_rule(rule);
    for (const yaml::View& tls : spec.list("tls").items())
      if (tls.as_map()) read_tls(tls);
    return std::move(out_);
  }

 private:
  void read_metadata(const yaml::View& body) {
    const yaml::View metadata = body.map("metadata");
    if (!metadata) return;
    Sink unused;  // `scalar_pairs` reports it
    if (const yaml::View annotations = yaml::View(metadata.node(), object_.file, unused).map("annotations"))
      out_.refused = std::ranges::any_of(annotations.node().members(), [](const yaml::Member& member) { return member.value.is_list() || member.value.is_map(); });
    if (const yaml::View created = metadata.get("creationTimestamp"); created && created.node().is_scalar() && is_timestamp(created.node().text()))
      out_.created = created.node().text();
    for (const kube::Pair& pair : kube::legal_labels(body, to_.sink))
      out_.labels.push_back({{std::string(pair.key), std::string(pair.value.value)}, pair.value.at});
    for (const kube::Pair& pair : kube::scalar_pairs(body, "annotations")) {
      if (pair.key == "kubernetes.io/ingress.class") {
        out_.class_annotation = pair.value.value;
        out_.class_annotation_at = pair.value.at;
      } else {
        out_.annotations.push_back({pair.key, pair.value});
        for (const Controller& controller : ingress_controllers())
          if (controller.names_services_in != nullptr && controller.names_services_in(pair.key, to_.options) && kube::is_label(pair.value.value)) out_.services_in = pair.value.value;
      }
    }
  }

  void read_rule(const yaml::View& view) {
    HostRule& rule = out_.rules.emplace_back();
    rule.at = view.at();
    if (const auto host = view.text("host")) {
      rule.at = host->at;
      rule.host = lower_case(host->value);
      if (rule.host != host->value) to_.sink.report<Code::host_lower_case>(host->at, host->value, rule.host);
      if (rule.host == "*") {
        to_.sink.report<Code::field_without_effect>(host->at, "*", "as a host: it is every host, as without it");
        rule.host.clear();
      }
    }
    const yaml::View http = view.map("http");
    rule.http = static_cast<bool>(http);
    if (!http) return;
    const yaml::Items paths = http.list("paths").items();
    rule.paths.reserve(paths.size());
    for (const yaml::View& path : paths)
      if (path.as_map()) read_path(path, rule);
  }

  void read_path(const yaml::View& view, HostRule& rule) {
    Path path;
    path.at = path.entry = view.at();
    if (const auto text = view.text("path")) {
      path.text = text->value;
      path.at = text->at;
    }
    if (const auto type = view.text("pathType")) {
      if (type->value == "Exact") path.type = PathType::Exact;
      else if (type->value == "Prefix") path.type = PathType::Prefix;
      else if (type->value != "ImplementationSpecific")
        to_.sink.report<Code::value_not_allowed>(type->at, "pathType", type->value, "Exact, Prefix, ImplementationSpecific");
    } else if (object_.version == "v1" && !view.has("pathType")) {
      to_.sink.report<Code::missing_field>(view.at(), "pathType", "");
    }
    const bool free = path.type == PathType::ImplementationSpecific && path.text.empty();
    if (!free && !path.text.starts_with('/')) {
      if (path.text.empty() && object_.version != "v1") path.text = "/";
      else {
        to_.sink.report<Code::wrong_path_for_type>(path.entry, path.text, word(path.type));
        view.mark_all_read();
        return;
      }
    }
    if (const yaml::View backend = view.map("backend")) path.backend = read_backend(backend);
    else if (!view.has("backend")) to_.sink.report<Code::missing_field>(view.at(), "backend", "");
    rule.paths.push_back(path);
  }

  static std::string_view word(PathType type) {
    return type == PathType::Exact ? "Exact" : type == PathType::Prefix ? "Prefix" : "ImplementationSpecific";
  }

  /// A name that no Service can have: the rule is withheld, since no manifest may hold it.
  Backend read_backend(const yaml::View& view) {
    Backend out = read_any_backend(view);
    if (!out.written || out.resource || kube::is_label(out.service)) return out;
    to_.sink.report<Code::value_not_allowed>(out.at, "service.name", out.service.substr(0, kShownName), kube::kLabelForm);
    out.resolved = false;
    return out;
  }

  Backend read_any_backend(const yaml::View& view) {
    Backend out;
    out.at = view.at();
    if (const yaml::View resource = view.map("resource")) {
      resource.mark_all_read();
      out.written = out.resource = true;
      return out;
    }
    if (object_.version != "v1") {
      const auto name = view.required_text("serviceName");
      if (name) out.service = name->value;
      out.written = name.has_value();
      if (const yaml::View port = view.get("servicePort")) read_port(port, out, true);
      else to_.sink.report<Code::missing_field>(view.at(), "servicePort", "");
      return out;
    }
    const yaml::View service = view.map("service");
    if (!service) {
      if (!view.has("service")) to_.sink.report<Code::missing_field>(view.at(), "service", "");
      return out;
    }
    const auto name = service.required_text("name");
    if (name) out.service = name->value;
    out.written = name.has_value();
    const yaml::View port = service.map("port");
    if (const auto number = port ? port.integer("number", 1, 65535) : std::nullopt) take_number({number->value, number->at}, out);
    else if (const yaml::View by_name = port ? port.get("name") : yaml::View()) read_port(by_name, out, false);
    else if (!port || !port.has("number")) to_.sink.report<Code::missing_field>(service.at(), "port", "");
    return out;
  }

  /// A number, the name of a port, or, in older versions, a number in quotes, which every controller reads as a number.
  void read_port(const yaml::View& port, Backend& out, bool number_allowed) {
    if (number_allowed && port.is_integer()) {
      if (const auto number = port.as_integer(1, 65535)) take_number(*number, out);
      return;
    }
    const auto text = port.as_text();
    if (!text || out.service.empty()) return;
    std::int64_t number = 0;
    const char* end = text->value.data() + text->value.size();
    const auto read = std::from_chars(text->value.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end && number >= 1 && number <= 65535) {
      to_.sink.report<Code::old_spelling>(text->at, fmt::format("\"{}\"", text->value), text->value);
      return take_number({number, text->at}, out);
    }
    const kube::ServicePort found = kube::service_or_target_port(to_.bundle, out_.service_name_space(), out.service, text->value);
    if (!found.number) {
      to_.sink.report<Code::service_port_unknown>(text->at, text->value, out.service, found.why_not);
      return;
    }
    out.port = static_cast<std::int32_t>(*found.number);
    out.by_target = found.by_target;
    out.resolved = out.by_name = true;
  }

  void take_number(From<std::int64_t> number, Backend& out) {
    out.port = out.written_port = static_cast<std::int32_t>(number.value);
    out.resolved = true;
    const kube::PortNumber known = kube::port_number(to_.bundle, out_.service_name_space(), out.service, number.value);
    if (known.with_target) {
      out.by_target = true;
      out.port = static_cast<std::int32_t>(*known.with_target);
    } else if (known.missing) {
      to_.sink.report<Code::service_port_unknown>(number.at, number.value, out.service, "the Service has no such port, and requests fail as they do today").severity = Severity::Warning;
    }
  }

  void read_tls(const yaml::View& view) {
    Tls& tls = out_.tls.emplace_back();
    tls.at = view.at();
    for (const auto& host : view.texts("hosts")) tls.hosts.push_back({lower_case(host.value), host.at});
    const auto secret = view.text("secretName");
    if (!secret || secret->value.empty()) return;
    if (secret->value.size() <= kLongestSecret) tls.secret = *secret;
    else  // no Secret can be called so, and no listener refers to it
      to_.sink.report<Code::value_not_allowed>(secret->at, "secretName", secret->value.substr(0, kShownName), "the names of at most 253 characters");
  }

  const kube::Object& object_;
  Lowering& to_;
  Ingress out_;
};

}  // namespace

const Annotation* Ingress::annotation(std::string_view key) const {
  const auto found = std::ranges::find(annotations, key, &Annotation::key);
  return found == annotations.end() ? nullptr : &*found;
}

std::vector<const Backend*> backends_of(const Ingress& ingress) {
  std::vector<const Backend*> out;
  const auto add = [&](const Backend& backend) {
    if (backend.written && !backend.resource) out.push_back(&backend);
  };
  add(ingress.default_backend);
  for (const HostRule& rule : ingress.rules)
    for (const Path& path : rule.paths) add(path.backend);
  return out;
}

std::string written_port(const Ingress& ingress, const Backend& backend, const kube::Bundle& bundle) {
  return backend.by_name ? std::string(kube::target_port(bundle, ingress.service_name_space(), backend.service, backend.port)) : std::to_string(backend.written_port);
}

std::string host_in_name(std::string_view host) {
  if (host.empty()) return "any-host";
  return host.starts_with('*') ? std::string("wildcard").append(host.substr(1)) : std::string(host);
}

Ingress read(const kube::Object& object, Lowering& to) { return Reader(object, to).run(); }

}  // namespace gw::ingress
