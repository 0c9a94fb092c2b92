/// What `verify` and `trace` print.
#pragma once

#include <span>
#include <string>

#include "proof.h"

namespace gw::cli {

/// Every class of requests that ends differently, a line each, after a line with the numbers. `columns`: of the terminal; 0: lines stay whole.
std::string proof_text(const Proof& proof, std::span<const Source> sources, std::size_t columns);
std::string proof_json(const Proof& proof, std::span<const Source> sources);

}  // namespace gw::cli
