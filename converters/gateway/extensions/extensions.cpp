#include "gateway/extensions/extensions.h"

#include "gateway/implementations/implementations.h"

namespace gw::gateway {

const Extensions* extensions_of(const Settings& settings) {
  return settings.implementation == nullptr ? nullptr : settings.implementation->extensions;
}

bool has_parameters(const Settings& settings) {
  const Extensions* extensions = extensions_of(settings);
  return extensions != nullptr && !extensions->parameters.kind.empty() && has_field(settings.target, "Gateway", "spec.infrastructure.parametersRef");
}

std::string_view parameters_name(const model::Model* model, const Settings& settings) {
  const Extensions* extensions = extensions_of(settings);
  if (extensions == nullptr || extensions->parameters.kind.empty()) return {};
  if (model != nullptr && model->gateway_settings && !model->gateway_settings->name.empty()) return model->gateway_settings->name;
  return settings.gateway_parameters.empty() ? extensions->parameters.name : std::string_view(settings.gateway_parameters);
}

model::Keeps keeps_of(const Settings& settings) {
  const Extensions* extensions = extensions_of(settings);
  return extensions == nullptr ? model::Keeps{} : extensions->keeps(settings.implementation->series);
}

model::Keeps keeps_of(const Plan& plan, const Settings& settings) {
  const model::Keeps keeps = keeps_of(settings);
  return plan.ref.route->product == keeps.product ? keeps : model::Keeps{};
}

}  // namespace gw::gateway
