#include "nginx/rules.h"

#include <algorithm>
#include <span>

#include "kube/services.h"
#include "model/regex.h"

namespace gw::nginx {
namespace {

using model::Condition;

constexpr std::int64_t kWholeWeight = 100;

model::Backend backend_of(const ingress::Backend& backend) { return {std::string(backend.service), backend.port, std::nullopt, backend.at}; }

Condition condition(Condition::Subject subject, const Annotation& name, std::string value, Origin at, Condition::Test test = Condition::Test::Equal) {
  return {.subject = subject, .test = test, .name = std::string(name.value.value), .values = {std::move(value)}, .at = at};
}

/// A copy of `main` for requests with one more condition.
model::Rule with(const model::Rule& main, Condition extra, const ingress::Backend& backend) {
  model::Rule out = main;
  out.conditions.push_back(std::move(extra));
  out.backends = {backend_of(backend)};
  return out;
}

}  // namespace

model::Rule Rules::base(const Place& place) const {
  model::Rule rule;
  const Location& location = *place.location;
  rule.at = location.at;
  if (!server_.host.empty()) rule.hosts.push_back({server_.host, server_.at});
  rule.paths.push_back({place.match, {}, location.path, location.at});
  rule.withheld = std::max({place.withheld, location.withheld, location.settings->withheld_at(location.path)});
  if (server_.guarded) rule.withheld = model::Withheld::Guarded;
  if (!place.also.empty() && rule.withheld == model::Withheld::Guarded) {
    model::Path& other = rule.paths.emplace_back();
    other.match = {model::PathMatch::Kind::Regex, place.also};
    other.written = location.path;
    other.at = location.at;
  }
  return rule;
}

std::shared_ptr<const model::Filters> Rules::filters(const Place& place, Door door) const {
  const model::Filters& base = context_.filters.at(place.location->settings);
  const bool hsts = door == Door::Https && context_.defaults.hsts && context_.to.options.hsts;
  bool any = base.host_header || !base.request_set.empty() || !base.request_remove.empty() || !base.response_set.empty() || base.cors || base.mirror || base.external_auth;
  if (!any && !hsts && !(place.rewritten && place.rewritten->path)) return nullptr;
  model::Filters out = base;
  if (place.location->path.starts_with(kAcme)) out.external_auth.reset();  // config.go, NoAuthLocations
  if (place.rewritten && place.rewritten->path && place.location->settings->rewrite_target != nullptr) {
    out.rewrite = From<model::PathRewrite>{*place.rewritten->path, place.location->settings->rewrite_target->value.at};
    if (!out.request_set.empty() && place.location->settings->forwarded_prefix != nullptr) place.location->settings->forwarded_prefix->in_output = true;
    any = true;
  } else {
    std::erase_if(out.request_set, [](const model::Header& header) { return header.name == "X-Forwarded-Prefix"; });
  }
  if (hsts) {
    out.response_set.push_back({"Strict-Transport-Security", context_.defaults.hsts_header(), {}});
    any = true;
  }
  return any ? std::make_shared<const model::Filters>(std::move(out)) : nullptr;
}

void Rules::serve(const Place& place, Door door, std::vector<model::Rule>& out) const {
  const Location& location = *place.location;
  const Settings& settings = *location.settings;
  model::Rule rule = base(place);
  std::optional<From<model::Redirect>> redirect;
  if (settings.redirect) redirect = settings.redirect;
  else if (place.rewritten && place.rewritten->redirect) redirect = From<model::Redirect>{*place.rewritten->redirect, settings.rewrite_target->value.at};
  if (redirect) {
    if (location.backend != nullptr && !location.implicit)
      context_.to.sink.report<Code::field_without_effect>(location.backend->at, "backend", "because every request is redirected");
    if (location.canary != nullptr)
      context_.to.sink.report<Code::canary_ignored>(location.canary_backend->at, location.path, shown(server_), "every request is redirected");
    auto only = std::make_shared<model::Filters>();
    only->redirect = std::move(redirect);
    rule.filters = std::move(only);
    out.push_back(std::move(rule));
    return;
  }
  if (location.backend == nullptr) return;
  rule.filters = filters(place, door);
  if (!location.backend->resolved) rule.withheld = std::max(rule.withheld, model::Withheld::Omitted);
  rule.withheld = std::max(rule.withheld, check_backend(place));
  rule.backends.push_back(backend_of(*location.backend));
  const Upstream& upstream = context_.upstreams.at(&settings);
  rule.upstream = upstream.settings;
  rule.timeouts = upstream.timeouts;
  if (rule.withheld == model::Withheld::No)
    for (const Annotation* annotation : upstream.annotations) annotation->in_output = true;
  const std::size_t first = out.size();
  if (location.canary != nullptr) add_canary(place, rule, out);
  out.push_back(std::move(rule));
  for (model::Rule& one : std::span(out).subspan(first)) mark_grpc(settings, one);
}

/// Canaries are spoken to like the Service whose requests they take.
void Rules::mark_grpc(const Settings& settings, model::Rule& rule) const {
  if (settings.backend_protocol == nullptr) return;
  const From<std::string_view>& protocol = settings.backend_protocol->value;
  const std::string value = upper_case(protocol.value);
  if (value != "GRPC" && value != "GRPCS") return;
  for (model::Backend& backend : rule.backends) {
    model::Grpc grpc{.written = "backend-protocol: " + value, .tls = value == "GRPCS", .at = protocol.at};
    grpc.said_by_port = kube::app_protocol(context_.to.bundle, settings.ingress->name_space(), backend.service, backend.port) == "kubernetes.io/h2c";
    backend.set_grpc(std::make_shared<const model::Grpc>(std::move(grpc)));
  }
}

bool Rules::goes_to_https(const Place& place) const {
  const Settings& settings = *place.location->settings;
  if (settings.redirect || place.location->path.starts_with(kAcme)) return false;
  if (server_.host.empty()) return settings.forces_https(context_.defaults);
  const bool secure = server_.listener || server_.certified;
  if (!secure) return settings.forces_https(context_.defaults);
  const bool out = settings.redirects_to_https(context_.defaults);
  if (settings.ssl_redirect != nullptr && out != context_.defaults.ssl_redirect) settings.ssl_redirect->in_output = true;
  return out;
}

model::Rule Rules::to_https(const Place& place) const {
  model::Rule rule = base(place);
  rule.withheld = model::Withheld::No;  // what is guarded is behind HTTPS
  auto filters = std::make_shared<model::Filters>();
  const Settings& settings = *place.location->settings;
  const Annotation* forced = settings.force_ssl_redirect;
  const bool anyway = settings.ssl_redirect != nullptr ? *truth(settings.ssl_redirect->value.value) : context_.defaults.ssl_redirect;
  if (forced != nullptr) forced->in_output = !anyway;
  model::Redirect redirect{.scheme = "https", .code = context_.defaults.redirect_code};
  filters->redirect = From<model::Redirect>{std::move(redirect), forced == nullptr ? Origin{} : forced->value.at};
  rule.filters = std::move(filters);
  return rule;
}

model::Rule Rules::app_root(const Annotation& annotation) const {
  model::Rule rule;
  rule.at = annotation.value.at;
  if (!server_.host.empty()) rule.hosts.push_back({server_.host, server_.at});
  rule.paths.push_back({{model::PathMatch::Kind::Exact, "/"}, {}, "/", annotation.value.at});
  auto filters = std::make_shared<model::Filters>();
  model::Redirect redirect{.path = model::PathRewrite{model::PathRewrite::Kind::Whole, std::string(annotation.value.value)}, .code = 302};
  filters->redirect = From<model::Redirect>{std::move(redirect), annotation.value.at};
  rule.filters = std::move(filters);
  return rule;
}

model::Withheld Rules::check_backend(const Place& place) const {
  const Settings& settings = *place.location->settings;
  const ingress::Backend& backend = *place.location->backend;
  Sink& sink = context_.to.sink;
  const std::string_view name_space = settings.ingress->name_space();
  if (kube::is_external_name(context_.to.bundle, name_space, backend.service)) sink.report<Code::external_name_service>(backend.at, backend.service);
  if (settings.backend_protocol == nullptr) return model::Withheld::No;
  const Annotation& protocol = *settings.backend_protocol;
  const std::string value = upper_case(protocol.value.value);
  if (value == "GRPC") return model::Withheld::No;
  if (value == "HTTPS" || value == "GRPCS") {  // becomes a BackendTLSPolicy, for a port of the Service if it has a name
    if (const std::string_view name = kube::port_name(context_.to.bundle, name_space, backend.service, backend.port); !name.empty())
      context_.to.model.named_ports.push_back({std::string(name_space), std::string(backend.service), backend.port, std::string(name)});
    return model::Withheld::No;
  }
  report<Code::backend_protocol_not_expressible>(sink, protocol, value, "the rules of this Ingress are");
  return sink.accepts(Code::backend_protocol_not_expressible) ? model::Withheld::No : model::Withheld::Omitted;
}

/// The order of balancer.lua: header, cookie, weight. A header with a value or pattern decides only if it matches.
void Rules::add_canary(const Place& place, model::Rule& main, std::vector<model::Rule>& out) const {
  const Location& location = *place.location;
  const Canary& canary = location.canary->canary;
  const ingress::Backend& stable = *location.backend;
  const ingress::Backend& fresh = *location.canary_backend;
  if (!fresh.resolved) return;
  location.canary->live = location.canary->live || main.withheld == model::Withheld::No;
  if (location.canary->ingress->name_space() != location.settings->ingress->name_space()) {
    context_.to.sink.report<Code::canary_of_other_namespace>(fresh.at, location.path, shown(server_), location.canary->ingress->name_space());
    location.canary->live = false;
    return;
  }
  if (canary.header != nullptr) {
    const Annotation& header = *canary.header;
    if (canary.header_value != nullptr) {
      out.push_back(with(main, condition(Condition::Subject::Header, header, std::string(canary.header_value->value.value), header.value.at), fresh));
    } else if (canary.header_pattern != nullptr) {
      if (model::judge(canary.header_pattern->value.value).dialect != model::Dialect::Portable) header.in_output = false;
      out.push_back(with(main, condition(Condition::Subject::Header, header, std::string(canary.header_pattern->value.value), canary.header_pattern->value.at, Condition::Test::Regex), fresh));
    } else {
      out.push_back(with(main, condition(Condition::Subject::Header, header, "always", header.value.at), fresh));
      out.push_back(with(main, condition(Condition::Subject::Header, header, "never", header.value.at), stable));
    }
  }
  if (canary.cookie != nullptr) {
    out.push_back(with(main, condition(Condition::Subject::Cookie, *canary.cookie, "always", canary.cookie->value.at), fresh));
    out.push_back(with(main, condition(Condition::Subject::Cookie, *canary.cookie, "never", canary.cookie->value.at), stable));
  }
  const auto number = [](const Annotation* annotation) { return annotation == nullptr ? std::nullopt : whole_number(annotation->value.value); };
  const std::int64_t weight = std::max<std::int64_t>(0, number(canary.weight).value_or(0));
  const std::int64_t total = std::max(kWholeWeight, number(canary.weight_total).value_or(kWholeWeight));
  if (canary.header == nullptr && canary.cookie == nullptr && weight == 0)
    context_.to.sink.report<Code::canary_ignored>(fresh.at, location.path, shown(server_), "nothing sends requests to it");
  if (weight == 0) return;
  main.backends.front().weight = std::max<std::int64_t>(0, total - weight);
  main.backends.push_back(backend_of(fresh));
  main.backends.back().weight = std::min(weight, total);
}

}  // namespace gw::nginx
