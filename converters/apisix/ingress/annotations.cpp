#include "apisix/ingress/annotations.h"

#include <algorithm>
#include <array>

namespace gw::apisix {
namespace {

// AIC pkg/providers/ingress/translation/annotations, 1.8.4; 2.2.0 internal/adc/translator/annotations.
constexpr auto kRows = std::to_array<AnnotationRow>({
    {"allowlist-source-range", 100, {}},
    {"auth-client-headers", 105, "`auth-uri`"},
    {"auth-request-headers", 105, "`auth-uri`"},
    {"auth-ssl-verify", 105, "`auth-uri`"},
    {"auth-type", 105, {}},
    {"auth-upstream-headers", 105, "`auth-uri`"},
    {"auth-uri", 105, {}},
    {"blocklist-source-range", 100, {}},
    {"cors-allow-headers", 1, "`enable-cors: true`"},
    {"cors-allow-methods", 1, "`enable-cors: true`"},
    {"cors-allow-origin", 1, "`enable-cors: true`"},
    {"csrf-key", 105, "`enable-csrf: true`", true},
    {"enable-cors", 1, {}},
    {"enable-csrf", 105, {}},
    {"enable-response-rewrite", 106, {}},
    {"enable-websocket", 105, {}},
    {"http-allow-methods", 106, {}},
    {"http-block-methods", 106, {}},
    {"http-redirect", 105, {}},
    {"http-redirect-code", 105, "`http-redirect`"},
    {"http-to-https", 100, {}},
    {"ingress.class", 1, "controllers read it on the ApisixRoutes of their first releases only", false, true},
    {"plugin-config-name", 105, {}},
    {"response-rewrite-add-header", 107, "`enable-response-rewrite: true`", true},
    {"response-rewrite-body", 106, "`enable-response-rewrite: true`"},
    {"response-rewrite-body-base64", 106, "`response-rewrite-body`"},
    {"response-rewrite-remove-header", 107, "`enable-response-rewrite: true`"},
    {"response-rewrite-set-header", 107, "`enable-response-rewrite: true`", true},
    {"response-rewrite-status-code", 106, "`enable-response-rewrite: true`"},
    {"rewrite-target", 100, {}},
    {"rewrite-target-regex", 100, "`rewrite-target-regex-template`"},
    {"rewrite-target-regex-template", 100, "`rewrite-target-regex`"},
    {"ssl-redirect", 1, "no controller reads it", false, true},
    {"svc-namespace", 106, {}},
    {"upstream-connect-timeout", 108, {}},
    {"upstream-read-timeout", 108, {}},
    {"upstream-retries", 108, {}},
    {"upstream-scheme", 106, {}},
    {"upstream-send-timeout", 108, {}},
    {"use-regex", 104, "a path of type ImplementationSpecific"},
    {"whitelist-source-range", 1, {}, false, false, 100},
});

/// Findings about an annotation after which its parts are of no use.
constexpr auto kLosses = std::to_array<Code>({Code::access_plugin_not_expressible, Code::plugin_not_converted, Code::plugin_not_expressible, Code::field_without_effect});

static_assert(std::ranges::is_sorted(kRows, {}, &AnnotationRow::name));

std::string_view short_name(const ingress::Annotation& annotation) { return annotation.key.substr(kIngressOwner.prefix.size()); }

/// Whether its value may be a credential: by its name, as a URL with a user or a query, or because nobody knows what it is.
bool is_private(const ingress::Annotation& annotation) {
  const auto row = std::ranges::find(kRows, short_name(annotation), &AnnotationRow::name);
  if (row == kRows.end()) return annotation.value.value != "true" && annotation.value.value != "false";
  const std::string_view value = annotation.value.value;
  return row->secret || value.find('@') != std::string_view::npos || (value.find("://") != std::string_view::npos && value.find('?') != std::string_view::npos);
}

/// Whether controllers of a version read it.
bool is_read_by(int version, const AnnotationRow& row) { return version == 0 ? row.before == 0 : version >= row.since && (row.before == 0 || version < row.before); }

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n");
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

}  // namespace

std::span<const AnnotationRow> annotation_rows() { return kRows; }

bool names_services_in(std::string_view annotation, const SourceOptions& options) {
  constexpr std::string_view kName = "svc-namespace";
  return annotation.starts_with(kIngressOwner.prefix) && annotation.substr(kIngressOwner.prefix.size()) == kName && is_read_by(options.apisix_version, *std::ranges::find(kRows, kName, &AnnotationRow::name));
}

const ingress::Annotation* Annotations::find(std::string_view name) const {
  if (!is_read_by(version_, *std::ranges::find(kRows, name, &AnnotationRow::name))) return nullptr;
  const auto found = std::ranges::find_if(ingress_.annotations, [&](const ingress::Annotation& a) { return a.key.starts_with(kIngressOwner.prefix) && short_name(a) == name; });
  return found == ingress_.annotations.end() ? nullptr : &*found;
}

std::optional<Annotations::Text> Annotations::text(std::string_view name) {
  const ingress::Annotation* annotation = find(name);
  if (annotation == nullptr || annotation->value.value.empty()) return std::nullopt;
  used_.insert(annotation);
  return annotation->value;
}

bool Annotations::is_true(std::string_view name) {
  const auto value = text(name);
  if (!value || value->value == "true") return value.has_value();
  without_effect(name, "only `true` switches it on");
  return false;
}

std::vector<Annotations::Text> Annotations::list(std::string_view name) {
  std::vector<Text> out;
  const auto value = text(name);
  if (!value) return out;
  for (std::size_t at = 0; at <= value->value.size();) {
    const std::size_t comma = std::min(value->value.find(',', at), value->value.size());
    const std::string_view item = value->value.substr(at, comma - at);
    if (const std::string_view shown = is_version_1() ? item : trimmed(item); !shown.empty()) out.push_back({shown, value->at});
    at = comma + 1;
  }
  if (out.empty()) without_effect(name, "it lists nothing");
  return out;
}

void Annotations::without_effect(std::string_view name, std::string_view why) {
  const ingress::Annotation* annotation = find(name);
  if (annotation == nullptr) return;
  used_.insert(annotation);
  sink_.report<Code::annotation_without_effect>(annotation->value.at, written(*annotation), why);
}

void Annotations::hide_credentials() {
  for (const ingress::Annotation& annotation : ingress_.annotations) {
    if (!annotation.key.starts_with(kIngressOwner.prefix) || !is_private(annotation)) continue;
    hidden_.insert(&annotation);
    sink_.redact(annotation.value.at);
  }
}

std::string Annotations::written(const ingress::Annotation& annotation) const {
  if (hidden_.contains(&annotation)) return std::string(short_name(annotation));
  return fmt::format("{}: {}", short_name(annotation), annotation.value.value);
}

void Annotations::group(std::string_view whole, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts)
    if (const ingress::Annotation* annotation = find(part)) wholes_[annotation] = find(whole);
}

std::vector<model::Part> Annotations::report_lost(std::size_t before, bool nothing_printed) {
  std::set<std::uint32_t> named, lost;  // by place
  std::vector<model::Part> parts;
  for (const Finding& finding : sink_.findings_after(before)) {
    if (finding.at.file != ingress_.object->file) continue;
    named.insert(finding.at.span.begin);
    if (std::ranges::find(kLosses, finding.code) != kLosses.end()) lost.insert(finding.at.span.begin);
  }
  for (const ingress::Annotation& annotation : ingress_.annotations) {
    if (!used_.contains(&annotation) || named.contains(annotation.value.at.span.begin)) continue;
    const auto whole = wholes_.find(&annotation);
    if (whole != wholes_.end() && lost.contains(whole->second->value.at.span.begin))
      sink_.report<Code::annotation_without_effect>(annotation.value.at, written(annotation), fmt::format("it is a part of `{}`, which has a finding of its own", short_name(*whole->second)));
    else if (nothing_printed)
      sink_.report<Code::annotation_without_effect>(annotation.value.at, written(annotation), "no rule of its object is printed as it is");
    else if (whole != wholes_.end())
      parts.push_back({written(annotation), annotation.value.at, short_name(*whole->second), whole->second->value.at});
  }
  return parts;
}

void Annotations::report_rest() {
  for (const ingress::Annotation& annotation : ingress_.annotations) {
    if (!annotation.key.starts_with(kIngressOwner.prefix) || used_.contains(&annotation)) continue;
    const auto row = std::ranges::find(kRows, short_name(annotation), &AnnotationRow::name);
    if (row == kRows.end()) {
      std::vector<std::string_view> names;
      for (const AnnotationRow& known : kRows) names.push_back(known.name);
      Finding& finding = sink_.report<Code::annotation_unknown>(annotation.value.at, short_name(annotation), kIngressOwner.name);
      if (const auto near = kube::nearest(short_name(annotation), names)) finding.help = fmt::format("did you mean `{}`?", *near);
    } else if (row->before != 0 && !is_read_by(version_, *row)) {
      sink_.report<Code::annotation_without_effect>(annotation.value.at, written(annotation), fmt::format("controllers read it before {}.{} only", row->before / 100, row->before % 100)).severity = Severity::Warning;
    } else if (!is_read_by(version_, *row)) {
      sink_.report<Code::annotation_without_effect>(annotation.value.at, written(annotation), fmt::format("controllers read it since {}.{}", row->since / 100, row->since % 100));
    } else if (row->idle) {
      sink_.report<Code::annotation_without_effect>(annotation.value.at, written(annotation), row->needs);
    } else if (annotation.value.value.empty()) {
      sink_.report<Code::annotation_without_effect>(annotation.value.at, row->name, "it is empty");
    } else {
      sink_.report<Code::annotation_without_effect>(annotation.value.at, written(annotation), fmt::format("without {}", row->needs));
    }
  }
}

}  // namespace gw::apisix
