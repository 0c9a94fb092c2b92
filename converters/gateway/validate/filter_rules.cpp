// Rules over filters: which may stand together, and which member belongs to which type.
#include <array>
#include <map>
#include <vector>

#include "gateway/validate/rules.h"
#include "source/words.h"

namespace gw::gateway {
namespace {

/// Reports every filter of type `a` behind the first one.
void filter_stands_once(const FieldValue& filters, const Rule& rule, Verdict& verdict) {
  bool seen = false;
  for (const FieldValue& filter : filters.items()) {
    if (filter.text("type") != rule.a) continue;
    if (seen) verdict.broken<Code::filters_conflict>(filter, rule.a, "is there twice");
    seen = true;
  }
}

/// As the webhook does it, for every type.
void every_filter_stands_once(const FieldValue& filters, const Rule&, Verdict& verdict) {
  std::map<std::string_view, int> seen;
  for (const FieldValue& filter : filters.items()) {
    const std::string_view type = filter.member("type").written();
    const bool may_repeat = type == "ExtensionRef" || (type == "RequestMirror" && verdict.is_since("v0.8.0"));
    if (seen[type]++ > 0 && !may_repeat) verdict.broken<Code::filters_conflict>(filter, type, "is there twice");
  }
}

void not_redirect_and_rewrite(const FieldValue& filters, const Rule&, Verdict& verdict) {
  FieldValue redirect;
  FieldValue rewrite;
  for (const FieldValue& filter : filters.items()) {
    if (filter.text("type") == "RequestRedirect") redirect = filter;
    if (filter.text("type") == "URLRewrite") rewrite = filter;
  }
  if (redirect && rewrite) verdict.broken<Code::filters_conflict>(redirect, "RequestRedirect", "cannot stand beside URLRewrite");
}

void not_redirect_and_backends(const FieldValue& rule, const Rule&, Verdict& verdict) {
  if (rule.member("backendRefs").size() == 0) return;
  for (const FieldValue& filter : rule.member("filters").items())
    if (filter.has("requestRedirect") && filter.text("type") == "RequestRedirect")
      verdict.broken<Code::filters_conflict>(filter, "RequestRedirect", "cannot stand beside `backendRefs`");
}

/// Member `c` is there if `a` is `b`. One that is written, but that the release lacks, has been reported as such.
void type_needs_member(const FieldValue& value, const Rule& rule, Verdict& verdict) {
  const FieldValue type = value.member(rule.a);
  if (type && type.text() == rule.b && !value.has(rule.c) && !value.is_dropped(rule.c))
    verdict.broken<Code::union_mismatch>(type, rule.a, type.text(), fmt::format("needs `{}`", rule.c));
}

/// Member `c` is there only if `a` is `b`.
void member_needs_type(const FieldValue& value, const Rule& rule, Verdict& verdict) {
  const FieldValue type = value.member(rule.a);
  if (type && type.text() != rule.b && value.has(rule.c))
    verdict.broken<Code::union_mismatch>(value.member(rule.c), rule.a, type.written(), fmt::format("does not allow `{}`", rule.c));
}

void member_and_type(const FieldValue& value, const Rule& rule, Verdict& verdict) {
  type_needs_member(value, rule, verdict);
  member_needs_type(value, rule, verdict);
}

/// As above, where an empty text is none.
void type_needs_text(const FieldValue& value, const Rule& rule, Verdict& verdict) {
  const FieldValue type = value.member(rule.a);
  if (type && type.text() == rule.b && value.text(rule.c).empty())
    verdict.broken<Code::union_mismatch>(type, rule.a, type.text(), fmt::format("needs `{}`", rule.c));
}

void text_needs_type(const FieldValue& value, const Rule& rule, Verdict& verdict) {
  if (!value.text(rule.c).empty()) member_needs_type(value, rule, verdict);
}

std::size_t matches_of_prefix(const FieldValue& rule) {
  const FieldValue::Items matches = rule.member("matches").items();
  return matches.size() == 1 && matches.front().member("path").text("type") == "PathPrefix" ? 1 : 0;
}

/// Where the filter of a redirect or rewrite (`member`) replaces a prefix.
FieldValue prefix_replacement(const FieldValue& filter, std::string_view member) {
  const FieldValue path = filter.member(member).member("path");
  return path.text("type") == "ReplacePrefixMatch" ? path.member("replacePrefixMatch") : FieldValue();
}

std::vector<FieldValue> prefix_replacements(const FieldValue& filters, std::string_view member) {
  std::vector<FieldValue> out;
  for (const FieldValue& filter : filters.items())
    if (FieldValue found = prefix_replacement(filter, member)) out.push_back(std::move(found));
  return out;
}

void report_replacement(const FieldValue& rule, const FieldValue& at, Verdict& verdict) {
  const std::size_t count = rule.member("matches").size();
  verdict.broken<Code::prefix_replacement_without_prefix>(at, count == 1 ? "one without a PathPrefix" : fmt::format("{} matches", count));
}

/// The definitions look only where exactly one filter of the list replaces a prefix.
void replacement_has_prefix(const FieldValue& rule, const Rule& row, Verdict& verdict) {
  const auto found = prefix_replacements(rule.member("filters"), row.a);
  if (found.size() == 1 && matches_of_prefix(rule) != 1) report_replacement(rule, found.front(), verdict);
}

/// And only where exactly one backend has such a list.
void replacement_of_backend_has_prefix(const FieldValue& rule, const Rule& row, Verdict& verdict) {
  std::vector<FieldValue> all;
  for (const FieldValue& backend : rule.member("backendRefs").items()) {
    auto found = prefix_replacements(backend.member("filters"), row.a);
    if (found.size() == 1) all.push_back(std::move(found.front()));
  }
  if (all.size() == 1 && matches_of_prefix(rule) != 1) report_replacement(rule, all.front(), verdict);
}

void every_replacement_has_prefix(const FieldValue& rule, const Rule&, Verdict& verdict) {
  if (matches_of_prefix(rule) == 1) return;
  std::vector<FieldValue> lists = {rule.member("filters")};
  for (const FieldValue& backend : rule.member("backendRefs").items()) lists.push_back(backend.member("filters"));
  for (const FieldValue& filters : lists)
    for (const std::string_view member : {"requestRedirect", "urlRewrite"})
      for (const FieldValue& found : prefix_replacements(filters, member)) report_replacement(rule, found, verdict);
}

void header_is_changed_once(const FieldValue& modifier, const Rule&, Verdict& verdict) {
  std::map<std::string, int> seen;
  const auto count = [&](const FieldValue& at, std::string_view name) {
    if (seen[lower_case(name)]++ > 0) verdict.broken<Code::header_changed_twice>(at, name);
  };
  for (const std::string_view list : {"add", "set"})
    for (const FieldValue& header : modifier.member(list).items()) count(header, header.text("name"));
  for (const FieldValue& name : modifier.member("remove").items()) count(name, name.text());
}

void star_stands_alone(const FieldValue& list, const Rule&, Verdict& verdict) {
  if (list.size() < 2) return;
  for (const FieldValue& item : list.items())
    if (item.text() == "*") verdict.broken<Code::star_not_alone>(item, list.name());
}

void mirror_has_one_share(const FieldValue& mirror, const Rule&, Verdict& verdict) {
  if (mirror.has("percent") && mirror.has("fraction"))
    verdict.broken<Code::mirror_share_invalid>(mirror.member("fraction"), "is given as `percent` and as `fraction`");
}

void fraction_is_at_most_whole(const FieldValue& fraction, const Rule&, Verdict& verdict) {
  const auto numerator = fraction.member("numerator").number();
  const auto denominator = fraction.member("denominator").number();
  if (numerator && denominator && *numerator > *denominator)
    verdict.broken<Code::mirror_share_invalid>(fraction, fmt::format("is {} of {}, which is more than all", *numerator, *denominator));
}

constexpr auto kRules = std::to_array<Rule>({
    {"C019", not_redirect_and_rewrite},
    {"C020", filter_stands_once, "RequestHeaderModifier"},
    {"C021", filter_stands_once, "ResponseHeaderModifier"},
    {"C022", filter_stands_once, "RequestRedirect"},
    {"C023", filter_stands_once, "URLRewrite"},
    {"C108", filter_stands_once, "CORS"},
    {"W02", every_filter_stands_once},
    {"C013", not_redirect_and_backends},
    {"C024", member_needs_type, "type", "RequestHeaderModifier", "requestHeaderModifier"},
    {"C025", type_needs_member, "type", "RequestHeaderModifier", "requestHeaderModifier"},
    {"C026", member_needs_type, "type", "ResponseHeaderModifier", "responseHeaderModifier"},
    {"C027", type_needs_member, "type", "ResponseHeaderModifier", "responseHeaderModifier"},
    {"C028", member_needs_type, "type", "RequestMirror", "requestMirror"},
    {"C029", type_needs_member, "type", "RequestMirror", "requestMirror"},
    {"C030", member_needs_type, "type", "RequestRedirect", "requestRedirect"},
    {"C031", type_needs_member, "type", "RequestRedirect", "requestRedirect"},
    {"C032", member_needs_type, "type", "URLRewrite", "urlRewrite"},
    {"C033", type_needs_member, "type", "URLRewrite", "urlRewrite"},
    {"C034", member_needs_type, "type", "ExtensionRef", "extensionRef"},
    {"C035", type_needs_member, "type", "ExtensionRef", "extensionRef"},
    {"C083", member_needs_type, "type", "CORS", "cors"},
    {"C084", type_needs_member, "type", "CORS", "cors"},
    {"C093", member_needs_type, "type", "ExternalAuth", "externalAuth"},
    {"C094", type_needs_member, "type", "ExternalAuth", "externalAuth"},
    {"C036", type_needs_member, "type", "ReplaceFullPath", "replaceFullPath"},
    {"C037", member_needs_type, "type", "ReplaceFullPath", "replaceFullPath"},
    {"C038", type_needs_member, "type", "ReplacePrefixMatch", "replacePrefixMatch"},
    {"C039", member_needs_type, "type", "ReplacePrefixMatch", "replacePrefixMatch"},
    {"C096", type_needs_member, "protocol", "GRPC", "grpc"},
    {"C097", member_needs_type, "protocol", "GRPC", "grpc"},
    {"C098", type_needs_member, "protocol", "HTTP", "http"},
    {"C099", member_needs_type, "protocol", "HTTP", "http"},
    {"C074", type_needs_text, "type", "Hostname", "hostname"},
    {"C075", text_needs_type, "type", "Hostname", "hostname"},
    {"C076", type_needs_text, "type", "URI", "uri"},
    {"C077", text_needs_type, "type", "URI", "uri"},
    {"C109", member_and_type, "type", "ExternalHostname", "externalHostname"},
    {"C112", member_and_type, "mode", "ClientAndServer", "clientCertificateRef"},
    {"C014", replacement_has_prefix, "requestRedirect"},
    {"C015", replacement_has_prefix, "urlRewrite"},
    {"C016", replacement_of_backend_has_prefix, "requestRedirect"},
    {"C017", replacement_of_backend_has_prefix, "urlRewrite"},
    {"W06", every_replacement_has_prefix},
    {"W11", header_is_changed_once},
    {"C085", star_stands_alone},
    {"C095", star_stands_alone},
    {"C101", star_stands_alone},
    {"C079", mirror_has_one_share},
    {"C080", fraction_is_at_most_whole},
});

}  // namespace

std::span<const Rule> filter_rules() { return kRules; }

}  // namespace gw::gateway
