/// `# gwconvert:accept CODE reason` in an input: the finding is known there, and meant.
#pragma once

#include <span>
#include <vector>

#include "convert.h"

namespace gw::cli {

/// Marks the findings that comments accept. A comment at the end of a line is for what begins on that line, one on a line of its
/// own for the next value and everything below it, and one before all else in a document for the whole of it. Adds a finding for a
/// comment without a known code (GW0021), and for one that no finding needs (GW0020); what stands in redacted bytes is no comment.
/// Findings are in the order of their places, and stay so; redacted bytes are sorted.
void accept_by_comments(std::span<const Source> sources, Conversion& conversion);

}  // namespace gw::cli
