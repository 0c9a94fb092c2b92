#include "convert.h"

#include <algorithm>

#include "convert_finish.h"
#include "dialects.h"
#include "gateway/implementations/watch.h"
#include "gateway/lower.h"
#include "kube/bundle.h"
#include "pass_through.h"
#include "printer.h"
#include "selection.h"
#include "source/words.h"
#include "yaml/read.h"

namespace gw {
namespace {

gateway::Target target_of(const Options& options) {
  const auto channel = options.experimental ? gateway::Channel::Experimental : gateway::Channel::Standard;
  return gateway::find_target(options.release, channel).value_or(gateway::Target{});
}

const gateway::Implementation& implementation_of(const Options& options) {
  const gateway::Implementation* named = gateway::find_implementation(options.implementation);
  return named == nullptr ? gateway::implementations().front() : *named;
}

/// Where a question to an authorization server can be asked instead; empty if the target does it.
std::string external_auth_since(const Options& options) {
  constexpr std::string_view kExternalAuth = "spec.rules[].filters[].externalAuth";
  if (!gateway::has_field(target_of(options), "HTTPRoute", kExternalAuth)) return gateway::first_available("HTTPRoute", kExternalAuth);
  return implementation_of(options).lost_guard("HTTPRoute", kExternalAuth) == nullptr ? "" : "an implementation that reads the filter";
}

SourceOptions source_options(const Options& options) {
  return {options.ingress_class, options.controller, options.default_certificate, options.hsts, options.ingress_nginx_version,
          external_auth_since(options)};
}

/// Turns the chosen objects into the model, kind by kind, then puts the routes back into the order of the input.
model::Model make_model(const kube::Bundle& bundle, const Selection& selection, const Options& options, std::size_t& left_out, Sink& sink) {
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
      }
    }
  }
  left_out = to.left_out;
  if (selection.unread_guard())
    for (model::Route& route : model.routes)
      for (model::Rule& rule : route.rules) rule.withheld = model::Withheld::Guarded;
  if (to.without_upgrade > 0) sink.report<Code::upgrade_not_blocked>(Origin{}, plural(to.without_upgrade, "rule"));
  std::ranges::stable_sort(model.routes, {}, [](const model::Route& route) { return std::pair(route.at.file, route.at.span.begin); });
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
  out.plain_path_is_prefix = options.plain_path == PlainPath::Prefix;
  out.route_per_resource = options.route_per == RoutePer::Resource;
  out.approximate_timeouts = options.timeouts == TimeoutPolicy::Approximate;
  out.regex_paths = options.regex_paths;
  out.annotate = options.annotate;
  return out;
}

/// Objects that name no namespace, next to others that do, are taken to be in `default`: otherwise a reference between
/// them would depend on where they are applied.
std::string_view assumed_namespace(const yaml::Tree& tree, const Options& options) {
  if (!options.default_namespace.empty()) return options.default_namespace;
  bool named = false;
  bool open = false;
  for (const yaml::Document& document : tree.documents) kube::count_namespaces(document.root, named, open);
  return named && open ? "default" : "";
}

}  // namespace

Conversion convert(std::span<const Source> sources, const Options& options) {
  Sink sink(options.accepted);
  Conversion result;
  const yaml::Tree tree = yaml::read(sources, options.threads, sink);
  const std::string_view name_space = assumed_namespace(tree, options);
  const kube::Bundle bundle = kube::gather(tree, sources, name_space, sink);
  if (options.default_namespace.empty() && !name_space.empty()) sink.report<Code::namespace_assumed>(Origin{}, name_space);

  const Selection selection(bundle, options, sink);
  std::size_t left_out = 0;
  const model::Model model = make_model(bundle, selection, options, left_out, sink);
  if (selection.count() == left_out) sink.report<Code::nothing_to_convert>(Origin{});

  const gateway::Settings settings = settings_for(options);
  gateway::Watch watch(implementation_of(options), settings.target, sink);
  Printer printer(sources, options, settings.target, watch, sink, result.manifests);
  const auto emit = [&](std::string_view kind, std::string_view in, std::string_view name, yaml::Value object) {
    printer.print(kind, in, name, std::move(object));
  };
  const gateway::Summary summary = gateway::lower(model, settings, taken_names(bundle), emit, sink);
  const bool class_left_out = settings.controller_name.empty() && !result.manifests.empty();
  if (options.pass_through) pass_through(bundle, result.manifests, printer.unchanged(), sink);
  if (!result.manifests.empty()) {
    gateway::report_implementation(implementation_of(options), settings, class_left_out, sink);
    watch.report();
  }

  result.totals = {bundle.objects().size(), selection.count() - left_out, summary.rules, summary.not_printed};
  result.findings = finish_findings(std::move(sink.findings()));
  if (options.locate) locate_findings(result.findings, bundle);
  result.redacted = finish_redacted(std::move(sink.redacted()));
  return result;
}

}  // namespace gw
