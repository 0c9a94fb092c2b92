#include "gateway/upstream.h"

#include <algorithm>

#include "gateway/implementations/implementations.h"
#include "gateway/rule_value.h"

namespace gw::gateway {
namespace {

using yaml::Value;

constexpr std::string_view kRetry = "spec.rules[].retry";
constexpr std::string_view kSession = "spec.rules[].sessionPersistence";
constexpr std::string_view kPolicy = "BackendTLSPolicy";

bool has(const Settings& settings, std::string_view kind, std::string_view field) { return has_field(settings.target, kind, field); }

/// Settings that the target cannot hold, one by one.
template <Code C>
void report_lost(const std::vector<model::Setting>& settings, std::string_view kind, std::string_view field, Sink& sink) {
  for (const model::Setting& setting : settings) sink.report<C>(setting.at, setting.name, setting.value).available = first_available(kind, field);
}

std::string joined(const std::vector<model::Setting>& settings) {
  std::string out;
  for (const model::Setting& setting : settings) out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", setting.name, setting.value);
  return out;
}

Value retry_value(const From<model::Retry>& retry) {
  Value out = Value::map("retry", 2);
  out.at = retry.at;
  if (!retry.value.codes.empty()) {
    Value codes = Value::list("codes", retry.value.codes.size());
    for (const std::int64_t code : retry.value.codes) codes.add(Value::number({}, code, retry.at));
    out.add(std::move(codes));
  }
  out.add(Value::number("attempts", retry.value.attempts, retry.at));
  return out;
}

Value session_value(const From<model::Session>& session) {
  Value out = Value::map("sessionPersistence", 4);
  out.at = session.at;
  out.add(Value::string("sessionName", session.value.cookie, session.at));
  if (session.value.lifetime_seconds) out.add(Value::string("absoluteTimeout", duration(*session.value.lifetime_seconds * 1000), session.at));
  out.add(Value::string("type", "Cookie", session.at));
  // The default is `Session`, but v1.1 wants it written.
  out.add(Value::map("cookieConfig")).add(Value::string("lifetimeType", session.value.lifetime_seconds ? "Permanent" : "Session", session.at));
  return out;
}

}  // namespace

bool has_backend_tls(const Settings& settings) {
  const bool read = settings.implementation == nullptr || settings.implementation->lost_guard(kPolicy, "") == nullptr;
  return read && !served_versions(settings.target, kPolicy).empty();
}

void check_backend_tls(Plan& plan, const Settings& settings, Sink& sink) {
  const model::Upstream* upstream = plan.ref.rule->upstream.get();
  if (upstream == nullptr || !upstream->tls || !upstream->tls->value.essential || plan.denies || has_backend_tls(settings)) return;
  const bool lacks = served_versions(settings.target, kPolicy).empty();
  for (const model::Backend& backend : plan.ref.rule->backends) {
    Finding& finding = sink.report<Code::backend_tls_not_expressible>(upstream->tls->at, upstream->tls->value.written, backend.service,
                                                                      lacks ? describe(settings.target) : settings.implementation->label());
    finding.available = lacks ? first_available(kPolicy, "") : who_claims(kPolicy, settings.target.channel);
    if (!lacks) finding.help = settings.implementation->lost_guard(kPolicy, "")->help;
  }
  if (!sink.accepts(Code::backend_tls_not_expressible)) plan.printed = false;
}

void report_upstream(const model::Upstream& upstream, std::string_view kind, const Settings& settings, Sink& sink) {
  if (upstream.tls && !has_backend_tls(settings)) report_lost<Code::tls_option_not_converted>(upstream.tls->value.settings, kPolicy, "", sink);
  if (upstream.retry) {
    const model::Retry& retry = upstream.retry->value;
    if (!has(settings, kind, kRetry)) report_lost<Code::retry_not_converted>(retry.settings, kind, kRetry, sink);
    else sink.report<Code::retry_approximated>(upstream.retry->at, joined(retry.settings), fmt::format("{} more attempt{}", retry.attempts, retry.attempts == 1 ? "" : "s"));
  }
  if (upstream.session) {
    const model::Session& session = upstream.session->value;
    if (!has(settings, kind, kSession)) report_lost<Code::session_affinity_not_converted>(session.settings, kind, kSession, sink);
    else sink.report<Code::session_approximated>(upstream.session->at, joined(session.settings), session.cookie);
  }
}

void add_upstream(const model::Upstream& upstream, std::string_view kind, const Settings& settings, Value& rule) {
  if (upstream.retry && has(settings, kind, kRetry)) rule.add(retry_value(*upstream.retry));
  if (upstream.session && has(settings, kind, kSession)) rule.add(session_value(*upstream.session));
}

}  // namespace gw::gateway
