/// The last step of a conversion: findings in order, each with the object and the field that it is about.
#pragma once

#include <list>
#include <span>
#include <vector>

#include "diag/sink.h"
#include "kube/bundle.h"
#include "model/route.h"

namespace gw {

/// Reports the parts of settings that a finding calls dropped (GW2105), where none is about them. `before`: findings beside those of
/// the sink.
void report_lost_parts(std::span<const model::Part> parts, std::span<const Finding> before, Sink& sink);

/// Puts `***` in the place of redacted text of the input in what findings at its place say.
void hide_in_messages(std::vector<Finding>& findings, std::span<const Origin> redacted, std::span<const Source> sources);

/// Sorts by file, position and code, findings about the whole run last; removes repetitions.
std::vector<Finding> finish_findings(std::list<Finding> found);

/// Fills in the object and the field that each finding is about.
void locate_findings(std::vector<Finding>& findings, const kube::Bundle& bundle);

/// Sorts by file and position and joins what overlaps.
std::vector<Origin> finish_redacted(std::vector<Origin> redacted);

}  // namespace gw
