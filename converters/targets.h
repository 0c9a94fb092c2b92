/// One input for every release and channel, and for every implementation: what it would lose in each, so that a target can be chosen from evidence.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "convert.h"

namespace gw {

/// What a conversion for one target finds. Accepted findings do not count, whatever their severity.
struct TargetRow {
  std::string_view implementation{};  ///< empty: that of the options
  std::string_view version{};         ///< of the implementation
  std::string_view release;
  bool experimental = false;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t not_printed = 0;  ///< rules
  std::map<Code, std::size_t> losses{};  ///< errors and warnings by their codes
};

struct Comparison {
  std::size_t best = 0;  ///< the row with the fewest errors, then the fewest warnings; of equal ones the first
  std::vector<TargetRow> implementations;  ///< for the release and channel of the best row
  std::vector<TargetRow> rows;  ///< oldest release first, the standard channel before the experimental one
  std::size_t objects = 0;      ///< Kubernetes objects read
  std::size_t converted = 0;
  std::size_t rules = 0;
};

/// Converts `sources` for all targets, reading them once; `options.release` and its channel do not matter. The numbers are those
/// of `convert` with the same options.
Comparison compare_targets(std::span<const Source> sources, const Options& options);

}  // namespace gw
