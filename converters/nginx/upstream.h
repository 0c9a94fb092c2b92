/// How ingress-nginx speaks to backends: retries, sessions, time-outs and TLS.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "model/route.h"
#include "nginx/settings.h"

namespace gw::nginx {

struct Upstream {
  std::shared_ptr<const model::Upstream> settings;  ///< null if the Ingress says nothing about it
  std::optional<From<model::Timeouts>> timeouts;
  std::vector<const Annotation*> annotations;       ///< that these depend on
};

/// What cannot be expressed is reported.
Upstream read_upstream(const Settings& settings, Sink& sink);

}  // namespace gw::nginx
