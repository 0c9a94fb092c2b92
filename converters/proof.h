/// What a conversion does to requests: the source read by its own rules, beside the manifests read by those of the Gateway API.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "convert.h"
#include "verify/verdict.h"

namespace gw {

struct Proof {
  Conversion conversion;       ///< whose findings announce the differences, if it was compared with
  verify::Verdict verdict;
  bool own = true;             ///< compared with what the conversion has made
};

/// Converts `sources` and compares. `against`: compare with these manifests instead of our own; empty: with our own.
Proof prove(std::span<const Source> sources, std::span<const Source> against, const Options& options);

}  // namespace gw
