/// Ingresses as APISIX's controller turns them into routes: annotations are plugins (spec/apisix §4.6).
#include <fmt/format.h>

#include <algorithm>

#include "kube/certificates.h"
#include "verify/apisix/objects.h"
#include "verify/ingress/objects.h"
#include "verify/words.h"

namespace gw::verify::apisix {
namespace {

constexpr std::string_view kPrefix = "k8s.apisix.apache.org/";

/// Since which controllers an annotation counts, where not since the first ones, and until which.
struct Lifetime {
  std::string_view name;
  int since;
  int before = 0;
};
constexpr Lifetime kLifetimes[] = {
    {"allowlist-source-range", 100}, {"blocklist-source-range", 100}, {"whitelist-source-range", 1, 100}, {"auth-uri", 105}, {"auth-type", 105}, {"csrf-key", 105},
    {"enable-csrf", 105}, {"enable-response-rewrite", 106}, {"http-allow-methods", 106}, {"http-block-methods", 106}, {"http-redirect", 105}, {"http-redirect-code", 105},
    {"http-to-https", 100}, {"plugin-config-name", 105}, {"response-rewrite-add-header", 107}, {"response-rewrite-remove-header", 107}, {"response-rewrite-set-header", 107},
    {"rewrite-target", 100}, {"rewrite-target-regex", 100}, {"rewrite-target-regex-template", 100}, {"svc-namespace", 106}, {"use-regex", 104},
};

class Annotations {
 public:
  Annotations(const std::map<std::string, std::string, std::less<>>& all, int version) : all_(all), version_(version == 0 ? 1'000 : version) {}
  std::string text(std::string_view name) const {
    for (const Lifetime& one : kLifetimes)
      if (one.name == name && (version_ < one.since || (one.before != 0 && version_ >= one.before))) return "";
    const auto found = all_.find(std::string(kPrefix).append(name));
    return found == all_.end() ? "" : found->second;
  }
  bool truth(std::string_view name) const { return text(name) == "true"; }

 private:
  const std::map<std::string, std::string, std::less<>>& all_;
  int version_;
};

HeaderChanges response_headers(const Annotations& from) {
  HeaderChanges out;
  const auto each = [&](std::string_view name, std::string_view sign) {
    for (const std::string& item : comma_list(from.text(name)))
      if (const std::size_t colon = item.find(':'); colon != std::string::npos) {
        const std::size_t value = item.find_first_not_of(' ', colon + 1);
        out[lower_case(item.substr(0, colon))] = std::string(sign) + (value == std::string::npos ? "" : item.substr(value));
      }
  };
  each("response-rewrite-add-header", "+");
  each("response-rewrite-set-header", "=");
  for (const std::string& name : comma_list(from.text("response-rewrite-remove-header"))) out[lower_case(name)] = "-";
  return out;
}

void add_redirect(const Annotations& from, Plugins& out) {
  if (from.truth("http-to-https")) {
    out["redirect"].settings["http_to_https"] = "true";
  } else if (const std::string uri = from.text("http-redirect"); !uri.empty()) {
    const std::string code = from.text("http-redirect-code");
    const bool known = code.size() == 3 && code.starts_with("30") && code[2] >= '1' && code[2] <= '8';
    out["redirect"].settings = {{"uri", uri}, {"ret_code", known ? code : "301"}};
  }
}

void add_rewrite(const Annotations& from, Plugins& out) {
  const std::string pattern = from.text("rewrite-target-regex");
  const std::string target = from.text("rewrite-target-regex-template");
  if (const std::string uri = from.text("rewrite-target"); !uri.empty()) out["proxy-rewrite"].settings["uri"] = uri;
  else if (!pattern.empty() && !target.empty() && Regex(pattern, {}).decided()) out["proxy-rewrite"].lists["regex_uri"] = {pattern, target};
}

void add_guards(const Annotations& from, Plugins& out) {
  for (const std::string_view name : {"allowlist-source-range", "blocklist-source-range", "whitelist-source-range"})
    if (!from.text(name).empty()) out["ip-restriction"];
  if (from.truth("enable-csrf") && !from.text("csrf-key").empty()) out["csrf"];
  if (const std::string uri = from.text("auth-uri"); !uri.empty()) out["forward-auth"].settings["uri"] = uri;
  if (from.text("auth-type") == "keyAuth") out["key-auth"];
  if (from.text("auth-type") == "basicAuth") out["basic-auth"];
}

}  // namespace

void plugins_of_annotations(const std::map<std::string, std::string, std::less<>>& annotations, int version, Plugins& out) {
  const Annotations from(annotations, version);
  if (from.truth("enable-cors")) {
    Plugin& cors = out["cors"];
    for (const auto& [annotation, member] : {std::pair{"cors-allow-origin", "allow_origins"}, {"cors-allow-headers", "allow_headers"}, {"cors-allow-methods", "allow_methods"}})
      if (const std::string value = from.text(annotation); !value.empty()) cors.settings[member] = value;
  }
  add_redirect(from, out);
  add_rewrite(from, out);
  if (from.truth("enable-response-rewrite")) out["response-rewrite"].headers = response_headers(from);
  add_guards(from, out);
  for (const std::string_view name : {"http-allow-methods", "http-block-methods"})
    if (const auto methods = comma_list(from.text(name)); !methods.empty()) {
      out[std::string(kRefusedMethods)].lists[name == "http-allow-methods" ? "allow" : "block"] = methods;
      break;
    }
}

namespace {

/// The pattern of a path by its type: a prefix is the path itself and what is below it.
std::vector<std::string> uris_of(const ingress::Path& path) {
  if (path.type == "ImplementationSpecific") return {path.path.empty() ? "/*" : path.path};
  const std::string written = path.path.empty() ? "/" : path.path;
  if (path.type == "Exact") return {written};
  return written.ends_with('/') ? std::vector<std::string>{written, written + "*"} : std::vector<std::string>{written, written + "/*"};
}

Route read_path(const ingress::Ingress& ingress, const ingress::HostRule& rule, const ingress::Path& path, const kube::Bundle& input, const Settings& settings,
                const Backends& backends, Sink& sink) {
  const Annotations from(ingress.annotations, settings.version);
  Route out;
  out.name_space = ingress.name_space;
  out.rule = {fmt::format("{}, path `{}`", ingress.object->label(), path.path), {path.at}, {ingress.object->at()}};
  if (!rule.host.empty()) out.hosts = {rule.host};
  if (path.type == "ImplementationSpecific" && from.truth("use-regex")) {
    out.uris.emplace_back("/*", settings.router);
    Condition matches{Subject::Path, "", Condition::Test::Matches, {path.path}};
    matches.regex = Regex(path.path, {});
    out.conditions.push_back(std::move(matches));
    if (settings.one()) out.priority = 100;
  } else {
    for (const std::string& uri : uris_of(path)) out.uris.emplace_back(uri, settings.router);
  }
  if (const std::string name = from.text("plugin-config-name"); !name.empty()) add_plugin_config(input, ingress.name_space, name, sink, out);
  plugins_of_annotations(ingress.annotations, settings.version, out.plugins);
  ingress::Ingress elsewhere = ingress;
  if (const std::string other = from.text("svc-namespace"); !other.empty()) elsewhere.name_space = other;
  out.shares = {{backends.of(elsewhere.name_space, path.service, ingress::port_of(input, elsewhere, path, false)), 1}};
  out.usual = out.shares;
  if (const kube::Object* upstream = input.find("apisix.apache.org", "ApisixUpstream", elsewhere.name_space, path.service)) out.rule.around.push_back(upstream->at());
  return out;
}

}  // namespace

void read_ingresses(const kube::Bundle& input, const std::vector<ingress::Ingress>& ingresses, const Settings& settings, const Backends& backends, Sink& sink, Objects& out) {
  kube::Certificates certificates(input);
  for (const ingress::Ingress& one : ingresses) {
    for (const ingress::HostRule& rule : one.rules)
      for (const ingress::Path& path : rule.paths)
        if (!path.service.empty()) out.routes.push_back(read_path(one, rule, path, input, settings, backends, sink));
    for (const ingress::Tls& tls : one.tls) {
      if (tls.secret.empty()) continue;
      Certificate certificate{tls.hosts, false, {one.object->label(), {}, {one.object->at()}}};
      if (tls.hosts.empty()) certificate.hosts = certificates.of(one.name_space, tls.secret).dns;
      out.certificates.push_back(std::move(certificate));
    }
  }
}

}  // namespace gw::verify::apisix
