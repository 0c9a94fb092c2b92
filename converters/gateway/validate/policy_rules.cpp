// Rules over durations, session persistence, TLS to backends, and names that look legal but are not.
#include <algorithm>
#include <array>
#include <optional>

#include "gateway/validate/forms.h"
#include "gateway/validate/rules.h"
#include "yaml/view.h"

namespace gw::gateway {
namespace {

constexpr std::size_t kLongestLabel = 63;
constexpr std::string_view kKey =
    "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$";
constexpr std::size_t kLongestPrefix = 252;
constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kHour = 3600 * kSecond;

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};
constexpr auto kUnits = std::to_array<Unit>({{"ms", 1}, {"s", kSecond}, {"m", 60 * kSecond}, {"h", kHour}});  // ms before m

/// A duration in milliseconds; nothing if the text is none, which its pattern reports.
std::optional<std::int64_t> milliseconds(std::string_view text) {
  constexpr std::size_t kMostDigits = 5;
  std::int64_t out = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits > kMostDigits) return std::nullopt;
    std::int64_t number = 0;
    for (const char c : text.substr(0, digits)) number = number * 10 + (c - '0');
    text.remove_prefix(digits);
    const auto* const unit = std::ranges::find_if(kUnits, [&](const Unit& u) { return text.starts_with(u.name); });
    if (unit == kUnits.end()) return std::nullopt;
    out += number * unit->milliseconds;
    text.remove_prefix(unit->name.size());
  }
  return out;
}

void backend_request_is_shorter(const FieldValue& timeouts, const Rule&, Verdict& verdict) {
  const FieldValue backend = timeouts.member("backendRequest");
  const auto whole = milliseconds(timeouts.text("request"));
  const auto part = milliseconds(backend.text());
  if (whole && part && *whole != 0 && *part > *whole)
    verdict.broken<Code::duration_invalid>(backend, "backendRequest", backend.text(),
                                           fmt::format("is longer than the whole request, `request: {}`", timeouts.text("request")));
}

void report_interval(const FieldValue& interval, std::string_view fault, Verdict& verdict) {
  verdict.broken<Code::duration_invalid>(interval, interval.name(), interval.text(), fault);
}

void interval_is_a_second_to_an_hour(const FieldValue& interval, const Rule&, Verdict& verdict) {
  const auto length = milliseconds(interval.text());
  if (length && (*length < kSecond || *length > kHour)) report_interval(interval, "is not between one second and one hour", verdict);
}

void interval_is_up_to_an_hour(const FieldValue& interval, const Rule&, Verdict& verdict) {
  const auto length = milliseconds(interval.text());
  if (length && (*length == 0 || *length > kHour)) report_interval(interval, "is nothing, or more than one hour", verdict);
}

void permanent_cookie_has_timeout(const FieldValue& session, const Rule&, Verdict& verdict) {
  if (session.member("cookieConfig").text("lifetimeType") == "Permanent" && !session.has("absoluteTimeout"))
    verdict.broken<Code::session_persistence_invalid>(session.member("cookieConfig"), "with a permanent cookie needs `absoluteTimeout`");
}

/// v1.1.0 looks into cookieConfig without asking whether it is there.
void session_has_cookie_config(const FieldValue& session, const Rule& rule, Verdict& verdict) {
  if (!session.has("cookieConfig")) verdict.broken<Code::session_persistence_invalid>(session, "needs `cookieConfig` in this release");
  permanent_cookie_has_timeout(session, rule, verdict);
}

void cookie_config_is_for_cookies(const FieldValue& session, const Rule&, Verdict& verdict) {
  if (session.has("cookieConfig") && session.text("type") != "Cookie")
    verdict.broken<Code::session_persistence_invalid>(session.member("cookieConfig"),
                                                      fmt::format("of type {} does not allow `cookieConfig`", session.text("type")));
}

/// `a`: the list of certificates, `b`: the well-known ones
void not_both_certificates(const FieldValue& tls, const Rule& rule, Verdict& verdict) {
  if (tls.member(rule.a).size() > 0 && !tls.text(rule.b).empty())
    verdict.broken<Code::backend_tls_invalid>(tls.member(rule.b), fmt::format("names `{}` and `{}`", rule.a, rule.b));
}

void either_certificates(const FieldValue& tls, const Rule& rule, Verdict& verdict) {
  if (tls.member(rule.a).size() == 0 && tls.text(rule.b).empty())
    verdict.broken<Code::backend_tls_invalid>(tls, fmt::format("needs `{}` or `{}`", rule.a, rule.b));
}

/// The key of member `i`.
void report_key(const FieldValue& map, std::size_t i, std::string_view form, Verdict& verdict) {
  const std::string_view key = map.value().key(i);
  std::string path = map.path();
  yaml::append_key(path, key);
  verdict.broken_at<Code::key_invalid>(map.value().key_place(i, map.at().file, map.at()), std::move(path), key, map.name(), form);
}

void keys_are_legal(const FieldValue& map, const Rule&, Verdict& verdict) {
  for (std::size_t i = 0; i < map.size(); ++i)
    if (!verdict.match(kKey, map.value().key(i))) report_key(map, i, "a legal key", verdict);
}

void key_prefixes_are_short(const FieldValue& map, const Rule&, Verdict& verdict) {
  for (std::size_t i = 0; i < map.size(); ++i)
    if (const std::string_view key = map.value().key(i); code_points(key.substr(0, key.find('/'))) > kLongestPrefix)
      report_key(map, i, fmt::format("short enough: at most {} characters before the slash", kLongestPrefix), verdict);
}

void hostnames_are_no_addresses(const FieldValue& hostnames, const Rule&, Verdict& verdict) {
  for (const FieldValue& host : hostnames.items())
    if (forms::is_ip(host.text())) verdict.broken<Code::name_not_allowed>(host, host.text(), "is an IP address");
}

void plain_hostnames_are_domains(const FieldValue& hostnames, const Rule&, Verdict& verdict) {
  for (const FieldValue& host : hostnames.items())
    if (host.text().find('*') == std::string_view::npos && !verdict.match(forms::kDomain, host.text()))
      verdict.broken<Code::name_not_allowed>(host, host.text(), "is not a DNS name");
}

void wildcards_come_first(const FieldValue& hostnames, const Rule&, Verdict& verdict) {
  for (const FieldValue& host : hostnames.items()) {
    const std::string_view text = host.text();
    if (text.find('*') != std::string_view::npos && !(text.starts_with("*.") && verdict.match(forms::kDomain, text.substr(2))))
      verdict.broken<Code::name_not_allowed>(host, text, "has `*` elsewhere than in place of its first label");
  }
}

void host_is_outside(const FieldValue& host, const Rule&, Verdict& verdict) {
  if (host.text().ends_with(".cluster.local")) verdict.broken<Code::name_not_allowed>(host, host.text(), "is a name inside the cluster");
}

void name_is_label(const FieldValue& name, const Rule&, Verdict& verdict) {
  if (!name.text().empty() && (name.text().size() > kLongestLabel || !verdict.match(forms::kLabel, name.text())))
    verdict.broken<Code::name_not_allowed>(name, name.text(), "is not a DNS label");
}

constexpr auto kRules = std::to_array<Rule>({
    {"C001", nullptr},  // the value may not change
    {"C057", backend_request_is_shorter},
    {"C086", interval_is_a_second_to_an_hour},
    {"C106", interval_is_a_second_to_an_hour},
    {"C087", interval_is_up_to_an_hour},
    {"C107", interval_is_up_to_an_hour},
    {"C064", session_has_cookie_config},
    {"C067", permanent_cookie_has_timeout},
    {"C105", cookie_config_is_for_cookies},
    {"C059", not_both_certificates, "caCertRefs", "wellKnownCACerts"},
    {"C060", either_certificates, "caCertRefs", "wellKnownCACerts"},
    {"C065", not_both_certificates, "caCertificateRefs", "wellKnownCACertificates"},
    {"C066", either_certificates, "caCertificateRefs", "wellKnownCACertificates"},
    {"C068", keys_are_legal},
    {"C069", key_prefixes_are_short},
    {"C070", keys_are_legal},
    {"C071", key_prefixes_are_short},
    {"C102", hostnames_are_no_addresses},
    {"C103", plain_hostnames_are_domains},
    {"C104", wildcards_come_first},
    {"C110", host_is_outside},
    {"C111", name_is_label},
});

}  // namespace

std::span<const Rule> policy_rules() { return kRules; }

}  // namespace gw::gateway
