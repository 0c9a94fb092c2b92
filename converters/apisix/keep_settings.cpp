// ApisixUpstream as settings of a Service, in the words of BackendTrafficPolicy, which are nearly the same.
#include <algorithm>
#include <array>
#include <span>

#include "apisix/keep.h"
#include "apisix/rule.h"
#include "kube/hosts.h"
#include "yaml/as_value.h"

namespace gw::apisix {
namespace {

constexpr auto kSchemes = std::to_array<std::string_view>({"http", "https", "grpc", "grpcs", "tcp", "tls", "udp"});
constexpr std::size_t kStreamSchemes = 3;  // the last ones, since 2.2
constexpr std::int64_t kNanoseconds = 1000000000;

/// What a health check may hold, on every level (2.2.0 api/v1alpha1/backendtrafficpolicy_types.go).
struct HealthField {
  enum class Type : std::uint8_t { Text, Number, Truth, List, Part };
  std::string_view name;
  Type type;
  std::int64_t low = 0, high = 254;
  std::string_view part{};  ///< only in this one
};
constexpr auto kHealthFields = std::to_array<HealthField>({
    {"type", HealthField::Type::Text},
    {"concurrency", HealthField::Type::Number, 0, INT32_MAX},
    {"host", HealthField::Type::Text},
    {"port", HealthField::Type::Number, 1, 65535},
    {"httpPath", HealthField::Type::Text},
    {"strictTLS", HealthField::Type::Truth},
    {"requestHeaders", HealthField::Type::List},
    {"interval", HealthField::Type::Text},
    {"httpCodes", HealthField::Type::List},
    {"successes", HealthField::Type::Number, 0, 254, "healthy"},
    {"httpFailures", HealthField::Type::Number, 0, 254, "unhealthy"},
    {"tcpFailures", HealthField::Type::Number, 0, 254, "unhealthy"},
    {"timeout", HealthField::Type::Number, 1, 254, "unhealthy"},  // of an active check it is a time, read apart
    {"timeouts", HealthField::Type::Number, 1, 254, "unhealthy"},
    {"healthy", HealthField::Type::Part},
    {"unhealthy", HealthField::Type::Part},
});

/// Members of `loadbalancer` and the like that are texts.
void copy_texts(const yaml::View& from, std::initializer_list<std::string_view> names, Value& to) {
  for (const std::string_view name : names)
    if (const auto text = from.text(name)) to.add(Value::string(name, std::string(text->value), text->at));
}

/// A text of few; another one is reported.
void copy_choice(const yaml::View& from, std::string_view name, std::span<const std::string_view> choices, Value& to, Sink& sink) {
  const auto text = from.text(name);
  if (!text) return;
  if (std::ranges::find(choices, text->value) == choices.end())
    sink.report<Code::value_not_allowed>(text->at, name, text->value, fmt::format("{}", fmt::join(choices, ", ")));
  else
    to.add(Value::string(name, std::string(text->value), text->at));
}

constexpr auto kBalancers = std::to_array<std::string_view>({"roundrobin", "chash", "ewma", "least_conn"});
constexpr auto kHashes = std::to_array<std::string_view>({"vars", "header", "cookie", "consumer", "vars_combinations"});
constexpr auto kPassHosts = std::to_array<std::string_view>({"pass", "node", "rewrite"});
constexpr auto kChecks = std::to_array<std::string_view>({"http", "https", "tcp"});

Value load_balancer(const yaml::View& spec, Sink& sink) {
  Value out = Value::map("loadbalancer", 3);
  const yaml::View written = spec.get("loadbalancer");
  if (!written) return out;
  out.at = written.at();
  if (!written.node().is_map()) {  // version v1
    copy_choice(spec, "loadbalancer", kBalancers, out, sink);
    for (Value& type : out.items) type.key = "type";
    return out;
  }
  copy_choice(written, "type", kBalancers, out, sink);
  const bool hashes = !out.items.empty() && out.items.front().text == "chash";
  if (hashes) {
    copy_choice(written, "hashOn", kHashes, out, sink);
    copy_texts(written, {"key"}, out);
    return out;
  }
  for (const std::string_view name : {"hashOn", "key"})
    if (const auto text = written.text(name)) sink.report<Code::field_without_effect>(text->at, text->value, "without the type `chash`");
  return out;
}

class Settings {
 public:
  Settings(const kube::Object& upstream, Lowering& to) : upstream_(upstream), to_(to) {}

  void lose(const yaml::View& value, std::string_view name, std::string_view why) const {
    if (!value) return;
    value.mark_all_read();
    to_.sink.report<Code::upstream_setting_not_kept>(value.at(), name, upstream_.name, why);
  }

  Value health_check(const yaml::View& written) const {
    Value out = Value::map("healthCheck", 2);
    out.at = written.at();
    const yaml::View active = written.map("active");
    if (!active) {
      lose(written, "healthCheck", "passive checks need active ones beside them");
      return out;
    }
    out.add(copy(active, "active"));
    if (active.has("timeout")) add_timeout(active, out.items.back());
    if (const yaml::View passive = written.map("passive")) out.add(copy(passive, "passive"));
    return out;
  }

  Value timeouts(const yaml::View& written) const {
    Value out = Value::map("timeout", 3);
    if (written) out.at = written.at();
    for (const std::string_view name : {"connect", "read", "send"}) {
      const auto text = written ? written.text(name) : std::nullopt;
      if (!text) continue;
      if (const auto ms = milliseconds(text->value))
        out.add(Value::string(name, fmt::format("{}s", std::max<std::int64_t>(1, *ms / 1000)), text->at));
      else
        to_.sink.report<Code::value_not_allowed>(text->at, name, text->value, "durations such as `5s`, `1m30s`, `500ms`");
    }
    return out;
  }

 private:
  /// The members that the target knows; the others stay unread, which is reported.
  Value copy(const yaml::View& from, std::string_view key) const {
    Value out = Value::map(key);
    out.at = from.at();
    for (const HealthField& field : kHealthFields) {
      if (!field.part.empty() && field.part != key) continue;
      const yaml::View value = from.has(field.name) ? from.get(field.name) : yaml::View();
      if (!value) continue;
      const std::string_view name = field.name == "timeout" ? "timeouts" : field.name;
      switch (field.type) {
        case HealthField::Type::Text:
          if (name == "type")
            copy_choice(from, name, kChecks, out, to_.sink);
          else if (const auto text = value.as_text())
            out.add(Value::string(name, std::string(text->value), text->at));
          break;
        case HealthField::Type::Number:
          if (const auto number = value.as_integer(field.low, field.high); number && out.find(name) == nullptr) out.add(Value::number(name, number->value, number->at));
          break;
        case HealthField::Type::Truth:
          if (const auto truth = from.boolean(name)) out.add({.kind = Value::Kind::Bool, .at = truth->at, .key = name, .text = truth->value ? "true" : "false"});
          break;
        case HealthField::Type::List: {
          Value list = yaml::as_value(value.node(), value.at().file, name);
          value.mark_all_read();
          const auto kind = name == "httpCodes" ? Value::Kind::Number : Value::Kind::String;
          const bool right = list.kind == Value::Kind::List && !list.items.empty() && std::ranges::all_of(list.items, [&](const Value& item) { return item.kind == kind; });
          if (right) out.add(std::move(list));
          else lose(value, name, "it is no list of such values");
          break;
        }
        case HealthField::Type::Part:
          if (const yaml::View part = from.map(name)) out.add(copy(part, name));
          break;
      }
    }
    return out;
  }

  /// The number is nanoseconds, of which the controllers take whole seconds (2.2.0 internal/adc/translator/apisixupstream.go:319).
  void add_timeout(const yaml::View& active, Value& out) const {
    const auto nanoseconds = active.integer("timeout", 0, INT64_MAX);
    if (nanoseconds && nanoseconds->value >= kNanoseconds)
      out.add(Value::string("timeout", fmt::format("{}s", nanoseconds->value / kNanoseconds), nanoseconds->at));
    else
      lose(active.get("timeout"), "healthCheck.active.timeout", "it is a number of nanoseconds, less than a second, which the controllers read as 0");
  }

  const kube::Object& upstream_;
  Lowering& to_;
};

/// What annotations of an Ingress say counts for its routes rather than an ApisixUpstream.
void override(const Value& setting, Value& of_upstream, Sink& sink) {
  const auto same = std::ranges::find(of_upstream.items, setting.key, &Value::key);
  if (same == of_upstream.items.end()) {
    of_upstream.add(setting);
    return;
  }
  if (same->text != setting.text) sink.report<Code::field_overridden>(same->at, setting.key, fmt::format("upstream-{}", setting.key));
  *same = setting;
}

/// Whether the policy for a Service can say it, or says it already. How a Service is spoken to cannot be left open.
bool agrees(const Value& setting, model::ServiceSettings& of, Lowering& to) {
  const std::string written = fmt::format("upstream-{}: {}", setting.key, setting.text);
  const Value* other = of.settings.find(setting.key);
  if (other == nullptr || other->text == setting.text) {
    if (other == nullptr) of.settings.add(setting);
    to.sink.report<Code::settings_for_service>(setting.at, written, of.service);
    return true;
  }
  Finding& finding = to.sink.report<Code::annotation_not_shared>(setting.at, "annotation", fmt::format("upstream-{}", setting.key), setting.text,
                                                                 fmt::format("another Ingress says `{}` for Service `{}`, and a BackendTrafficPolicy counts for the whole Service", other->text, of.service));
  if (setting.key != "scheme" || to.sink.accepts(Code::annotation_not_shared)) return true;
  finding.severity = Severity::Error;
  return false;
}

}  // namespace

bool has_settings(const yaml::View& spec) {
  constexpr auto kWhole = std::to_array<std::string_view>({"scheme", "loadbalancer", "retries", "timeout", "passHost", "upstreamHost", "healthCheck"});
  return std::ranges::any_of(kWhole, [&](std::string_view name) { return spec.has(name); });
}

void keep_settings(const yaml::View& spec, const kube::Object& upstream, std::string_view port_name, Lowering& to) {
  const Settings settings(upstream, to);
  model::ServiceSettings out{std::string(upstream.name_space), std::string(upstream.name), std::string(port_name), Value::map(), settings.timeouts(spec.map("timeout")), {}, upstream.at()};
  const auto scheme = spec.text("scheme");
  const auto schemes = std::span(kSchemes).first(to.options.keeps.port_settings ? kSchemes.size() : kSchemes.size() - kStreamSchemes);
  if (scheme && std::ranges::find(schemes, scheme->value) == schemes.end()) {
    to.sink.report<Code::value_not_allowed>(scheme->at, "scheme", scheme->value, fmt::format("{}", fmt::join(schemes, ", ")));
    return spec.mark_all_read();
  }
  Value load = load_balancer(spec, to.sink);
  if (!load.items.empty()) out.settings.add(std::move(load));
  const auto retries = spec.integer("retries", 0, INT32_MAX);
  if (retries) out.settings.add(Value::number("retries", retries->value, retries->at));
  copy_choice(spec, "passHost", kPassHosts, out.settings, to.sink);
  if (const auto host = spec.text("upstreamHost")) {
    if (const std::string fault = kube::host_fault(host->value); fault.empty())
      out.settings.add(Value::string("upstreamHost", std::string(host->value), host->at));
    else
      to.sink.report<Code::upstream_setting_not_kept>(host->at, "upstreamHost", upstream.name, fault);
  }
  if (const yaml::View health = spec.map("healthCheck")) {
    Value value = to.options.keeps.health_checks ? settings.health_check(health) : Value::map();
    if (!to.options.keeps.health_checks) settings.lose(health, "healthCheck", "only the controllers 2.1 and newer read it");
    if (!value.items.empty()) out.settings.add(std::move(value));
  }
  settings.lose(spec.get("tlsSecret"), "tlsSecret", "APISIX shows no certificate of its own to the backends of an HTTPRoute");
  settings.lose(spec.get("discovery"), "discovery", "endpoints from a registry have no place in a BackendTrafficPolicy");
  report_unused_subsets(spec, upstream, to);
  if (out.settings.items.empty() && out.timeouts.items.empty() && !scheme && port_name.empty()) return;
  // The kind has a default of its own, which would count instead of that of the Service.
  out.settings.items.insert(out.settings.items.begin(), Value::string("scheme", scheme ? std::string(scheme->value) : "http", scheme ? scheme->at : upstream.at()));
  const auto of_ingress = to.of_ingresses.find({out.name_space, out.service});
  if (of_ingress != to.of_ingresses.end() && port_name.empty()) {
    model::ServiceSettings& known = to.model.service_settings[of_ingress->second.at];
    for (const Value& setting : known.settings.items) override(setting, out.settings, to.sink);
    known = std::move(out);
  } else {
    to.model.service_settings.push_back(std::move(out));
  }
}

void keep_backend_settings(const BackendSettings& settings, const kube::Object& object, model::Route& route, Lowering& to) {
  if (!to.options.keeps.service_settings || (!settings.scheme && !settings.retries)) return;
  Value written = Value::map();
  if (settings.scheme) written.add(Value::string("scheme", std::string(settings.scheme->value), settings.scheme->at));
  if (settings.retries) written.add(Value::number("retries", settings.retries->value, settings.retries->at));
  for (model::Rule& rule : route.rules)
    for (const model::Backend& backend : rule.backends) {
      const auto [of, fresh] = to.of_ingresses.try_emplace({std::string(object.name_space), backend.service});
      if (fresh) {
        of->second.at = to.model.service_settings.size();
        to.model.service_settings.push_back({std::string(object.name_space), backend.service, {}, Value::map(), Value::map("timeout"), {}, route.at});
      }
      if (settings.scheme) {
        if (of->second.written.empty()) of->second.written = fmt::format("upstream-scheme: {}", settings.scheme->value);
        of->second.objects.insert(route.at);
      }
      for (const Value& setting : written.items)
        if (!agrees(setting, to.model.service_settings[of->second.at], to)) rule.withheld = std::max(rule.withheld, model::Withheld::Omitted);
    }
}

}  // namespace gw::apisix
