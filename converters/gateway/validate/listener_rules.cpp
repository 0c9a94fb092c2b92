// Rules over listeners and addresses of a Gateway.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "gateway/validate/fields.h"
#include "gateway/validate/forms.h"
#include "gateway/validate/rules.h"

namespace gw::gateway {
namespace {

/// Whether `text` is one of `words`, which are separated by blanks.
bool is_one_of(std::string_view text, std::string_view words) {
  return !text.empty() && fmt::format(" {} ", words).find(fmt::format(" {} ", text)) != std::string::npos;
}

void report(const FieldValue& at, const FieldValue& listener, std::string fault, Verdict& verdict) {
  verdict.broken<Code::listener_invalid>(at, listener.text("name"), fault);
}

/// Listeners of the protocols `a` have tls.
void protocol_needs_tls(const FieldValue& listeners, const Rule& rule, Verdict& verdict) {
  for (const FieldValue& listener : listeners.items()) {
    const FieldValue protocol = listener.member("protocol");
    if (is_one_of(protocol.text(), rule.a) && !listener.has("tls"))
      report(protocol, listener, fmt::format("of protocol {} needs `tls`", protocol.text()), verdict);
  }
}

/// Listeners of the protocols `a` have no member `b`.
void protocol_forbids(const FieldValue& listeners, const Rule& rule, Verdict& verdict) {
  for (const FieldValue& listener : listeners.items()) {
    const std::string_view protocol = listener.text("protocol");
    if (is_one_of(protocol, rule.a) && listener.has(rule.b))
      report(listener.member(rule.b), listener, fmt::format("of protocol {} does not allow `{}`", protocol, rule.b), verdict);
  }
}

void https_terminates(const FieldValue& listeners, const Rule&, Verdict& verdict) {
  for (const FieldValue& listener : listeners.items()) {
    const FieldValue mode = listener.member("tls").member("mode");
    if (listener.text("protocol") == "HTTPS" && mode && mode.text() != "Terminate")
      report(mode, listener, fmt::format("of protocol HTTPS does not allow `mode: {}`", mode.text()), verdict);
  }
}

void report_certificates(const FieldValue& tls, bool or_options, Verdict& verdict) {
  verdict.broken<Code::union_mismatch>(tls, "mode", tls.text("mode"), or_options ? "needs `certificateRefs` or `options`" : "needs `certificateRefs`")
      .help = "name the Secret of a certificate";
}

void terminating_needs_certificates(const FieldValue& tls, const Rule&, Verdict& verdict) {
  if (tls.text("mode") == "Terminate" && tls.member("certificateRefs").size() == 0) report_certificates(tls, false, verdict);
}

void terminating_needs_certificates_or_options(const FieldValue& tls, const Rule&, Verdict& verdict) {
  if (tls.text("mode") == "Terminate" && tls.member("certificateRefs").size() == 0 && tls.member("options").size() == 0)
    report_certificates(tls, true, verdict);
}

void terminating_listeners_need_certificates(const FieldValue& listeners, const Rule& rule, Verdict& verdict) {
  for (const FieldValue& listener : listeners.items())
    if (is_one_of(listener.text("protocol"), "HTTPS TLS") && listener.has("tls"))
      terminating_needs_certificates(listener.member("tls"), rule, verdict);
}

/// Port and protocol; nothing without a port.
std::string socket_of(const FieldValue& listener) {
  const auto port = listener.member("port").number();
  return port ? fmt::format("{} {}", *port, listener.text("protocol")) : std::string();
}

void report_collision(const FieldValue& listener, const FieldValue& earlier, Verdict& verdict) {
  verdict.broken<Code::listeners_collide>(listener, listener.text("name"),
                                          fmt::format("has the same port, protocol and hostname as listener `{}`", earlier.text("name")));
}

void listeners_differ(const FieldValue& listeners, const Rule&, Verdict& verdict) {
  std::map<std::string, FieldValue> seen;
  for (const FieldValue& listener : listeners.items()) {
    const std::string socket = socket_of(listener);
    if (socket.empty()) continue;
    const auto [earlier, is_new] = seen.try_emplace(socket + ' ' + std::string(listener.text("hostname")), listener);
    if (!is_new) report_collision(listener, earlier->second, verdict);
  }
}

/// v0.8.0 takes a listener without a hostname for the same as any other one with its port and protocol.
void listeners_differ_in_v080(const FieldValue& listeners, const Rule& rule, Verdict& verdict) {
  std::map<std::string, FieldValue> first;
  std::map<std::string, FieldValue> open;
  for (const FieldValue& listener : listeners.items()) {
    const auto [earlier, is_first] = first.try_emplace(socket_of(listener), listener);
    const bool is_open = !listener.has("hostname");
    const auto other = open.find(socket_of(listener));
    if (!is_first && is_open) report_collision(listener, earlier->second, verdict);
    if (!is_first && !is_open && other != open.end()) report_collision(listener, other->second, verdict);
    if (is_open) open.try_emplace(socket_of(listener), listener);
  }
  listeners_differ(listeners, rule, verdict);
}

/// No two addresses of type `a` have the same value.
void addresses_are_distinct(const FieldValue& addresses, const Rule& rule, Verdict& verdict) {
  std::set<std::string_view> seen;
  for (const FieldValue& address : addresses.items())
    if (address.text("type") == rule.a && address.has("value") && !seen.insert(address.text("value")).second)
      verdict.broken<Code::address_invalid>(address, address.text("value"), "is there twice");
}

/// Up to v1.3.0 the rules about addresses look at the value without asking whether there is one; in v1.3.0 it may be missing.
void addresses_have_values(const FieldValue& addresses, const Rule& rule, Verdict& verdict) {
  addresses_are_distinct(addresses, rule, verdict);
  for (const FieldValue& address : addresses.items())
    if (address.text("type") == rule.a && !address.has("value") && !address.schema().child("value")->required)
      verdict.broken<Code::address_invalid>(address, "", fmt::format("of type {} needs a value in this release", rule.a));
}

void hostname_is_legal(const FieldValue& address, const Rule&, Verdict& verdict) {
  const FieldValue value = address.member("value");
  if (value && address.text("type") == "Hostname" && !verdict.match(forms::kHostname, value.text()))
    verdict.broken<Code::address_invalid>(value, value.text(), "is not a DNS name");
}

void ip_address_is_legal(const FieldValue& address, const Rule&, Verdict& verdict) { check_ip_address(address, verdict); }

constexpr auto kRules = std::to_array<Rule>({
    {"C005", protocol_needs_tls, "HTTPS TLS"},
    {"C100", protocol_needs_tls, "TLS"},
    {"C006", protocol_forbids, "HTTP TCP UDP", "tls"},
    {"C007", protocol_forbids, "TCP UDP", "hostname"},
    {"C062", https_terminates},
    {"C010", terminating_needs_certificates},
    {"C063", terminating_needs_certificates_or_options},
    {"W23", terminating_listeners_need_certificates},
    {"C008", items_are_distinct, "name"},
    {"C092", items_are_distinct, "port"},
    {"C056", listeners_differ},
    {"C088", listeners_differ},
    {"C009", listeners_differ_in_v080},
    {"C002", addresses_have_values, "IPAddress"},
    {"C089", addresses_are_distinct, "IPAddress"},
    {"C003", addresses_have_values, "Hostname"},
    {"C090", addresses_are_distinct, "Hostname"},
    {"C004", hostname_is_legal},
    {"C091", hostname_is_legal},
    {"W26", ip_address_is_legal},
});

}  // namespace

std::span<const Rule> listener_rules() { return kRules; }

}  // namespace gw::gateway
