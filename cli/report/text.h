/// Findings as text for people: on standard error, in a terminal, in a file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/report.h"

namespace gw::cli {

struct TextStyle {
  bool color = false;
  bool quiet = false;  ///< leave out notes and accepted findings
  bool fold = false;   ///< show only the first few of many notes with the same code
  std::size_t columns = 0;  ///< of the terminal, to break lines between words; 0: lines stay whole
};

/// Every finding, one after another.
std::string render_text(const Report& report, TextStyle style);

/// The last line: numbers of objects, rules and findings, then `outcome` ("4 manifests printed"; may be empty).
std::string render_summary(const Report& report, std::string_view outcome);

}  // namespace gw::cli
