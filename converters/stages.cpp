#include "stages.h"

#include <algorithm>

#include "dialects.h"
#include "gateway/clients.h"
#include "gateway/extensions/extensions.h"
#include "source/words.h"

namespace gw {

gateway::Target target_of(const Options& options) {
  const auto channel = options.experimental ? gateway::Channel::Experimental : gateway::Channel::Standard;
  return gateway::find_target(options.release, channel).value_or(gateway::Target{});
}

const gateway::Implementation& implementation_of(const Options& options) {
  const gateway::Implementation* named = gateway::find_implementation(options.implementation);
  return named == nullptr ? gateway::implementations().front() : *named;
}

std::string external_auth_since(const Options& options) {
  constexpr std::string_view kExternalAuth = "spec.rules[].filters[].externalAuth";
  if (!gateway::has_field(target_of(options), "HTTPRoute", kExternalAuth)) return gateway::first_available("HTTPRoute", kExternalAuth);
  return implementation_of(options).lost_guard("HTTPRoute", kExternalAuth) == nullptr ? "" : "an implementation that reads the filter";
}

std::string client_certificates_since(const Options& options) {
  return gateway::asks_clients(settings_for(options)) == gateway::AsksClients::No ? gateway::clients_asked_since() : "";
}

namespace {

GatewayParameters gateway_parameters(const Options& options, const gateway::Settings& settings) {
  if (!gateway::has_parameters(settings)) return {};
  const gateway::Extensions::Reference& usual = gateway::extensions_of(settings)->parameters;
  const std::string kind(usual.kind);
  return {.name = options.gateway_parameters.empty() ? usual.name : std::string_view(options.gateway_parameters),
          .name_space = options.gateway_namespace,
          .chosen = !options.gateway_parameters.empty(),
          .printed = (options.only_kinds.empty() || options.only_kinds.contains(kind)) && !options.omit_kinds.contains(kind)};
}

SourceOptions source_options(const Options& options) {
  const gateway::Settings settings = settings_for(options);
  return {options.ingress_class, options.controller, options.default_certificate, options.hsts, options.ingress_nginx_version, options.apisix_version,
          options.apisix_router == "radixtree_uri" ? ApisixRouter::Uri : options.apisix_router == "radixtree_uri_with_parameter" ? ApisixRouter::UriWithParameter : ApisixRouter::HostUri,
          external_auth_since(options), client_certificates_since(options), gateway::asks_clients(settings) == gateway::AsksClients::ByGateway,
          implementation_of(options).router.tells_listeners_apart, options.inline_secrets, gateway::keeps_of(settings), gateway_parameters(options, settings)};
}

}  // namespace

void prepare(kube::Bundle& bundle, const Options& options, yaml::Nodes& nodes, Sink& sink) {
  const SourceOptions source = source_options(options);
  for (const Dialect* dialect : dialects())
    if (dialect->prepare != nullptr) dialect->prepare({bundle, nodes, sink, source});
}

model::Model make_model(const kube::Bundle& bundle, const Selection& selection, const Options& options, std::vector<const kube::Object*>& left_out, Sink& sink) {
  model::Model model;
  Lowering to{.bundle = bundle, .model = model, .sink = sink, .options = source_options(options)};
  for (const Dialect* dialect : dialects()) {
    for (const Kind& kind : dialect->kinds) {
      const auto objects = selection.of(kind);
      for (const kube::Object* object : objects) kube::ignore_server_fields(object->view(sink));
      if (kind.lower_all != nullptr && !objects.empty()) kind.lower_all(objects, to);
      for (const kube::Object* object : objects) {
        if (kind.lower != nullptr) kind.lower(*object, to);
        kube::report_unread(*object, sink);
        step(options.progress);
      }
    }
  }
  for (const Dialect* dialect : dialects())
    if (dialect->finish != nullptr) dialect->finish(to);
  left_out = std::move(to.left_out);
  if (selection.unread_guard())
    for (model::Route& route : model.routes)
      for (model::Rule& rule : route.rules) rule.withheld = model::Withheld::Guarded;
  if (to.without_upgrade > 0 && !implementation_of(options).router.refuses_upgrades) sink.report<Code::upgrade_not_blocked>(Origin{}, plural(to.without_upgrade, "rule"));
  const auto place = [](const model::Route& route) { return std::pair(route.at.file, route.at.span.begin); };
  if (!std::ranges::is_sorted(model.routes, {}, place)) std::ranges::stable_sort(model.routes, {}, place);
  return model;
}

gateway::Settings settings_for(const Options& options) {
  gateway::Settings out;
  out.target = target_of(options);
  out.api_version = options.api_version;
  const gateway::Implementation& implementation = implementation_of(options);
  out.implementation = &implementation;
  out.gateway_class = options.gateway_class.empty() ? implementation.gateway_class : options.gateway_class;
  out.controller_name = options.controller_name.empty() ? implementation.controller_name : options.controller_name;
  out.gateway = options.gateway;
  out.gateway_namespace = options.gateway_namespace;
  out.gateway_parameters = options.gateway_parameters;
  out.plain_path_is_prefix = options.plain_path == PlainPath::Prefix;
  out.route_per_resource = options.route_per == RoutePer::Resource;
  out.approximate_timeouts = options.timeouts == TimeoutPolicy::Approximate;
  out.regex_paths = options.regex_paths;
  out.annotate = options.annotate || options.survey;
  return out;
}

std::string_view assumed_namespace(const yaml::Tree& tree, const Options& options) {
  if (!options.default_namespace.empty()) return options.default_namespace;
  bool named = false;
  bool open = false;
  for (const yaml::Document& document : tree.documents) kube::count_namespaces(document.root, named, open);
  return named && open ? "default" : "";
}

}  // namespace gw
