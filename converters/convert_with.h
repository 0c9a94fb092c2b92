/// The pipeline around another lowering than ours: to see what becomes of its mistakes.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "convert.h"
#include "gateway/lower.h"

namespace gw {

/// As `gateway::lower`.
using Lower = gateway::Summary (*)(const model::Model& model, const gateway::Settings& settings,
                                   const gateway::ObjectNames& taken, const gateway::Emit& emit, Sink& sink);

/// As `convert`, with `lower` in the place of ours. Whatever it emits goes past the same guard.
Conversion convert_with(Lower lower, std::span<const Source> sources, const Options& options);

}  // namespace gw
