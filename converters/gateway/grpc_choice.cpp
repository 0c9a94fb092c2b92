#include "gateway/grpc_choice.h"

#include <fmt/format.h>

#include <algorithm>

#include "gateway/grpc_call.h"
#include "gateway/host_groups.h"

namespace gw::gateway {
namespace {

constexpr std::string_view kKind = "GRPCRoute";

bool speaks_grpc(const model::Backend& backend) { return backend.grpc() != nullptr; }

std::string title(const model::Rule& rule) { return rule.name.empty() ? "another rule" : fmt::format("rule `{}`", rule.name); }

/// Up to v0.6.2 the API server gives every match a method, which then lacks a service.
bool serves_everything(Target target) {
  const auto names = release_names();
  return target.release >= std::ranges::find(names, "v0.7.0") - names.begin();
}

/// What keeps the rule itself from being said by a GRPCRoute; empty if nothing does.
std::string fault_of(const model::Rule& rule, Target target) {
  for (const model::Backend& backend : rule.backends)
    if (!speaks_grpc(backend)) return fmt::format("port {} of Service `{}` does not speak it", backend.port, backend.service);
  for (const model::Path& path : rule.paths) {
    const std::optional<GrpcCall> call = grpc_call(path.match);
    if (!call) return fmt::format("`{}` does not stand for calls of a service or a method", path.written);
    if (call->service.empty() && !serves_everything(target)) return fmt::format("a GRPCRoute of {} needs a service, which `{}` does not name", describe(target), path.written);
  }
  constexpr std::string_view kNone = "a GRPCRoute cannot {}";
  const auto cannot = [&](std::string_view what) { return fmt::format(fmt::runtime(kNone), what); };
  const model::Filters* filters = rule.filters.get();
  if (filters == nullptr) return {};
  if (filters->external_auth) return cannot("ask an authorization server");
  if (filters->redirect) return cannot("redirect");
  if (filters->rewrite || filters->host_header) return cannot("change path or host");
  return filters->cors ? cannot("answer questions of browsers (CORS)") : std::string();
}

/// The same of what has become of it.
std::string fault_of(const Plan& plan) {
  const auto is_regex = [](const PathOut& path) { return path.type == PathType::RegularExpression; };
  if (!plan.query.empty()) return "a GRPCRoute matches no query parameters";
  if (std::ranges::any_of(plan.paths, is_regex)) return "its path is a regular expression";
  return plan.stands_alone() ? "it needs a policy that is for HTTPRoutes only" : std::string();
}

class Choice {
 public:
  Choice(GrpcChoice& out, const Planned& planned) : out_(out), planned_(planned) {}

  void run() {
    each([&](const Plan& plan) { join_hosts(plan); });
    hosts_.join_overlapping();
    each([&](const Plan& plan) { note(plan); });
    each([&](const Plan& plan) { decide(plan); });
  }

 private:
  struct Group {
    const Plan* http = nullptr;
    bool guarded = false, limits_methods = false;
  };

  template <class Act>
  void each(Act&& act) const {
    for (const std::vector<Plan>* plans : {&planned_.plans, &planned_.repeats})
      for (const Plan& plan : *plans)
        if (plan.printed) act(plan);
  }

  /// Plain HTTP and TLS come in by different doors.
  void join_hosts(const Plan& plan) {
    const model::Route& route = *plan.ref.route;
    std::optional<HostGroups::Number>& all = numbers_[&plan];
    const auto add = [&](std::string_view host) {
      for (const std::string_view door : {"http", "tls"}) {
        if (route.attachment && !(door == "http" ? route.attachment->http : route.attachment->tls)) continue;
        const HostGroups::Number number = hosts_.add(route.gateway + "\n" + std::string(door), host);
        if (all) hosts_.join(*all, number);
        all = number;
      }
    };
    for (const std::string& host : plan.hosts) add(host);
    if (plan.hosts.empty())
      for (const From<std::string>& host : plan.ref.rule->hosts) add(host.value);
    if (plan.hosts.empty() && plan.ref.rule->hosts.empty()) add("");
  }

  Group* group_of(const Plan& plan) {
    const auto& number = numbers_.at(&plan);
    return number ? &groups_[hosts_.group(*number)] : nullptr;
  }

  void note(const Plan& plan) {
    Group* group = group_of(plan);
    if (group == nullptr) return;
    if (group->http == nullptr && (!plan.grpc || plan.denies || !fault_of(plan).empty())) group->http = &plan;
    group->guarded = group->guarded || plan.ref.rule->guards_kept;
    group->limits_methods = group->limits_methods || !plan.ref.rule->methods.empty();
  }

  void decide(const Plan& plan) {
    const Group* group = group_of(plan);
    if (!plan.grpc || group == nullptr) return;
    if (plan.denies) {  // it serves nothing, but stands before the others
      out_.rules.erase(plan.ref.rule);
      return;
    }
    std::string fault = fault_of(plan);
    if (fault.empty() && group->http != nullptr)
      fault = fmt::format("{} of the same hosts is one, and implementations serve one kind of route for a host", title(*group->http->ref.rule));
    // Without its methods a rule could take requests that another one guards.
    if (fault.empty() && group->guarded && group->limits_methods) fault = "a GRPCRoute matches no methods, and a rule of the same hosts guards access";
    if (fault.empty()) return;
    out_.rules.erase(plan.ref.rule);
    out_.why_not.emplace(plan.ref.rule, std::move(fault));
  }

  GrpcChoice& out_;
  const Planned& planned_;
  HostGroups hosts_;
  std::unordered_map<const Plan*, std::optional<HostGroups::Number>> numbers_;
  std::unordered_map<HostGroups::Number, Group> groups_;
};

}  // namespace

bool serves_grpc(const Implementation& implementation, Target target) {
  const auto served = served_versions(target, kKind);
  if (!implementation.reads.empty() && std::ranges::find(served, implementation.reads) == served.end()) return false;
  if (implementation.limits != nullptr)
    for (const Limit& limit : implementation.limits())
      if (limit.place.kind == kKind && limit.place.path.empty() && implementation.has(limit)) return false;
  const Report* report = implementation.report_for(target.channel);
  return report == nullptr || claims(*report, kKind);
}

GrpcChoice choose_grpc(const model::Model& model, const Settings& settings, const std::function<Planned(const GrpcRules&)>& plan) {
  GrpcChoice out;
  if (served_versions(settings.target, kKind).empty()) return out;
  const bool served = settings.implementation == nullptr || serves_grpc(*settings.implementation, settings.target);
  for (const model::Route& route : model.routes)
    for (const model::Rule& rule : route.rules) {
      if (std::ranges::none_of(rule.backends, speaks_grpc)) continue;
      std::string fault = served ? fault_of(rule, settings.target) : fmt::format("{} is not known to serve GRPCRoutes of {}", settings.implementation->label(), describe(settings.target));
      if (fault.empty()) out.rules.insert(&rule);
      else out.why_not.emplace(&rule, std::move(fault));
    }
  if (!out.rules.empty()) Choice(out, plan(out.rules)).run();
  return out;
}

}  // namespace gw::gateway
