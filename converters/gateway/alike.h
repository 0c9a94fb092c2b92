/// Releases that are alike for what is written here: patch releases, mostly.
#pragma once

#include <string>

#include "gateway/releases.h"

namespace gw::gateway {

/// Everything that can change what is written for the target, as one text: the versions, fields, values, forms and limits of its
/// kinds. Targets with the same text get the same manifests, but for names of releases in findings.
std::string likeness(Target target);

}  // namespace gw::gateway
