// One BackendTLSPolicy for each Service, or port of one, that rules speak TLS to.
#include <map>
#include <set>
#include <tuple>

#include "gateway/clients.h"
#include "gateway/gateways.h"
#include "gateway/infrastructure.h"
#include "gateway/rule_value.h"
#include "gateway/upstream.h"

namespace gw::gateway {
namespace {

using yaml::Value;

struct PolicyTarget {
  std::string_view name_space, service, port_name;
  friend auto operator<=>(const PolicyTarget&, const PolicyTarget&) = default;
};

std::string default_hostname(std::string_view name_space, std::string_view service) {
  return name_space.empty() ? std::string(service) : fmt::format("{}.{}.svc", service, name_space);
}

class Policies {
 public:
  Policies(const model::Model& model, const std::vector<Plan>& plans, const Gateways& gateways, const Settings& settings, Sink& sink)
      : plans_(plans), gateways_(gateways), settings_(settings), sink_(sink) {
    for (const model::NamedPort& port : model.named_ports) port_names_[{port.name_space, port.service, port.port}] = port.name;
  }

  void run(const Emit& emit) {
    for_each_backend([&](const Plan& plan, const model::Backend& backend) {
      if (tls_of(plan) != nullptr) policies_.try_emplace(target_of(plan, backend), &plan);
    });
    if (policies_.empty()) return;
    for_each_backend([&](const Plan& plan, const model::Backend& backend) { report_other(plan, backend); });
    for (const auto& [target, plan] : policies_) write(target, *plan, emit);
  }

 private:
  static const From<model::BackendTls>* tls_of(const Plan& plan) {
    const model::Upstream* upstream = plan.ref.rule->upstream.get();
    return upstream != nullptr && upstream->tls ? &*upstream->tls : nullptr;
  }

  template <class Do>
  void for_each_backend(Do&& act) const {
    for (const Plan& plan : plans_)
      if (plan.printed && !plan.denies)
        for (const model::Backend& backend : plan.ref.rule->backends) act(plan, backend);
  }

  PolicyTarget target_of(const Plan& plan, const model::Backend& backend) const {
    const std::string_view name_space = name_space_of(backend, plan.ref.route->name_space);
    const auto named = port_names_.find({name_space, backend.service, backend.port});
    return {name_space, backend.service, named == port_names_.end() ? std::string_view() : named->second};
  }

  static std::string hostname(const Plan& plan, const PolicyTarget& target) {
    const std::string& asked = tls_of(plan)->value.hostname;
    return asked.empty() ? default_hostname(target.name_space, target.service) : asked;
  }

  static std::string authority(const Plan& plan) {
    const auto& of = tls_of(plan)->value.authority;
    return of ? fmt::format("Secret `{}`", of->secret) : "every known authority";
  }

  /// A policy without a port counts for every port of the Service.
  void report_other(const Plan& plan, const model::Backend& backend) {
    const PolicyTarget whole{name_space_of(backend, plan.ref.route->name_space), backend.service, {}};
    const PolicyTarget own = target_of(plan, backend);
    const From<model::BackendTls>* tls = tls_of(plan);
    const auto found = policies_.contains(own) ? policies_.find(own) : policies_.find(whole);
    if (found == policies_.end()) return;
    if (tls == nullptr)
      sink_.report<Code::backend_tls_of_service>(backend.at, backend.service, fmt::format("port {}, which a rule speaks plain HTTP to", backend.port));
    else if (authority(plan) != authority(*found->second))
      sink_.report<Code::backend_tls_of_service>(tls->at, backend.service, fmt::format("a rule that trusts {}", authority(plan)));
    else if (hostname(plan, own) != hostname(*found->second, own))
      sink_.report<Code::backend_tls_of_service>(tls->at, backend.service, fmt::format("a rule that asks for another name, `{}`", hostname(plan, own)));
  }

  void write(const PolicyTarget& target, const Plan& plan, const Emit& emit) {
    const From<model::BackendTls>& tls = *tls_of(plan);
    const std::string host = hostname(plan, target);
    sink_.report<Code::backend_tls_verified>(tls.at, tls.value.written, target.service, tls.value.verified ? "and verifies it by an authority of its own" : "without verifying it",
                                            tls.value.authority ? fmt::format("the authority in Secret `{}`", tls.value.authority->secret) : "a public authority",
                                            fmt::format("{}`{}`", tls.value.hostname.empty() ? "the name of the Service, " : "the name that is asked for, ", host));
    // The first version of the kind, in v1.0, had one target and other names.
    const bool first_form = api_version(settings_, "BackendTLSPolicy") == "v1alpha2";
    Value reference = Value::map({}, 4);
    reference.at = tls.at;
    reference.add(Value::string("group", "", tls.at));
    reference.add(Value::string("kind", "Service", tls.at));
    reference.add(Value::string("name", std::string(target.service), tls.at));
    if (!target.port_name.empty()) reference.add(Value::string("sectionName", std::string(target.port_name), tls.at));
    Value validation = Value::map(first_form ? "tls" : "validation", 2);
    if (tls.value.authority) validation.add(authority_references(first_form ? "caCertRefs" : "caCertificateRefs", *tls.value.authority));
    else validation.add(Value::string(first_form ? "wellKnownCACerts" : "wellKnownCACertificates", "System", tls.at));
    validation.add(Value::string("hostname", host, tls.at));
    Value spec = Value::map("spec", 2);
    if (first_form) {
      reference.key = "targetRef";
      spec.add(std::move(reference));
    } else {
      spec.add(Value::list("targetRefs", 1)).add(std::move(reference));
    }
    spec.add(std::move(validation));
    if (tls.value.authority) copy(*tls.value.authority, target.name_space, emit);
    const std::string name = fmt::format("{}{}{}", target.service, target.port_name.empty() ? "" : ".", target.port_name);
    Value object = new_object(settings_, "BackendTLSPolicy", name, target.name_space);
    object.at = tls.at;
    object.annotated = settings_.annotate;
    object.add(std::move(spec));
    emit("BackendTLSPolicy", target.name_space, name, std::move(object));
  }

  /// A policy reads the certificates of its authority from a ConfigMap beside it.
  void copy(const model::Authority& authority, std::string_view name_space, const Emit& emit) {
    const std::string name = authority_name(authority);
    if (gateways_.copies(name_space, name) || !copied_.emplace(name_space, name).second) return;
    const std::string secret = authority.name_space.empty() ? authority.secret : authority.name_space + "/" + authority.secret;
    sink_.report<Code::authority_copied>(authority.at, secret, fmt::format("{}{}{}", name_space, name_space.empty() ? "" : "/", name));
    emit("ConfigMap", name_space, name, authority_value(authority, name_space));
  }

  const std::vector<Plan>& plans_;
  const Gateways& gateways_;
  const Settings& settings_;
  Sink& sink_;
  std::map<std::tuple<std::string_view, std::string_view, std::int64_t>, std::string_view> port_names_;
  std::map<PolicyTarget, const Plan*> policies_;
  std::set<std::pair<std::string_view, std::string>> copied_;
};

}  // namespace

void write_backend_tls(const model::Model& model, const std::vector<Plan>& plans, const Gateways& gateways, const Settings& settings, const Emit& emit,
                       Sink& sink) {
  if (!has_backend_tls(settings)) return;
  Policies(model, plans, gateways, settings, sink).run(emit);
}

}  // namespace gw::gateway
