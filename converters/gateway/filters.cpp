#include "gateway/filters.h"

#include "gateway/extensions/extensions.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace gw::gateway {
namespace {

using yaml::Value;

constexpr std::string_view kRewrite = "spec.rules[].filters[].urlRewrite";
constexpr std::string_view kRedirectPath = "spec.rules[].filters[].requestRedirect.path";
constexpr std::string_view kRedirectCode = "spec.rules[].filters[].requestRedirect.statusCode";

void need(Plan& plan, Origin at, std::string_view what, std::string_view field, const Settings& settings, Sink& sink) {
  if (has_field(settings.target, "HTTPRoute", field)) return;
  std::string since = first_available("HTTPRoute", field);
  Finding& finding = sink.report<Code::filter_needs_release>(at, what, since, describe(settings.target));
  finding.available = std::move(since);
  plan.filtered = false;
  if (!sink.accepts(Code::filter_needs_release)) plan.printed = false;
}

Value path_value(const model::PathRewrite& rewrite, Origin at) {
  Value out = Value::map("path", 2);
  const bool whole = rewrite.kind == model::PathRewrite::Kind::Whole;
  out.add(Value::string("type", whole ? "ReplaceFullPath" : "ReplacePrefixMatch", at));
  out.add(Value::string(whole ? "replaceFullPath" : "replacePrefixMatch", rewrite.text, at));
  return out;
}

Value filter(std::string_view type, Value body) {
  Value out = Value::map({}, 2);
  out.at = body.at;
  out.add(Value::string("type", std::string(type), body.at));
  out.add(std::move(body));
  return out;
}

Value reference_value(const Extensions::Reference& to, const std::string& name) {
  Value out = Value::map("extensionRef", 3);
  out.add(Value::string("group", std::string(to.group)));
  out.add(Value::string("kind", std::string(to.kind)));
  out.add(Value::string("name", name));
  return filter("ExtensionRef", std::move(out));
}

Value redirect_value(const From<model::Redirect>& redirect, Target target) {
  const model::Redirect& to = redirect.value;
  Value out = Value::map("requestRedirect", 5);
  out.at = redirect.at;
  if (!to.scheme.empty()) out.add(Value::string("scheme", to.scheme, redirect.at));
  if (!to.host.empty()) out.add(Value::string("hostname", to.host, redirect.at));
  if (to.port != 0) out.add(Value::number("port", to.port, redirect.at));
  if (to.path) out.add(path_value(*to.path, redirect.at));
  out.add(Value::number("statusCode", redirect_code(target, to.code), redirect.at));
  return filter("RequestRedirect", std::move(out));
}

Value rewrite_value(const model::Filters& filters) {
  Value out = Value::map("urlRewrite", 2);
  out.at = filters.rewrite ? filters.rewrite->at : filters.host_header->at;
  if (filters.host_header) out.add(Value::string("hostname", filters.host_header->value, filters.host_header->at));
  if (filters.rewrite) out.add(path_value(filters.rewrite->value, filters.rewrite->at));
  return filter("URLRewrite", std::move(out));
}

Value texts(std::string_view key, const std::vector<std::string>& items, Origin at) {
  Value out = Value::list(key, items.size());
  for (const std::string& item : items) out.add(Value::string({}, item, at));
  return out;
}

void add_headers(std::string_view key, const std::vector<model::Header>& headers, Value& out) {
  if (headers.empty()) return;
  Value& list = out.add(Value::list(key, headers.size()));
  for (const model::Header& header : headers) {
    Value item = Value::map({}, 2);
    item.at = header.at;
    item.add(Value::string("name", header.name, header.at));
    item.add(Value::string("value", header.value, header.at));
    list.add(std::move(item));
  }
  if (!out.at.known()) out.at = headers.front().at;
}

Value headers_value(std::string_view type, std::string_view key, const std::vector<model::Header>& set, const std::vector<model::Header>& add,
                    const std::vector<std::string>& remove, Origin at) {
  Value out = Value::map(key, 3);
  out.at = at;
  add_headers("set", set, out);
  add_headers("add", add, out);
  if (!remove.empty()) out.add(texts("remove", remove, {}));
  return filter(type, std::move(out));
}

Value cors_value(const model::Cors& cors) {
  Value out = Value::map("cors", 6);
  out.at = cors.at;
  out.add(texts("allowOrigins", cors.origins, cors.at));
  if (cors.credentials) out.add({.kind = Value::Kind::Bool, .at = cors.at, .key = "allowCredentials", .text = "true"});
  if (!cors.methods.empty()) out.add(texts("allowMethods", cors.methods, cors.at));
  if (!cors.headers.empty()) out.add(texts("allowHeaders", cors.headers, cors.at));
  if (!cors.exposed.empty()) out.add(texts("exposeHeaders", cors.exposed, cors.at));
  out.add(Value::number("maxAge", cors.max_age_seconds, cors.at));
  return filter("CORS", std::move(out));
}

Value mirror_value(const model::MirrorTo& mirror, std::string_view name_space) {
  Value backend = Value::map("backendRef", 3);
  backend.add(Value::string("name", mirror.service, mirror.at));
  if (mirror.name_space != name_space) backend.add(Value::string("namespace", mirror.name_space, mirror.at));
  backend.add(Value::number("port", mirror.port, mirror.at));
  Value out = Value::map("requestMirror", 1);
  out.at = mirror.at;
  out.add(std::move(backend));
  if (mirror.whole == 100) {
    out.add(Value::number("percent", mirror.share, mirror.at));
  } else if (mirror.whole != 0) {
    Value& fraction = out.add(Value::map("fraction", 2));
    fraction.add(Value::number("numerator", mirror.share, mirror.at));
    fraction.add(Value::number("denominator", mirror.whole, mirror.at));
  }
  return filter("RequestMirror", std::move(out));
}

Value external_auth_value(const model::ExternalAuth& auth) {
  Value backend = Value::map("backendRef", 2);
  backend.add(Value::string("name", auth.service, auth.at));
  backend.add(Value::number("port", auth.port, auth.at));
  // Without being asked, implementations forward Host, Method, Path, Content-Length and Authorization only.
  Value http = Value::map("http", 3);
  if (auth.path != "/") http.add(Value::string("path", auth.path, auth.at));
  std::vector<std::string> headers = auth.request_headers;
  for (const std::string_view name : {"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"})
    if (std::ranges::find(headers, name) == headers.end()) headers.emplace_back(name);
  http.add(texts("allowedHeaders", headers, auth.at));
  if (!auth.response_headers.empty()) http.add(texts("allowedResponseHeaders", auth.response_headers, auth.at));
  Value out = Value::map("externalAuth", 3);
  out.at = auth.at;
  out.add(Value::string("protocol", "HTTP", auth.at));
  out.add(std::move(backend));
  out.add(std::move(http));
  return filter("ExternalAuth", std::move(out));
}

/// The first release with CORS takes no `*` for any origin.
void check_origins(Plan& plan, const model::Cors& cors, const Settings& settings, Sink& sink) {
  constexpr std::string_view kOrigin = "spec.rules[].filters[].cors.allowOrigins[]";
  if (std::ranges::find(cors.origins, "*") == cors.origins.end()) return;
  if (!has_field(settings.target, "HTTPRoute", kOrigin) || has_field(settings.target, "HTTPRoute", kOrigin, "*")) return;
  std::string since = first_available("HTTPRoute", kOrigin, "*");
  sink.report<Code::target_lacks_value>(cors.at, fmt::format("HTTPRoute.{}", kOrigin), "*", since, describe(settings.target)).available = since;
  plan.any_origin = false;
}

/// A copy of every request is not what a copy of some is.
void check_share(Plan& plan, const model::MirrorTo& mirror, const Settings& settings, Sink& sink) {
  constexpr std::string_view kPercent = "spec.rules[].filters[].requestMirror.percent";
  if (has_field(settings.target, "HTTPRoute", kPercent)) return;
  std::string since = first_available("HTTPRoute", kPercent);
  Finding& finding = sink.report<Code::mirror_share_needs_release>(mirror.at, mirror.share, mirror.whole, since, describe(settings.target));
  finding.available = std::move(since);
  plan.mirrored = false;
}

}  // namespace

std::int64_t redirect_code(Target target, std::int64_t code) {
  if (has_field(target, "HTTPRoute", kRedirectCode, std::to_string(code))) return code;
  return code == 301 || code == 308 ? 301 : 302;
}

void check_filters(Plan& plan, const Settings& settings, Sink& sink) {
  const model::Filters* filters = plan.ref.rule->filters.get();
  if (filters == nullptr || plan.denies || !plan.printed) return;
  if (filters->rewrite)
    need(plan, filters->rewrite->at, fmt::format("the rewrite to `{}`{}", filters->rewrite->value.text, filters->host_header ? fmt::format(" on host `{}`", filters->host_header->value) : ""), kRewrite, settings, sink);
  else if (filters->host_header)
    need(plan, filters->host_header->at, fmt::format("the host `{}` for the backend", filters->host_header->value), kRewrite, settings, sink);
  if (filters->mirror && filters->mirror->whole != 0) check_share(plan, *filters->mirror, settings, sink);
  if (filters->cors) check_origins(plan, *filters->cors, settings, sink);
  if (!filters->redirect) return;
  const model::Redirect& to = filters->redirect->value;
  if (to.path) need(plan, filters->redirect->at, fmt::format("the redirect to path `{}`", to.path->text), kRedirectPath, settings, sink);
  if (!plan.filtered && plan.ref.rule->backends.empty()) plan.printed = false;  // nothing would be left of it
  if (!plan.printed) return;
  const std::int64_t code = redirect_code(settings.target, to.code);
  if (code == to.code) return;
  std::string since = first_available("HTTPRoute", kRedirectCode, std::to_string(to.code));
  Finding& finding = sink.report<Code::redirect_code_changed>(filters->redirect->at, to.code, since, describe(settings.target), code);
  finding.available = std::move(since);
}

std::vector<Value> filter_values(const Plan& plan, const Settings& settings) {
  std::vector<Value> out;
  const model::Filters* filters = plan.ref.rule->filters.get();
  for (const std::string& name : plan.references) out.push_back(reference_value(extensions_of(settings)->filter, name));
  if (filters == nullptr || plan.denies) return out;
  if (filters->external_auth) out.push_back(external_auth_value(*filters->external_auth));
  if (filters->redirect && plan.filtered) out.push_back(redirect_value(*filters->redirect, settings.target));
  if ((filters->rewrite || filters->host_header) && plan.filtered) out.push_back(rewrite_value(*filters));
  if (!filters->request_set.empty() || !filters->request_add.empty() || !filters->request_remove.empty())
    out.push_back(headers_value("RequestHeaderModifier", "requestHeaderModifier", filters->request_set, filters->request_add, filters->request_remove, filters->request_at));
  if (!filters->response_set.empty() || !filters->response_add.empty() || !filters->response_remove.empty())
    out.push_back(headers_value("ResponseHeaderModifier", "responseHeaderModifier", filters->response_set, filters->response_add, filters->response_remove, filters->response_at));
  if (filters->mirror && plan.mirrored) out.push_back(mirror_value(*filters->mirror, plan.ref.route->name_space));
  if (filters->cors && plan.any_origin) out.push_back(cors_value(*filters->cors));
  return out;
}

}  // namespace gw::gateway
