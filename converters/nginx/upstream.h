/// How ingress-nginx speaks to backends: retries, sessions, time-outs and TLS.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "kube/bundle.h"
#include "model/route.h"
#include "nginx/settings.h"

namespace gw::nginx {

struct Upstream {
  std::shared_ptr<const model::Upstream> settings;  ///< null if the Ingress says nothing about it
  Rare<From<model::Timeouts>> timeouts;
  std::vector<const Annotation*> annotations;       ///< that these depend on
};

/// What cannot be expressed is reported. `bundle` may hold the Secret that TLS is done with.
Upstream read_upstream(const Settings& settings, const kube::Bundle& bundle, Sink& sink);

}  // namespace gw::nginx
