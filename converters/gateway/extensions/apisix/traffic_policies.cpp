// BackendTrafficPolicy: how the endpoints of a Service are chosen and spoken to, and how long APISIX waits for them.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "gateway/extensions/apisix/apisix.h"
#include "gateway/rule_value.h"

namespace gw::gateway::apisix {
namespace {

using yaml::Value;

/// Whole seconds, as the controllers read them, but never none: APISIX refuses 0.
std::string seconds(std::int64_t milliseconds) { return fmt::format("{}s", std::max<std::int64_t>(1, milliseconds / 1000)); }

Value timeout_value(const From<model::Timeouts>& timeouts) {
  Value out = Value::map("timeout", 3);
  out.at = timeouts.at;
  out.add(Value::string("connect", seconds(timeouts.value.connect_milliseconds), timeouts.at));
  out.add(Value::string("send", seconds(timeouts.value.send_milliseconds), timeouts.at));
  out.add(Value::string("read", seconds(timeouts.value.read_milliseconds), timeouts.at));
  return out;
}

/// The time limits of the rules that use a Service, and how they speak to it. Those of a rule count instead of the Service's.
struct Limits {
  Rare<From<model::Timeouts>> timeouts;  ///< of all rules, as far as they agree
  bool agree = true;
  bool any = false;
  std::string scheme;  ///< likewise
  std::vector<std::pair<const Plan*, const model::Backend*>> rules;

  void add(const Plan& plan, const model::Backend& backend) {
    const auto& own = plan.ref.rule->timeouts;
    const auto text = [](const Rare<From<model::Timeouts>>& of) {
      return of ? std::tuple(seconds(of->value.connect_milliseconds), seconds(of->value.send_milliseconds), seconds(of->value.read_milliseconds)) : std::tuple<std::string, std::string, std::string>();
    };
    const std::string_view spoken = backend.grpc() == nullptr ? "http" : backend.grpc()->tls ? "grpcs" : "grpc";
    if (rules.empty()) timeouts = own;
    if (rules.empty()) scheme = spoken;
    agree = agree && text(timeouts) == text(own) && scheme == spoken;
    any = any || own.has_value();
    rules.emplace_back(&plan, &backend);
  }
};

class Policies {
 public:
  Policies(const Settings& settings, const Emit& emit, Sink& sink) : settings_(settings), emit_(emit), sink_(sink) {}

  void run(const model::Model& model, const std::vector<Plan>& plans) {
    for (const Plan& plan : plans)
      if (plan.printed && !plan.denies && keeps_of(plan, settings_).service_settings)
        for (const model::Backend& backend : plan.ref.rule->backends) limits_[{std::string(name_space_of(backend, plan.ref.route->name_space)), backend.service}].add(plan, backend);
    for (const model::ServiceSettings& settings : model.service_settings)
      if (!settings.port_name.empty()) with_ports_.insert({settings.name_space, settings.service});
    for (const model::ServiceSettings& settings : model.service_settings) write(settings);
    for (auto& [service, limits] : limits_) {
      const bool by_port = with_ports_.contains(service);  // another policy beside those of ports would make it open which one counts
      if (!limits.agree || by_port) report_lost(limits);
      if (!limits.agree || by_port || !limits.any || written_.contains(service)) continue;
      write({service.first, service.second, {}, Value::map(), Value::map("timeout"), {}, limits.timeouts->at});
    }
  }

 private:
  void report_lost(const Limits& limits) {
    for (const auto& [plan, backend] : limits.rules)
      if (const auto& timeouts = plan->ref.rule->timeouts) sink_.report<Code::timeout_of_service>(timeouts->at, timeouts->value.written, backend->service);
  }

  void write(const model::ServiceSettings& from) {
    const std::string name = fmt::format("{}{}{}", from.service, from.port_name.empty() ? "" : ".", from.port_name);
    if (!written_.insert({from.name_space, name}).second) {
      sink_.report<Code::upstream_setting_not_kept>(from.at, "settings", from.service, "another BackendTrafficPolicy counts for the same Service or port");
      return;
    }
    Value object = new_object("BackendTrafficPolicy", name, from.name_space, from.metadata, from.at, settings_);
    Value& spec = object.items.back();
    Value& target = spec.add(Value::list("targetRefs", 1)).add(Value::map({}, 4));
    target.add(Value::string("group", ""));
    target.add(Value::string("kind", "Service"));
    target.add(Value::string("name", from.service));
    if (!from.port_name.empty()) target.add(Value::string("sectionName", from.port_name));
    const auto limits = limits_.find({from.name_space, from.service});
    if (from.settings.find("scheme") == nullptr)  // else the default of the kind is meant
      spec.add(Value::string("scheme", limits == limits_.end() ? "http" : limits->second.scheme, from.at));
    for (const Value& setting : from.settings.items) spec.add(setting);
    if (from.port_name.empty() && limits != limits_.end() && limits->second.agree && limits->second.any)
      spec.add(timeout_value(*limits->second.timeouts));
    else if (!from.timeouts.items.empty())
      spec.add(from.timeouts);
    emit_("BackendTrafficPolicy", from.name_space, name, std::move(object));
  }

  const Settings& settings_;
  const Emit& emit_;
  Sink& sink_;
  std::map<std::pair<std::string, std::string>, Limits> limits_;
  std::set<std::pair<std::string, std::string>> written_;     ///< by name
  std::set<std::pair<std::string, std::string>> with_ports_;  ///< Services that have policies for single ports
};

}  // namespace

void write_traffic_policies(const model::Model& model, const std::vector<Plan>& plans, const Settings& settings, const Emit& emit, Sink& sink) {
  Policies(settings, emit, sink).run(model, plans);
}

}  // namespace gw::gateway::apisix
