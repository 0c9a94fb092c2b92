/// The account of a whole input: what is kept and lost, by namespace, owner, kind and host, and what can move first.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "report/whole/outcome.h"

namespace gw::cli {

/// Sums over some objects, or over what is served for one host.
struct Sums {
  std::size_t objects = 0;
  std::size_t converted = 0;
  std::size_t rules = 0;
  std::size_t not_printed = 0;               ///< of the rules
  std::array<std::size_t, 4> values{};       ///< by outcome
  std::size_t errors = 0;                    ///< that nobody accepts, like the warnings
  std::size_t warnings = 0;
  std::size_t blocked = 0;                   ///< errors that concern access control

  std::size_t all_values() const { return values[0] + values[1] + values[2] + values[3]; }
  /// Kept or equivalent values, in percent; 100 of none.
  double share_kept() const;
};

/// How hard it is to move something.
enum class Effort : std::uint8_t {
  Ready,    ///< nothing is lost
  Look,     ///< warnings to read, or values that change or are gone, even if that is accepted
  Blocked,  ///< errors, or rules that are left out until somebody decides
  Nothing,  ///< there is nothing that is converted
};
std::string_view word(Effort effort);  ///< "ready"
Effort effort_of(const Sums& sums);

/// One row of a table: a namespace, an owner, a kind, or a host.
struct Part {
  std::string name;
  Sums sums;
  std::vector<std::string> with;  ///< of a host: the namespaces that serve it; of a namespace: its hosts
};

struct Account {
  Sums all;
  Sums of_all;                    ///< the errors and warnings of `all` that are about no object
  std::vector<Part> name_spaces;  ///< those that can move first come first, like hosts
  std::vector<Part> hosts;
  std::vector<Part> owners;       ///< by name, like kinds; empty if no object names one
  std::vector<Part> kinds;
};

/// The report must have a survey. Objects without a namespace are under "-", rules for any host under "*".
Account account_of(const Report& report, const Outcomes& outcomes);

}  // namespace gw::cli
