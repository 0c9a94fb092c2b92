#include "nginx/settings.h"

#include <algorithm>
#include <charconv>

#include "http/url.h"
#include "nginx/table.h"
#include "source/credentials.h"

namespace gw::nginx {
namespace {

/// What the controller admits for redirects (annotations/parser/validators.go, URLIsValidRegex).
bool is_legal_redirect(std::string_view url) {
  return std::ranges::all_of(url, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/:?&=").find(c) != std::string_view::npos;
  });
}

/// Why the annotation that `row` depends on does not make it count; empty if it does.
std::string missing_base(const Row& row, const Settings& settings) {
  if (row.needs.empty()) return {};
  const Annotation* base = settings.find(row.needs);
  if (base == nullptr) return fmt::format("`{}` is not set", row.needs);
  const auto on = truth(base->value.value);
  return on && !*on ? fmt::format("`{}` is off", row.needs) : std::string();
}

void without_effect(Sink& sink, const Annotation& annotation, std::string_view why) {
  report<Code::annotation_without_effect>(sink, annotation, fmt::format("{}: {}", short_name(annotation), annotation.value.value), why);
}

void report_unknown(const Annotation& annotation, Sink& sink) {
  if (names_credential(short_name(annotation))) sink.redact(annotation.value.at);
  Finding& finding = report<Code::annotation_unknown>(sink, annotation, short_name(annotation), "ingress-nginx");
  std::vector<std::string_view> names;
  for (const Row& row : rows()) names.push_back(row.name);
  if (const auto meant = kube::nearest(short_name(annotation), names)) finding.help = fmt::format("did you mean `{}`?", *meant);
}

class SettingsReader {
 public:
  SettingsReader(const ingress::Ingress& ingress, const Defaults& defaults, Lowering& to) : defaults_(defaults), to_(to) {
    settings_.ingress = &ingress;
  }

  Settings run() {
    const Annotation* canary = settings_.find("canary");
    const bool is_canary = canary != nullptr && truth(canary->value.value).value_or(false);
    for (const Annotation& annotation : settings_.ingress->annotations) {
      if (!annotation.key.starts_with(kPrefix)) continue;
      if (is_canary && !short_name(annotation).starts_with("canary"))
        without_effect(to_.sink, annotation, "a canary follows its main Ingress in everything else");
      else
        read(annotation);
    }
    if (settings_.ingress->rules.empty()) forget_for_catch_all();
    choose_redirect();
    settle_guards();
    if (settings_.preserve_slash != nullptr) without_effect(to_.sink, *settings_.preserve_slash, "redirects of the Gateway API keep the slash anyway");
    return std::move(settings_);
  }

 private:
  void read(const Annotation& annotation) {
    const Row* row = find_row(short_name(annotation));
    if (row == nullptr) return report_unknown(annotation, to_.sink);
    const bool may_differ = defaults_.config_map != nullptr;  // then the default is perhaps another one
    if (!row->fallback.empty() && annotation.value.value == row->fallback && !may_differ) return without_effect(to_.sink, annotation, "it is the default");
    if (const std::string why = missing_base(*row, settings_); !why.empty()) return without_effect(to_.sink, annotation, why);
    if (const std::string what = misshapen(*row, annotation.value.value); !what.empty()) {
      const std::string instead = row->fallback.empty() ? "nothing instead" : fmt::format("`{}`", row->fallback);
      report<Code::annotation_ignored>(to_.sink, annotation, row->name, annotation.value.value, what, instead);
      return;
    }
    row->read(annotation, Reading{settings_, defaults_, to_, *row});
  }

  /// For hosts that nobody names, the controller reads neither redirects nor rewrites (controller.go, createServers).
  void forget_for_catch_all() {
    for (const Annotation** member : {&settings_.permanent_redirect, &settings_.temporal_redirect, &settings_.rewrite_target, &settings_.use_regex,
                                      &settings_.app_root, &settings_.ssl_redirect, &settings_.force_ssl_redirect, &settings_.www_redirect, &settings_.server_alias}) {
      if (*member != nullptr) without_effect(to_.sink, **member, "the Ingress has no rules");
      *member = nullptr;
    }
  }

  static constexpr std::string_view kRequestUri = "$request_uri";
  /// Values of annotations are checked since 1.10.
  bool validates() const { return to_.options.nginx_version == 0 || to_.options.nginx_version >= 110; }

  /// temporal-redirect wins over permanent-redirect (redirect.go, Parse).
  void choose_redirect() {
    const Annotation* permanent = settings_.permanent_redirect;
    const Annotation* temporal = settings_.temporal_redirect;
    if (temporal != nullptr && permanent != nullptr) without_effect(to_.sink, *permanent, "`temporal-redirect` wins");
    const Annotation* from = temporal != nullptr ? temporal : permanent;
    if (from == nullptr) return;
    const std::string_view written = from->value.value;
    std::string_view url = written;
    const bool keeps_path = !validates() && url.ends_with(kRequestUri);
    if (keeps_path) url.remove_suffix(kRequestUri.size());
    if (!is_legal_redirect(url) && validates()) {
      Finding& finding = report<Code::annotation_rejected>(to_.sink, *from, short_name(*from), written, "since 1.10 only letters, digits and `-._~/:?&=` are");
      if (url.find('$') != std::string_view::npos) finding.help = "if the controller is older, name its version with --ingress-nginx-version; otherwise correct the value";
      settings_.ignored = true;
      return;
    }
    from->in_output = true;
    auto redirect = url.find('$') == std::string_view::npos ? http::parse_redirect(url) : Result<model::Redirect>(Error{"of variables, only `$request_uri` at its end can be written"});
    if (redirect && keeps_path && redirect->path && redirect->path->text != "/") redirect = Error{"a path in front of `$request_uri` cannot be written"};
    if (redirect && keeps_path) redirect->path.reset();
    if (!redirect) {
      report<Code::redirect_not_expressible>(to_.sink, *from, written, redirect.error(), "the rules of this Ingress are");
      if (!to_.sink.accepts(Code::redirect_not_expressible)) settings_.withheld = model::Withheld::Omitted;
      return;
    }
    model::Redirect out = *redirect;
    out.code = from == temporal ? settings_.temporal_status : settings_.permanent_status;
    if (out.code == 300 || (out.code >= 304 && out.code <= 306)) {
      report<Code::redirect_not_expressible>(to_.sink, *from, written, fmt::format("status {} is no redirect of the Gateway API", out.code), "the rules of this Ingress are");
      if (!to_.sink.accepts(Code::redirect_not_expressible)) settings_.withheld = model::Withheld::Omitted;
      out.code = 302;
    }
    settings_.redirect = From<model::Redirect>{std::move(out), from->value.at};
    if (settings_.permanent_code != nullptr) settings_.permanent_code->in_output = from == permanent;
    if (settings_.temporal_code != nullptr) settings_.temporal_code->in_output = from == temporal;
    if (!keeps_path) report<Code::redirect_query>(to_.sink, *from, url);
  }

  /// nginx redirects before it looks at addresses and passwords; a snippet may do anything.
  void settle_guards() {
    for (const Guard& guard : settings_.guards) {
      if (settings_.redirect && guard.code != Code::snippet_not_converted) {
        without_effect(to_.sink, *guard.annotation, "nginx redirects before it looks at it");
        continue;
      }
      const bool host = short_name(*guard.annotation) == "server-snippet";
      guard.report(*guard.annotation, host ? "all rules of its hosts are" : "the rules of this Ingress are", to_.sink);
      if (to_.sink.accepts(guard.code)) continue;
      settings_.only_asks_who = guard.code == Code::basic_auth_not_expressible && (settings_.only_asks_who || settings_.withheld == model::Withheld::No);
      settings_.withheld = model::Withheld::Guarded;
      settings_.guards_host = settings_.guards_host || host;
    }
    if (settings_.redirect && settings_.auth_url != nullptr) {
      without_effect(to_.sink, *settings_.auth_url, "nginx redirects before it looks at it");
      settings_.auth_url = nullptr;
    }
    settings_.globally_guarded = !defaults_.global_auth.value.empty() && settings_.global_auth_off == nullptr && !settings_.redirect;
    if (settings_.globally_guarded && !to_.sink.accepts(Code::global_auth_not_expressible)) {
      settings_.only_asks_who = settings_.only_asks_who || settings_.withheld == model::Withheld::No;
      settings_.withheld = model::Withheld::Guarded;
    }
    if (settings_.global_auth_off != nullptr) settings_.global_auth_off->in_output = true;
    if (!defaults_.guarded) return;
    settings_.withheld = model::Withheld::Guarded;
    settings_.only_asks_who = false;
  }

  const Defaults& defaults_;
  Lowering& to_;
  Settings settings_;
};

}  // namespace

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t out = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, out);
  if (text.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return out;
}

const Annotation* Settings::find(std::string_view name) const {
  for (const Annotation& annotation : ingress->annotations)
    if (annotation.key.starts_with(kPrefix) && short_name(annotation) == name) return &annotation;
  return nullptr;
}

bool Settings::forces_https(const Defaults& defaults) const {
  return force_ssl_redirect != nullptr || defaults.force_ssl_redirect;
}

bool Settings::redirects_to_https(const Defaults& defaults) const {
  if (forces_https(defaults)) return true;
  return ssl_redirect != nullptr ? *truth(ssl_redirect->value.value) : defaults.ssl_redirect;
}

model::Withheld Settings::withheld_at(std::string_view path) const {
  return only_asks_who && path.starts_with(kAcme) ? model::Withheld::No : withheld;
}

Settings read_settings(const ingress::Ingress& ingress, const Defaults& defaults, Lowering& to) {
  return SettingsReader(ingress, defaults, to).run();
}

}  // namespace gw::nginx
