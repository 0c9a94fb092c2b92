/// Settings of plugins that stand in Secrets, written into the plugins: --inline-secrets.
#pragma once

#include "dialects.h"

namespace gw::apisix {

/// Gives every object of APISIX that takes settings from Secrets of the bundle, through `secretRef` of a plugin or of a way to
/// authenticate that a Consumer cannot, a body that has them itself, if the user wants it and the target takes plugins. What says
/// `secretRef` keeps its place, and stays as it is if the Secret is not there, has nothing, cannot be read, or has keys that exclude
/// each other.
void inline_secrets(const Preparation& to);

}  // namespace gw::apisix
