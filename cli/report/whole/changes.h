/// What has changed since an earlier report, which stands in a file of the format json.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "diag/result.h"
#include "report/report.h"

namespace gw::cli {

struct Changes {
  /// A finding of the earlier report that is no longer there.
  struct Gone {
    std::string code;
    std::string severity;
    std::string place;  ///< "shop.yaml:13:9"; empty: it was about the whole run
    std::string message;
  };
  /// A number that both reports have.
  struct Number {
    std::string name;
    std::size_t before = 0;
    std::size_t after = 0;
  };
  std::string target_before;              ///< "v1.2.0 standard", if it was another one
  std::vector<Number> numbers;
  std::vector<const Finding*> fresh;      ///< in the order of the findings
  std::vector<Gone> gone;                 ///< in the order of the earlier report
};

/// Compares `report` with the file; an error for people if it cannot be read or is no such report. Findings are the same if their
/// fingerprints are.
Result<Changes> changes_since(const std::string& file, const Report& report);

/// The numbers that reports are compared by, with the names that JSON has for them.
std::vector<std::pair<std::string, std::size_t>> numbers_of(const Report& report);

}  // namespace gw::cli
