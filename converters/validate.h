/// The other pipeline: manifests of the Gateway API in, violations of what a release and channel demands out.
#pragma once

#include <span>

#include "convert.h"

namespace gw {

/// Checks every Gateway API object of `sources` against the target of `options`, whoever wrote it; passes over all others.
/// Nothing is converted: the result has findings, places to hide and numbers only. Never throws for any input.
Conversion validate(std::span<const Source> sources, const Options& options);

}  // namespace gw
