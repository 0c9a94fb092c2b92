/// The controller's ConfigMap, if it is in the input, and what ingress-nginx does without being told.
#pragma once

#include "dialects.h"
#include "nginx/settings.h"

namespace gw::nginx {

/// Reads the ConfigMap that is labelled or called as that of the controller. Its settings without a counterpart are reported
/// (GW2195), those that guard every Ingress too (GW2124, GW2126).
Defaults read_defaults(Lowering& to);

/// Once per run: limits, time-outs, retries and headers that nobody has written down (GW2190 to GW2194). `tls`: whether any
/// host has a certificate; `https_redirects`: how many.
void report_implicit(const Defaults& defaults, bool tls, std::size_t https_redirects, Lowering& to);

}  // namespace gw::nginx
