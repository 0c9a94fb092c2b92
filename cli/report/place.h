/// Where a finding is, for formats that other programs read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "report/report.h"

namespace gw::cli {

struct Place {
  std::string_view file;
  Position begin;
  Position end;  ///< behind the last character
};

/// Findings are asked for in their order; nothing for those about the whole run.
std::optional<Place> place_of(const Finding& finding, const Report& report, Cursor& cursor);

/// The name of an input as a URI: relative unless it is an absolute path.
std::string uri_of(std::string_view file);

/// The message, and after it what to do and the witness, as lines.
std::string whole_message(const Finding& finding);

}  // namespace gw::cli
