/// What became of every value of the input, by the findings about it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace gw::cli {

enum class Outcome : std::uint8_t {
  Kept,        ///< written the same way, or it says nothing that could be written
  Equivalent,  ///< the same by another mechanism
  Changed,     ///< some requests are served differently
  Dropped,     ///< gone
};
inline constexpr std::array kOutcomes = {Outcome::Kept, Outcome::Equivalent, Outcome::Changed, Outcome::Dropped};
std::string_view word(Outcome outcome);  ///< "kept"
Outcome outcome_of(Effect effect);

/// Outcomes of the values of a survey and of lines of the input. A finding that calls something dropped is about all values in its
/// place; another one is about what begins there.
class Outcomes {
 public:
  /// The report must have a survey and outlive this.
  explicit Outcomes(const Report& report);

  /// In the order of `Survey::values`.
  const std::vector<Outcome>& of_values() const { return values_; }
  /// The worst outcome of what stands between two places of a file, whether a value or only the beginning of a finding.
  Outcome between(std::uint32_t file, Span span) const;

 private:
  struct Mark {
    Origin at;
    Outcome outcome;
  };
  std::vector<Origin> dropped_;  ///< sorted, disjoint
  std::vector<Mark> marks_;      ///< where other findings begin, sorted
  std::vector<Outcome> values_;
};

}  // namespace gw::cli
