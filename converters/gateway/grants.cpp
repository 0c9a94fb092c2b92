#include "gateway/grants.h"

#include "gateway/names.h"
#include "source/words.h"

namespace gw::gateway {
namespace {

/// "httproutes", "gateways"
std::string plural_of(std::string_view kind) { return lower_case(kind) + "s"; }

template <class Act>
void for_each_foreign(const Plan& plan, Act act) {
  for (const model::Backend& backend : plan.ref.rule->backends)
    if (const std::string_view in = name_space_of(backend, plan.ref.route->name_space); in != plan.ref.route->name_space) act(in, backend.service, backend.at);
}

const model::MirrorTo* foreign_mirror(const Plan& plan) {
  const model::Filters* filters = plan.ref.rule->filters.get();
  return filters != nullptr && filters->mirror && filters->mirror->name_space != plan.ref.route->name_space ? &*filters->mirror : nullptr;
}

}  // namespace

void Grants::add(std::string_view kind, std::string_view from, std::string_view target_kind, std::string_view to, std::string_view name) {
  if (!from.empty()) names_[{kind, from, to, target_kind}].insert(name);
}

void Grants::write(const Settings& settings, const Emit& emit) const {
  if (!has_grants(settings)) return;
  for (const auto& [grant, targets] : names_) {
    const std::string name = dns_name(fmt::format("{}-of-{}", plural_of(grant.kind), grant.from));
    const std::vector<std::string_view> names(targets.begin(), targets.end());
    for (std::size_t begin = 0; begin < names.size(); begin += kMostReferences) {
      const std::string part = begin == 0 ? name : fmt::format("{}-{}", name, begin / kMostReferences + 1);
      const auto count = std::min(kMostReferences, names.size() - begin);
      emit("ReferenceGrant", grant.to, part, grant_value(settings, part, grant, std::span(names).subspan(begin, count)));
    }
  }
}

bool has_grants(const Settings& settings) { return !served_versions(settings.target, "ReferenceGrant").empty(); }

void check_reach(Plan& plan, const Settings& settings, Sink& sink) {
  const bool open = plan.ref.route->name_space.empty();
  if ((has_grants(settings) && !open) || !plan.printed || plan.denies) return;
  const auto report = [&](std::string_view name_space, std::string_view service, Origin at) -> Finding& {
    const std::string name = fmt::format("{}/{}", name_space, service);
    if (has_grants(settings)) return sink.report<Code::grant_needs_namespace>(at, name);
    Finding& finding = sink.report<Code::service_not_reachable>(at, name, describe(settings.target));
    finding.available = first_available("ReferenceGrant", "");
    return finding;
  };
  bool reachable = true;
  for_each_foreign(plan, [&](std::string_view name_space, std::string_view service, Origin at) {
    report(name_space, service, at);
    reachable = sink.accepts(has_grants(settings) ? Code::grant_needs_namespace : Code::service_not_reachable);
  });
  if (!reachable) plan.printed = false;
  if (const model::MirrorTo* mirror = foreign_mirror(plan); mirror != nullptr && plan.printed) {
    report(mirror->name_space, mirror->service, mirror->at).severity = Severity::Warning;
    plan.mirrored = false;
  }
}

void write_route_grants(const std::vector<Plan>& plans, const Settings& settings, const Emit& emit) {
  Grants grants;
  for (const Plan& plan : plans) {
    if (!plan.printed || plan.denies) continue;
    const std::string_view kind = plan.grpc ? "GRPCRoute" : "HTTPRoute";
    const std::string_view from = plan.ref.route->name_space;
    for_each_foreign(plan, [&](std::string_view to, std::string_view service, Origin) { grants.add(kind, from, "Service", to, service); });
    if (const model::MirrorTo* mirror = foreign_mirror(plan)) grants.add(kind, from, "Service", mirror->name_space, mirror->service);
  }
  grants.write(settings, emit);
}

}  // namespace gw::gateway
