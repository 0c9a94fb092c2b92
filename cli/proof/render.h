/// What `verify` and `trace` print.
#pragma once

#include <span>
#include <string>

#include "proof.h"

namespace gw::cli {

/// Every class of requests that ends differently, a line each, after a line with the numbers. `columns`: of the terminal; 0: lines stay whole.
/// `own`: our own manifests are compared, whose differences findings announce.
std::string verdict_text(const verify::Verdict& verdict, bool own, std::span<const Source> sources, std::size_t columns);
std::string verdict_json(const verify::Verdict& verdict, bool own, std::span<const Source> sources);

/// What becomes of a request on both sides: every candidate, and why it lost.
std::string trace_text(const verify::Request& request, const Ending& before, const Ending& after);
std::string trace_json(const verify::Request& request, const Ending& before, const Ending& after);

}  // namespace gw::cli
