#include "gateway/extensions/apisix/apisix.h"

namespace gw::gateway::apisix {
namespace {

using yaml::Value;

Value gateway_ref(const GatewayName& gateway, std::string_view name_space) {
  Value out = Value::map("gatewayRef", 2);
  out.add(Value::string("name", std::string(gateway.name)));
  if (!gateway.name_space.empty() && gateway.name_space != name_space) out.add(Value::string("namespace", std::string(gateway.name_space)));
  return out;
}

Value credential_value(const model::Consumer::Credential& credential, std::size_t number) {
  Value out = Value::map({}, 3);
  out.at = credential.at;
  out.add(Value::string("type", credential.type, credential.at));
  out.add(Value::string("name", number == 0 ? credential.type : fmt::format("{}-{}", credential.type, number + 1), credential.at));
  if (credential.secret.empty())
    out.add(credential.config);
  else
    out.add(Value::map("secretRef", 1)).add(Value::string("name", credential.secret, credential.at));
  return out;
}

}  // namespace

void write_consumers(const model::Model& model, const GatewayName& gateway, const Settings& settings, const Emit& emit) {
  for (const model::Consumer& consumer : model.consumers) {
    Value object = new_object("Consumer", consumer.name, consumer.name_space, consumer.metadata, consumer.at, settings);
    Value& spec = object.items.back();
    spec.add(gateway_ref(gateway, consumer.name_space));
    if (!consumer.credentials.empty()) {
      Value credentials = Value::list("credentials", consumer.credentials.size());
      for (std::size_t i = 0; i < consumer.credentials.size(); ++i) credentials.add(credential_value(consumer.credentials[i], i));
      spec.add(std::move(credentials));
    }
    if (!consumer.plugins.empty()) spec.add(plugins_value(consumer.plugins));
    emit("Consumer", consumer.name_space, consumer.name, std::move(object));
  }
}

}  // namespace gw::gateway::apisix
