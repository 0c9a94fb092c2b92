// ApisixUpstream as settings of a Service, in the words of BackendTrafficPolicy, which are nearly the same.
#include <algorithm>
#include <array>

#include "apisix/keep.h"
#include "yaml/as_value.h"

namespace gw::apisix {
namespace {

constexpr auto kSchemes = std::to_array<std::string_view>({"http", "https", "grpc", "grpcs"});
constexpr std::int64_t kNanoseconds = 1000000000;

/// Members of `loadbalancer` and the like that are texts.
void copy_texts(const yaml::View& from, std::initializer_list<std::string_view> names, Value& to) {
  for (const std::string_view name : names)
    if (const auto text = from.text(name)) to.add(Value::string(name, std::string(text->value), text->at));
}

Value load_balancer(const yaml::View& spec) {
  Value out = Value::map("loadbalancer", 3);
  const yaml::View written = spec.get("loadbalancer");
  if (!written) return out;
  out.at = written.at();
  if (written.node().is_map())
    copy_texts(spec.map("loadbalancer"), {"type", "hashOn", "key"}, out);
  else if (const auto type = written.as_text())  // version v1
    out.add(Value::string("type", std::string(type->value), type->at));
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
    out.add(active_check(active));
    if (const yaml::View passive = written.map("passive")) {
      Value value = yaml::as_value(passive.node(), passive.at().file, "passive");
      passive.mark_all_read();
      rename_timeout(value);
      out.add(std::move(value));
    }
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
  /// The number is nanoseconds, of which the controllers take whole seconds (2.2.0 internal/adc/translator/apisixupstream.go:319).
  Value active_check(const yaml::View& active) const {
    Value out = yaml::as_value(active.node(), active.at().file, "active");
    active.mark_all_read();
    rename_timeout(out);
    if (!active.has("timeout")) return out;
    std::erase_if(out.items, [](const Value& member) { return member.key == "timeout"; });
    Sink unused;
    const yaml::View quiet(active.node(), active.at().file, unused);
    const auto nanoseconds = quiet.integer("timeout", 0, INT64_MAX);
    if (nanoseconds && nanoseconds->value >= kNanoseconds)
      out.add(Value::string("timeout", fmt::format("{}s", nanoseconds->value / kNanoseconds), nanoseconds->at));
    else
      lose(active.get("timeout"), "healthCheck.active.timeout", "it is a number of nanoseconds, less than a second, which the controllers read as 0");
    return out;
  }

  /// `unhealthy.timeout` of ApisixUpstream is `unhealthy.timeouts`, a count.
  static void rename_timeout(Value& check) {
    for (Value& part : check.items)
      if (part.key == "unhealthy")
        for (Value& member : part.items)
          if (member.key == "timeout") member.key = "timeouts";
  }

  const kube::Object& upstream_;
  Lowering& to_;
};

}  // namespace

void keep_settings(const yaml::View& spec, const kube::Object& upstream, std::string_view port_name, Lowering& to) {
  const Settings settings(upstream, to);
  model::ServiceSettings out{std::string(upstream.name_space), std::string(upstream.name), std::string(port_name), Value::map(), settings.timeouts(spec.map("timeout")), {}, upstream.at()};
  const auto scheme = spec.text("scheme");
  if (scheme && std::ranges::find(kSchemes, scheme->value) == kSchemes.end())
    to.sink.report<Code::value_not_allowed>(scheme->at, "scheme", scheme->value, fmt::format("{}", fmt::join(kSchemes, ", ")));
  Value load = load_balancer(spec);
  if (!load.items.empty()) out.settings.add(std::move(load));
  const auto retries = spec.integer("retries", 0, INT32_MAX);
  if (retries) out.settings.add(Value::number("retries", retries->value, retries->at));
  copy_texts(spec, {"passHost", "upstreamHost"}, out.settings);
  if (const yaml::View health = spec.map("healthCheck")) {
    Value value = to.options.keeps.health_checks ? settings.health_check(health) : Value::map();
    if (!to.options.keeps.health_checks) settings.lose(health, "healthCheck", "only the controllers 2.1 and newer read it");
    if (!value.items.empty()) out.settings.add(std::move(value));
  }
  settings.lose(spec.get("tlsSecret"), "tlsSecret", "APISIX shows no certificate of its own to the backends of an HTTPRoute");
  settings.lose(spec.get("discovery"), "discovery", "endpoints from a registry have no place in a BackendTrafficPolicy");
  settings.lose(spec.get("subsets"), "subsets", "rules that use one say so themselves");
  if (out.settings.items.empty() && out.timeouts.items.empty() && !scheme && port_name.empty()) return;
  // The kind has a default of its own, which would count instead of that of the Service.
  out.settings.items.insert(out.settings.items.begin(), Value::string("scheme", scheme ? std::string(scheme->value) : "http", scheme ? scheme->at : upstream.at()));
  to.model.service_settings.push_back(std::move(out));
}

}  // namespace gw::apisix
