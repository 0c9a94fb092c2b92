/// What a rule asks of a request besides host and path.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verify/pattern.h"
#include "verify/request.h"

namespace gw::verify {

enum class Subject : std::uint8_t { Method, Header, Query, Cookie, Path, Variable };

/// One condition; a request holds all those of a rule.
struct Condition {
  enum class Test : std::uint8_t { OneOf, Matches, More, AtLeast, Less, AtMost, Within, Unknown };

  Subject subject = Subject::Header;
  std::string name;                  ///< of the header, parameter, cookie or variable
  Test test = Test::OneOf;
  std::vector<std::string> values;   ///< one for numbers; networks for Within
  std::optional<Regex> regex{};
  bool negated = false;              ///< then it also holds where the subject is absent

  bool holds(const Request& request) const;
  std::optional<std::string> subject_of(const Request& request) const;
  /// "header `X` is `1`"
  std::string words() const;
  /// "header `X` `v` does not hold"
  std::string fails() const;
};

using Conditions = std::vector<Condition>;

/// The first condition that the request does not hold; nullptr if it holds all.
const Condition* first_failing(const Conditions& conditions, const Request& request);

/// Whether an address is in one of these addresses and networks.
bool within(std::string_view address, const std::vector<std::string>& networks);

}  // namespace gw::verify
