/// The source line of a finding with a line of carets below the place.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"

namespace gw::cli {

inline constexpr std::size_t kExcerptColumns = 160;

struct Excerpt {
  std::string line;    ///< redacted, safe for a terminal, tabs as spaces; `…` where a long line is cut
  std::string carets;  ///< blanks, then carets below the first line of the place
  std::vector<std::string> text{};  ///< of a block scalar (`key: |`), whose first line says nothing: its lines, at most a few
};

/// Both lines, without indentation of their own. `at` must be known. At most `columns` wide, but for an ellipsis.
Excerpt excerpt(const Report& report, Origin at, std::size_t columns = kExcerptColumns);

}  // namespace gw::cli
