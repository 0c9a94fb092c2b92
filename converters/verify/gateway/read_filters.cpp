#include <fmt/format.h>

#include <algorithm>

#include "verify/gateway/grants.h"
#include "verify/gateway/objects.h"
#include "verify/words.h"

namespace gw::verify::gateway {
namespace {

/// A later filter changes what an earlier one has left; `add` after `set` appends.
void read_headers(const yaml::View& filter, HeaderChanges& out) {
  for (const yaml::View& one : filter.list("set").items()) out[lower_case(text_of(one, "name", ""))] = "=" + text_of(one, "value", "");
  for (const yaml::View& one : filter.list("add").items()) {
    std::string& change = out[lower_case(text_of(one, "name", ""))];
    change = change.empty() || change == "-" ? "+" + text_of(one, "value", "") : change + ", " + text_of(one, "value", "");
  }
  for (const auto& name : filter.texts("remove")) out[lower_case(name.value)] = "-";
}

PathChange read_path(const yaml::View& path) {
  const std::string type = text_of(path, "type", "");
  if (type == "ReplaceFullPath") return {PathChange::Kind::Full, text_of(path, "replaceFullPath", "/")};
  if (type == "ReplacePrefixMatch") return {PathChange::Kind::Prefix, text_of(path, "replacePrefixMatch", "/")};
  return {};
}

/// What a filter refers to; empty, if nobody grants that.
std::string backend_name(const yaml::View& ref, const kube::Object& route, const Backends& backends, const Grants& grants) {
  const auto port = ref.integer("port", 0, kMostPort);
  const std::string to = text_of(ref, "namespace", route.name_space);
  const std::string name = text_of(ref, "name", "");
  if (to != route.name_space && !grants.allow(route.kind, route.name_space, "Service", to, name)) return {};
  return backends.of(to, name, port ? port->value : 0);
}

std::string read_mirror(const yaml::View& mirror, const kube::Object& route, const Backends& backends, const Grants& grants) {
  std::string out = backend_name(mirror.map("backendRef"), route, backends, grants);
  if (out.empty()) return out;
  if (const auto percent = mirror.integer("percent", 0, 100)) out += fmt::format(" ({} %)", percent->value);
  const yaml::View fraction = mirror.map("fraction");
  if (const auto numerator = fraction.integer("numerator", 0, 1'000'000'000)) {
    const auto denominator = fraction.integer("denominator", 1, 1'000'000'000);
    out += fmt::format(" ({:g} %)", 100.0 * static_cast<double>(numerator->value) / static_cast<double>(denominator ? denominator->value : 100));
  }
  return out;
}

std::vector<std::string> texts(const yaml::View& view, std::string_view key) {
  std::vector<std::string> out;
  for (const auto& one : view.texts(key)) out.emplace_back(one.value);
  return out;
}

std::string read_cors(const yaml::View& cors) {
  const auto credentials = cors.boolean("allowCredentials");
  const auto age = cors.integer("maxAge", 0, 1'000'000'000);
  return words(Cors{texts(cors, "allowOrigins"), texts(cors, "allowMethods"), texts(cors, "allowHeaders"), texts(cors, "exposeHeaders"),
                    credentials && credentials->value, age ? age->value : 5});
}

Redirect read_redirect(const yaml::View& filter) {
  Redirect out;
  out.scheme = text_of(filter, "scheme", "");
  out.hostname = text_of(filter, "hostname", "");
  if (const auto port = filter.integer("port", 1, kMostPort)) out.port = port->value;
  if (const auto code = filter.integer("statusCode", 100, 599)) out.status = static_cast<int>(code->value);
  out.path = read_path(filter.map("path"));
  return out;
}

}  // namespace

Filters read_filters(const yaml::View& filters, const kube::Object& route, const Backends& backends, const Grants& grants) {
  constexpr std::string_view kTypes[] = {"CORS", "ExtensionRef", "ExternalAuth", "RequestHeaderModifier", "RequestMirror", "RequestRedirect", "ResponseHeaderModifier", "URLRewrite"};
  Filters out;
  for (const yaml::View& filter : filters.items()) {
    const std::string type = text_of(filter, "type", "");
    if (std::ranges::find(kTypes, type) == std::end(kTypes)) out.unknown.push_back(type);
    if (type == "RequestHeaderModifier") read_headers(filter.map("requestHeaderModifier"), out.request_headers);
    if (type == "ResponseHeaderModifier") read_headers(filter.map("responseHeaderModifier"), out.response_headers);
    if (type == "RequestRedirect") out.redirect = read_redirect(filter.map("requestRedirect"));
    if (type == "RequestMirror")
      if (std::string mirror = read_mirror(filter.map("requestMirror"), route, backends, grants); !mirror.empty()) out.mirrors.push_back(std::move(mirror));
    if (type == "CORS") out.cors = read_cors(filter.map("cors"));
    if (type == "ExternalAuth") {
      const std::string by = backend_name(filter.map("externalAuth").map("backendRef"), route, backends, grants);
      out.guards.push_back("external authorization by " + (by.empty() ? "a Service that no ReferenceGrant lets it refer to" : by));
    }
    if (type == "URLRewrite") {
      const yaml::View rewrite = filter.map("urlRewrite");
      out.hostname = text_of(rewrite, "hostname", out.hostname);
      if (const PathChange path = read_path(rewrite.map("path")); path.kind != PathChange::Kind::None) out.path = path;
    }
    if (type == "ExtensionRef") {
      const yaml::View ref = filter.map("extensionRef");
      out.extensions.push_back(text_of(ref, "kind", "") + " " + text_of(ref, "name", ""));
    }
  }
  return out;
}

}  // namespace gw::verify::gateway
