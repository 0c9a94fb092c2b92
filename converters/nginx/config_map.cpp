#include "nginx/config_map.h"

#include <algorithm>
#include <array>

#include "nginx/filters.h"
#include "nginx/table.h"
#include "source/words.h"

namespace gw::nginx {
namespace {

using Setting = From<std::string_view>;

struct Reader {
  Defaults& defaults;
  Lowering& to;
  std::string_view key;
  std::string name;  ///< of the ConfigMap
};

struct Key {
  std::string_view name;
  void (*read)(const Setting&, const Reader&);
  bool telling = false;  ///< no other product has a setting of this name
};

void not_converted(const Setting& setting, const Reader& reader) { reader.to.sink.report<Code::controller_config_not_converted>(setting.at, reader.key, setting.value); }

void ignored(const Setting& setting, const Reader& reader, std::string_view what, std::string_view instead) {
  reader.to.sink.report<Code::annotation_ignored>(setting.at, reader.key, setting.value, what, fmt::format("`{}`", instead));
}

template <bool Defaults::* Member>
void boolean(const Setting& setting, const Reader& reader) {
  if (const auto value = truth(setting.value)) reader.defaults.*Member = *value;
  else ignored(setting, reader, "true or false", reader.defaults.*Member ? "true" : "false");
}
template <std::string Defaults::* Member, Shape S>
void text(const Setting& setting, const Reader& reader) {
  const std::string what = misshapen({.name = reader.key, .read = nullptr, .fallback = "", .needs = "", .about = "", .shape = S}, setting.value);
  if (what.empty()) reader.defaults.*Member = setting.value;
  else ignored(setting, reader, what, reader.defaults.*Member);
}

void redirect_code(const Setting& setting, const Reader& reader) {
  const auto code = whole_number(setting.value);
  if (code && (*code == 301 || *code == 302 || *code == 307 || *code == 308)) reader.defaults.redirect_code = *code;
  else ignored(setting, reader, "one of 301, 302, 307, 308", std::to_string(reader.defaults.redirect_code));
}

void global_auth(const Setting& setting, const Reader& reader) {
  reader.defaults.global_auth = {reader.key, setting.at};
}

template <Code C>
void guards_all(const Setting& setting, const Reader& reader) {
  if constexpr (C == Code::snippet_not_converted) reader.to.sink.report<C>(setting.at, reader.key, describe_snippet(setting.value), "all rules are");
  else reader.to.sink.report<C>(setting.at, reader.key, setting.value, "all rules are");
  if (!reader.to.sink.accepts(C)) reader.defaults.guarded = true;
}

void firewall(const Setting& setting, const Reader& reader) {
  if (truth(setting.value).value_or(true)) guards_all<Code::firewall_not_expressible>(setting, reader);
}

void allowed_headers(const Setting& setting, const Reader& reader) { reader.defaults.allowed_response_headers = words(setting.value); }

constexpr auto addresses = guards_all<Code::address_list_not_expressible>;
constexpr auto snippet = guards_all<Code::snippet_not_converted>;

constexpr auto kKeys = std::to_array<Key>({
    {"block-cidrs", addresses, true},
    {"block-referers", addresses, true},
    {"block-user-agents", addresses, true},
    {"denylist-source-range", addresses, true},
    {"enable-modsecurity", firewall, true},
    {"enable-owasp-modsecurity-crs", firewall, true},
    {"force-ssl-redirect", boolean<&Defaults::force_ssl_redirect>, true},
    {"global-allowed-response-headers", allowed_headers, true},
    {"global-auth-url", global_auth, true},
    {"hsts", boolean<&Defaults::hsts>},
    {"hsts-include-subdomains", boolean<&Defaults::hsts_subdomains>},
    {"hsts-max-age", text<&Defaults::hsts_max_age, Shape::Number>},
    {"hsts-preload", boolean<&Defaults::hsts_preload>},
    {"http-redirect-code", redirect_code, true},
    {"http-snippet", snippet, true},
    {"location-snippet", snippet, true},
    {"main-snippet", not_converted, true},
    {"proxy-body-size", text<&Defaults::body_size, Shape::Size>, true},
    {"proxy-connect-timeout", text<&Defaults::connect_timeout, Shape::Number>},
    {"proxy-next-upstream-tries", text<&Defaults::tries, Shape::Number>},
    {"proxy-read-timeout", text<&Defaults::read_timeout, Shape::Number>},
    {"server-snippet", snippet, true},
    {"ssl-redirect", boolean<&Defaults::ssl_redirect>},
    {"whitelist-source-range", addresses, true},
});

/// The charts and manifests of the project call it like this, perhaps behind the name of a release, or label it. Distributions
/// have names of their own: there its settings tell.
bool is_of_controller(const kube::Object& object, const yaml::View& body) {
  constexpr auto kNames = std::to_array<std::string_view>({"ingress-nginx-controller", "nginx-configuration", "nginx-ingress-controller"});
  if (std::ranges::any_of(kNames, [&](std::string_view name) { return object.name.ends_with(name); })) return true;
  bool controller = false;
  std::string_view product;
  for (const kube::Pair& pair : kube::scalar_pairs(body, "labels")) {
    controller = controller || (pair.key == "app.kubernetes.io/component" && pair.value.value == "controller");
    if (pair.key == "app.kubernetes.io/name") product = pair.value.value;
  }
  if (!product.empty() && product.find("nginx") == std::string_view::npos) return false;
  if (controller && product == "ingress-nginx") return true;
  const auto data = body.map("data");
  if (!data) return false;
  return std::ranges::any_of(kKeys, [&](const Key& key) { return key.telling && data.has(key.name); });
}

}  // namespace

std::string Defaults::hsts_header() const {
  return fmt::format("max-age={}{}{}", hsts_max_age, hsts_subdomains ? "; includeSubDomains" : "", hsts_preload ? "; preload" : "");
}

Defaults read_defaults(Lowering& to) {
  Defaults out;
  Sink unused;
  for (const kube::Object& object : to.bundle.objects()) {
    if (!object.group.empty() || object.kind != "ConfigMap") continue;
    const yaml::View body = object.view(unused);
    if (!is_of_controller(object, body)) continue;
    if (out.config_map == nullptr) out.config_map = &object;
    else to.sink.report<Code::several_controller_configs>(object.name_at, out.config_map->label(), object.label());
    to.sink.report<Code::controller_config_read>(object.name_at, std::string(object.name_space).append("/").append(object.name));
    for (const auto& [key, value] : body.map("data").members()) {
      if (!value.node().is_scalar() || value.node().text().empty()) continue;  // as if it were absent
      const auto known = std::ranges::find(kKeys, key.value, &Key::name);
      const Reader reader{out, to, key.value, std::string(object.name_space).append("/").append(object.name)};
      (known == kKeys.end() ? not_converted : known->read)({value.node().text(), value.at()}, reader);
    }
  }
  return out;
}

void report_implicit(const Defaults& defaults, bool tls, std::size_t https_redirects, Lowering& to) {
  if (defaults.body_size != "0") to.sink.report<Code::implicit_body_limit>(Origin{}, defaults.body_size == "1m" ? "1 MiB" : defaults.body_size);
  to.sink.report<Code::implicit_timeouts>(Origin{}, defaults.connect_timeout + " s", defaults.read_timeout + " s");
  to.sink.report<Code::implicit_retries>(Origin{}, defaults.tries + (defaults.tries == "1" ? " endpoint" : " endpoints"));
  to.sink.report<Code::implicit_headers>(Origin{}, "X-Real-IP, X-Forwarded-Host, -Port, -Proto and -Scheme, X-Scheme and X-Request-ID for backends");
  if (tls && defaults.hsts)
    to.sink.report<Code::implicit_hsts>(Origin{}, defaults.hsts_header(),
                                        to.options.hsts ? "rules behind HTTPS set it, where the target has response header filters" : "--hsts drop leaves it out");
  if (https_redirects > 0) to.sink.report<Code::ssl_redirect_keeps_slash>(Origin{}, plural(https_redirects, "host"));
}

}  // namespace gw::nginx
