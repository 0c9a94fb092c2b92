/// What the annotations of one Ingress say to ingress-nginx, with the defaults for what they do not say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialects.h"
#include "ingress/carried.h"
#include "ingress/ingress.h"
#include "model/filters.h"
#include "model/route.h"
#include "source/words.h"

namespace gw::nginx {

using ingress::Annotation;

inline constexpr std::string_view kPrefix = "nginx.ingress.kubernetes.io/";
inline constexpr ingress::Owner kOwner = {"ingress-nginx", kPrefix};

/// What the controller's ConfigMap says, or its defaults (internal/ingress/controller/config/config.go).
struct Defaults {
  const kube::Object* config_map = nullptr;
  bool ssl_redirect = true;
  bool force_ssl_redirect = false;
  std::int64_t redirect_code = 308;
  bool hsts = true;
  bool hsts_subdomains = true;
  bool hsts_preload = false;
  std::string hsts_max_age = "31536000";
  std::string body_size = "1m";
  std::string connect_timeout = "5";
  std::string read_timeout = "60";
  std::string tries = "3";
  std::vector<std::string> allowed_response_headers;
  From<std::string_view> global_auth{};  ///< key of the setting that guards every Ingress, if there is one
  bool guarded = false;                  ///< by something that no Ingress can switch off

  /// `max-age=31536000; includeSubDomains`
  std::string hsts_header() const;
};

/// Where certificates are proved; neither redirected nor authenticated (config.go, NoTLSRedirectLocations and NoAuthLocations).
inline constexpr std::string_view kAcme = "/.well-known/acme-challenge";

struct Canary {
  const Annotation* on = nullptr;
  const Annotation* header = nullptr;
  const Annotation* header_value = nullptr;
  const Annotation* header_pattern = nullptr;
  const Annotation* cookie = nullptr;
  const Annotation* weight = nullptr;
  const Annotation* weight_total = nullptr;
};

struct Affinity {
  const Annotation* on = nullptr;
  const Annotation* cookie = nullptr;
  const Annotation* max_age = nullptr;
};

struct CorsSettings {
  const Annotation* on = nullptr;
  const Annotation* origin = nullptr;
  const Annotation* methods = nullptr;
  const Annotation* headers = nullptr;
  const Annotation* exposed = nullptr;
  const Annotation* credentials = nullptr;
  const Annotation* max_age = nullptr;
};

/// Annotations that restrict access, reported once it is known whether requests get that far.
struct Guard {
  const Annotation* annotation;
  Code code;
  void (*report)(const Annotation&, std::string_view what, Sink&);
};

struct Settings {
  const ingress::Ingress* ingress = nullptr;
  bool ignored = false;                                ///< the controller ignores the whole Ingress
  model::Withheld withheld = model::Withheld::No;      ///< of its locations
  bool only_asks_who = false;                          ///< withheld by passwords or external authorization alone
  bool guards_host = false;                            ///< not only its own locations
  bool globally_guarded = false;                       ///< by the ConfigMap
  mutable bool live = false;                           ///< a rule of it is printed
  std::vector<Guard> guards;
  const Annotation* use_regex = nullptr;
  const Annotation* rewrite_target = nullptr;
  const Annotation* forwarded_prefix = nullptr;
  const Annotation* app_root = nullptr;
  const Annotation* permanent_redirect = nullptr;
  const Annotation* permanent_code = nullptr;
  const Annotation* temporal_redirect = nullptr;
  const Annotation* temporal_code = nullptr;
  const Annotation* ssl_redirect = nullptr;
  const Annotation* force_ssl_redirect = nullptr;
  const Annotation* preserve_slash = nullptr;
  const Annotation* www_redirect = nullptr;
  const Annotation* server_alias = nullptr;
  const Annotation* upstream_vhost = nullptr;
  const Annotation* backend_protocol = nullptr;
  const Annotation* passthrough = nullptr;
  const Annotation* client_ca = nullptr;
  const Annotation* mirror_target = nullptr;
  const Annotation* custom_headers = nullptr;
  const Annotation* global_auth_off = nullptr;
  const Annotation* auth_url = nullptr;
  const Annotation* auth_response_headers = nullptr;
  const Annotation* read_timeout = nullptr;
  const Annotation* next_upstream = nullptr;
  const Annotation* next_upstream_tries = nullptr;
  const Annotation* proxy_ssl_secret = nullptr;
  const Annotation* proxy_ssl_name = nullptr;
  const Annotation* proxy_ssl_verify = nullptr;
  Affinity affinity;
  Canary canary;
  CorsSettings cors;
  std::int64_t permanent_status = 301;
  std::int64_t temporal_status = 302;
  std::optional<From<model::Redirect>> redirect;  ///< permanent or temporal: everything is sent elsewhere

  bool redirects_to_https(const Defaults& defaults) const;  ///< where the host has a certificate
  bool forces_https(const Defaults& defaults) const;        ///< even where it has none
  /// Whether the rule for `path` is withheld: nobody is asked who they are where certificates are proved (NoAuthLocations).
  model::Withheld withheld_at(std::string_view path) const;
  const Annotation* find(std::string_view name) const;      ///< without the prefix
};

/// Reads all annotations of the controller's prefix, and reports what they set that is not converted.
Settings read_settings(const ingress::Ingress& ingress, const Defaults& defaults, Lowering& to);

/// As the controller reads truth values (Go's strconv.ParseBool); nothing if it cannot.
std::optional<bool> truth(std::string_view text);
std::optional<std::int64_t> whole_number(std::string_view text);

/// The name without the prefix: for messages.
std::string_view short_name(const Annotation& annotation);

/// Namespace and name of the Secret that an annotation names: `namespace/name`, or a name in the namespace of its Ingress.
std::pair<std::string_view, std::string_view> secret_of(const Annotation& annotation, const ingress::Ingress& ingress);

/// Reports about an annotation.
template <Code C, class... Args>
Finding& report(Sink& sink, const Annotation& annotation, const Args&... args) {
  annotation.reported = true;
  return sink.report<C>(annotation.value.at, args...);
}

}  // namespace gw::nginx
