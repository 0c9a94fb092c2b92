// ApisixConsumer as Consumer.
#include <algorithm>
#include <array>

#include "apisix/keep.h"
#include "apisix/plugins.h"
#include "yaml/as_value.h"

namespace gw::apisix {
namespace {

struct Kind {
  std::string_view parameter;
  std::string_view plugin;
  bool is_credential;  ///< else a plugin of the consumer
};

/// The first one that is there counts (2.2.0 internal/adc/translator/apisixconsumer.go).
constexpr auto kKinds = std::to_array<Kind>({
    {"keyAuth", "key-auth", true},
    {"basicAuth", "basic-auth", true},
    {"jwtAuth", "jwt-auth", true},
    {"wolfRBAC", "wolf-rbac", false},
    {"hmacAuth", "hmac-auth", true},
    {"ldapAuth", "ldap-auth", false},
});

/// What hmac-auth of APISIX 3.11 and newer has in a credential.
void modernize_hmac(Value& config, Sink& sink) {
  const bool has_id = config.find("key_id") != nullptr;
  std::erase_if(config.items, [&](Value& member) {
    if (member.key == "key_id" || member.key == "secret_key") return false;
    if (member.key == "access_key" && !has_id) {
      sink.report<Code::consumer_setting_moved>(member.at, member.key, "is called `key_id` from APISIX 3.11 on");
      member.key = "key_id";
      return false;
    }
    sink.report<Code::consumer_setting_moved>(member.at, member.key, "is left out: from APISIX 3.11 on the plugin of the route says it");
    return true;
  });
}

/// Whether the parameter could be carried over.
bool keep_parameter(const Kind& kind, const yaml::View& parameter, model::Consumer& consumer, Sink& sink) {
  const yaml::View value = parameter.map("value");
  const yaml::View secret = parameter.map("secretRef");
  if (!value) {
    const auto name = secret ? secret.text("name") : std::nullopt;
    if (!name || name->value.empty() || !kind.is_credential) return false;
    consumer.credentials.push_back({std::string(kind.plugin), {}, std::string(name->value), secret.at()});
    return true;
  }
  Value config = yaml::as_value(value.node(), value.at().file, "config");
  value.mark_all_read();
  if (secret) {
    secret.mark_all_read();
    sink.report<Code::field_overridden>(secret.at(), "secretRef", "value");
  }
  if (kind.parameter == "hmacAuth") modernize_hmac(config, sink);
  if (kind.is_credential)
    consumer.credentials.push_back({std::string(kind.plugin), std::move(config), {}, parameter.at()});
  else
    consumer.plugins.push_back({std::string(kind.plugin), std::move(config), parameter.at()});
  return true;
}

}  // namespace

bool keep_consumer(const kube::Object& object, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  const yaml::View spec = body.map("spec");
  model::Consumer consumer;
  consumer.name_space = object.name_space;
  consumer.name = object.name;
  consumer.at = object.at();
  if (!spec) return false;
  const yaml::View parameters = spec.map("authParameter");
  const Kind* chosen = nullptr;
  for (const auto& [name, parameter] : parameters.members()) {
    if (std::ranges::find(kKinds, name.value, &Kind::parameter) != kKinds.end()) continue;
    parameter.mark_all_read();
    to.sink.report<Code::field_not_converted>(parameter.at(), name.value);
  }
  for (const Kind& kind : kKinds) {
    const yaml::View parameter = parameters ? parameters.map(kind.parameter) : yaml::View();
    if (!parameter) continue;
    if (chosen != nullptr) {
      parameter.mark_all_read();
      to.sink.report<Code::field_overridden>(parameter.at(), kind.parameter, chosen->parameter);
      continue;
    }
    if (!keep_parameter(kind, parameter, consumer, to.sink)) return false;
    chosen = &kind;
  }
  const yaml::View plugins = spec.list("plugins");
  if ((!plugins && spec.has("plugins")) || (chosen == nullptr && !plugins)) return false;
  const std::size_t before = to.sink.findings().size();
  bool lost = report_plugins(plugins, "the consumer is", to.sink, &consumer.plugins);
  for (const Finding& finding : to.sink.findings_after(before)) lost = lost || finding.code == Code::plugin_not_converted;
  if (lost) return false;  // without what limits them, nobody gets in
  consumer.metadata = kept_metadata(object, to);
  to.model.consumers.push_back(std::move(consumer));
  return true;
}

}  // namespace gw::apisix
