/// Conversions whose findings about routing have a request that shows them.
#pragma once

#include <span>

#include "convert.h"

namespace gw {

/// As `convert`; findings that say that requests end differently, but name none, get one from the comparison of the two
/// readings. In large inputs they stay without, since the comparison takes as long as the conversion.
Conversion convert_with_witnesses(std::span<const Source> sources, const Options& options);

}  // namespace gw
