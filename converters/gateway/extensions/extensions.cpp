#include "gateway/extensions/extensions.h"

#include "gateway/implementations/implementations.h"

namespace gw::gateway {

const Extensions* extensions_of(const Settings& settings) {
  return settings.implementation == nullptr ? nullptr : settings.implementation->extensions;
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
