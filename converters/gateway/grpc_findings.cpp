#include "gateway/grpc_findings.h"

#include <algorithm>

#include "gateway/extensions/extensions.h"
#include "gateway/grpc_call.h"
#include "gateway/paths.h"
#include "gateway/upstream.h"

namespace gw::gateway {
namespace {

using model::Backend;
using model::Rule;

class Findings {
 public:
  Findings(const Index& index, const GrpcChoice& choice, const Settings& settings, Sink& sink) : index_(index), choice_(choice), settings_(settings), sink_(sink) {}

  void about(const Plan& plan) const {
    const Rule& rule = *plan.ref.rule;
    const auto backend = std::ranges::find_if(rule.backends, [](const Backend& one) { return one.grpc() != nullptr; });
    if (backend == rule.backends.end() || plan.denies) return;
    if (plan.grpc && plan.dead && !serves_post(rule)) return report_dead(plan);
    if (!plan.printed) return;
    if (plan.grpc) {
      Finding& finding = sink_.report<Code::grpc_route>(rule.at, backend->grpc()->written, backend->service);
      if (rule.methods.empty()) finding.witness = witness(plan, "GET", "404, or the same");
      if (!rule.methods.empty()) report_methods(plan);
    } else if (const auto why = choice_.why_not.find(&rule); why != choice_.why_not.end()) {
      sink_.report<Code::grpc_stays_http>(rule.at, backend->grpc()->written, backend->service, why->second);
    }
    if (keeps_of(plan, settings_).service_settings) return;  // then a policy says how each Service is spoken to
    for (const Backend& one : rule.backends)
      if (one.grpc() != nullptr) report_protocol(plan, one);
  }

 private:
  static std::string methods_of(const Rule& rule) {
    std::string out;
    for (const From<std::string>& method : rule.methods) out += fmt::format("{}{}", out.empty() ? "" : ", ", method.value);
    return out;
  }

  /// A request with another method than calls have, and who serves it in the source.
  std::optional<Witness> witness(const Plan& plan, std::string_view method, std::string after) const {
    const Rule& rule = *plan.ref.rule;
    if (plan.paths.empty() && rule.paths.empty()) return std::nullopt;
    const model::Path& path = plan.paths.empty() ? rule.paths.front() : *plan.paths.front().from;
    Rule any = rule;  // of its methods
    any.methods.clear();
    Request request{.method = std::string(method), .host = sample_host(plan.hosts.empty() ? host_names(rule).front() : plan.hosts.front()), .path = sample_path(path.match)};
    if (!meet(any, request)) return std::nullopt;
    const RuleRef* before = index_.winner(request);
    if (before != nullptr && before->rule != &rule && satisfies(rule, request)) return std::nullopt;  // not this rule's to begin with
    return Witness{describe(request), before == nullptr ? "404" : describe_backends(*before->route, *before->rule), std::move(after)};
  }

  void report_methods(const Plan& plan) const {
    const Rule& rule = *plan.ref.rule;
    Finding& finding = sink_.report<Code::grpc_methods_dropped>(rule.methods.front().at, methods_of(rule));
    for (const std::string_view method : {"GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"}) {
      if (std::ranges::any_of(rule.methods, [&](const auto& one) { return one.value == method; })) continue;
      finding.witness = witness(plan, method, "perhaps " + describe_backends(*plan.ref.route, rule));
      return;
    }
  }

  void report_dead(const Plan& plan) const {
    const Rule& rule = *plan.ref.rule;
    sink_.report<Code::grpc_without_post>(rule.methods.front().at, methods_of(rule)).witness = witness(plan, rule.methods.front().value, "404, or another rule");
  }

  /// How the backend is known to speak something else than HTTP/1.1.
  void report_protocol(const Plan& plan, const Backend& backend) const {
    const model::Grpc& grpc = *backend.grpc();
    const model::Upstream* upstream = plan.ref.rule->upstream.get();
    const bool by_policy = upstream != nullptr && upstream->tls;
    if (grpc.tls && by_policy && (has_backend_tls(settings_) || upstream->tls->value.essential)) return;  // said where the policy is
    if (grpc.tls) {
      const std::string why = by_policy ? fmt::format("{} has none", describe(settings_.target)) : std::string("the rule has other backends without TLS");
      Finding& finding = sink_.report<Code::backend_tls_left_out>(grpc.at, grpc.written, backend.service, why);
      if (by_policy) finding.available = first_available("BackendTLSPolicy", "");
      else finding.help = "give the backends with TLS a rule of their own";
      return;
    }
    if (plan.grpc) return;
    if (grpc.said_by_port) {
      sink_.report<Code::annotation_without_effect>(grpc.at, grpc.written, "the Service says so already with `appProtocol`");
      return;
    }
    Finding& finding = sink_.report<Code::backend_grpc>(grpc.at, grpc.written, backend.port, backend.service);
    if (served_versions(settings_.target, "GRPCRoute").empty()) finding.available = first_available("GRPCRoute", "");
  }

  const Index& index_;
  const GrpcChoice& choice_;
  const Settings& settings_;
  Sink& sink_;
};

}  // namespace

void report_grpc(const std::vector<Plan>& plans, const Index& index, const GrpcChoice& choice, const Settings& settings, Sink& sink) {
  const Findings findings(index, choice, settings, sink);
  for (const Plan& plan : plans) findings.about(plan);
}

}  // namespace gw::gateway
