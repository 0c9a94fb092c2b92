#include "apisix/ingress/controller.h"

#include <algorithm>

#include "apisix/ingress/as_route.h"
#include "apisix/keep.h"
#include "apisix/kinds.h"
#include "apisix/rule.h"

namespace gw::apisix {
namespace {

std::string sample_url(const model::Rule& rule) {
  const std::string host = rule.hosts.empty() ? "example.com" : rule.hosts.front().value;
  const model::PathMatch& path = rule.paths.front().match;
  return fmt::format("http://{}{}", host.starts_with('*') ? "a" + host.substr(1) : host, path.kind == model::PathMatch::Kind::Regex ? "/" : path.text);
}

/// A method that APISIX refuses.
std::string_view refused_method(const MethodLimit& limit) {
  if (!limit.allow) return limit.methods.empty() ? std::string_view() : limit.methods.front();
  const auto found = std::ranges::find_if(match_methods(), [&](std::string_view method) { return std::ranges::find(limit.methods, method) == limit.methods.end(); });
  return found == match_methods().end() ? std::string_view() : *found;
}

void report_refusal(const MethodLimit& limit, const model::Rule& rule, Sink& sink) {
  Finding& finding = sink.report<Code::method_refused_otherwise>(limit.at, limit.allow ? "http-allow-methods" : "http-block-methods", limit.allow ? "other" : "these");
  const std::string_view method = refused_method(limit);
  if (!method.empty() && rule.conditions.empty()) finding.witness = Witness{fmt::format("{} {}", method, sample_url(rule)), "405", "404 or 500"};
}

/// APISIX answers some methods with 405. A second rule on the same paths keeps them from rules that would serve them.
void refuse_methods(const MethodLimit& limit, model::Route& route, Sink& sink) {
  const std::size_t count = route.rules.size();
  for (std::size_t i = 0; i < count; ++i) {
    model::Rule& rule = route.rules[i];
    if (rule.paths.empty() || rule.withheld != model::Withheld::No) continue;
    report_refusal(limit, rule, sink);
    if (!limit.complete || (limit.allow && limit.methods.empty())) {
      rule.withheld = model::Withheld::Guarded;
      continue;
    }
    if (limit.methods.empty()) continue;
    model::Rule refused = rule;
    refused.methods.clear();
    if (!limit.allow)
      for (const std::string_view method : limit.methods) refused.methods.push_back({std::string(method), limit.at});
    refused.filters = nullptr;
    refused.withheld = model::Withheld::Refused;
    route.rules.push_back(std::move(refused));
  }
}

class Converter {
 public:
  Converter(const ingress::Class& of, Lowering& to) : of_(of), to_(to) {}

  void run() {
    std::vector<const ingress::Ingress*> all;
    for (const ingress::Ingress& ingress : of_.ingresses) {
      convert(ingress);
      all.push_back(&ingress);
    }
    ingress::carry_to_gateway(all, kIngressOwner, {}, to_);
  }

 private:
  /// APISIX looks for ports of the Service only, and answers 503 where there is none.
  void report_target_ports(const ingress::Ingress& ingress) {
    for (const ingress::HostRule& rule : ingress.rules)
      for (const ingress::Path& path : rule.paths) {
        const ingress::Backend& backend = path.backend;
        if (!backend.by_target) continue;
        Finding& finding = to_.sink.report<Code::service_port_unknown>(backend.by_name ? path.entry : backend.at, ingress::written_port(ingress, backend, to_.bundle), backend.service,
                                                                       fmt::format("it is the target port of port {}, and APISIX looks for ports of the Service", backend.port));
        if (!backend.by_name) finding.severity = Severity::Warning;  // such a port can be written, and requests fail as they do today
      }
  }

  void convert(const ingress::Ingress& ingress) {
    Annotations annotations(ingress, to_.options.apisix_version, to_.sink);
    annotations.hide_credentials();
    const std::size_t before = to_.sink.findings().size();
    const Mistakes mistakes(to_.sink);
    const std::size_t first = to_.model.routes.size();
    report_target_ports(ingress);
    plugins_ = nullptr;
    const AsApisix as = as_apisix(annotations, of_.name, to_.options.keeps.plugins, nodes_);
    for (const HostRoute& host : as.routes) add_route(ingress, host, as, mistakes);
    if (as.routes.empty()) to_.sink.report<Code::nothing_printed>(ingress.object->at(), ingress.label(), ": it has no path");
    std::vector<const kube::Object*> tls;
    for (const kube::Object& object : as.tls) tls.push_back(&object);
    lower_tls(tls, to_);
    annotations.report_rest();
    for (model::Part& part : annotations.report_lost(before, nothing_printed(first))) to_.model.parts.push_back(std::move(part));
  }

  /// Whether all rules since the route `first` are withheld.
  bool nothing_printed(std::size_t first) const {
    for (std::size_t i = first; i < to_.model.routes.size(); ++i)
      for (const model::Rule& rule : to_.model.routes[i].rules)
        if (rule.withheld == model::Withheld::No) return false;
    return true;
  }

  void add_route(const ingress::Ingress& ingress, const HostRoute& host, const AsApisix& as, const Mistakes& mistakes) {
    model::Route route;
    route.product = "APISIX";
    route.name_space = ingress.name_space();
    route.name = ingress.object->name;
    if (as.routes.size() > 1) route.name.append("-").append(ingress::host_in_name(host.host));
    route.ingress_class = of_.name;
    route.at = ingress.object->at();
    route.joined = true;
    read_http(host.object.view(to_.sink).map("spec"), host.object, to_, route, &as.settings);
    for (model::Rule& rule : route.rules) {
      if (rule.plugins != nullptr && plugins_ != nullptr) rule.plugins = plugins_;  // annotations are for all rules alike
      plugins_ = rule.plugins;
    }
    keep_backend_settings(as.settings, host.object, route, to_);
    for (model::Rule& rule : route.rules) {
      if (!as.unresolved.contains(rule.at)) continue;
      rule.withheld = std::max(rule.withheld, model::Withheld::Omitted);
      rule.backends.clear();
    }
    for (model::Rule& rule : route.rules) mistakes.withhold(rule.withheld);
    if (as.methods) refuse_methods(*as.methods, route, to_.sink);
    for (model::Rule& rule : route.rules)
      for (model::Backend& backend : rule.backends)
        if (host.object.name_space != ingress.name_space()) backend.set_name_space(std::string(host.object.name_space));
    ingress::carry_to_route(ingress, kIngressOwner, route, to_.sink);
    to_.model.routes.push_back(std::move(route));
  }

  const ingress::Class& of_;
  Lowering& to_;
  Nodes nodes_;
  std::shared_ptr<const model::Plugins> plugins_;
};

}  // namespace

bool take_class_parameters(const yaml::View& parameters, Lowering& to) {
  if (!parameters.node().is_map() || to.options.parameters.name.empty()) return false;
  const auto text = [&](std::string_view key) {
    const auto value = parameters.text(key);
    return value ? value->value : std::string_view();
  };
  const kube::Object* proxy = text("kind") == "GatewayProxy" ? to.bundle.find(text("apiGroup"), "GatewayProxy", text("namespace"), text("name")) : nullptr;
  if (proxy == nullptr || to.class_parameters != nullptr) return false;
  to.class_parameters = proxy;
  to.sink.report<Code::gateway_proxy_linked>(parameters.at(), proxy->label());
  return true;
}

void convert_ingresses(ingress::Class& of, Lowering& to) { Converter(of, to).run(); }

}  // namespace gw::apisix
