/// What stands where in the input, for reports that show the whole of it: objects, rules, and every value.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "source/source.h"

namespace gw {

struct SurveyedObject {
  std::string kind;
  std::string name_space;  ///< empty: of none, or left open
  std::string name;
  std::string owner;       ///< who looks after it, by a label or annotation; empty: nobody says
  Origin at;
  bool converted = false;  ///< it was chosen; what became of it is said by findings
};

struct SurveyedRule {
  std::vector<std::string> hosts;  ///< none: any
  Origin at;
};

struct Survey {
  std::vector<SurveyedObject> objects;  ///< in source order
  std::vector<SurveyedRule> rules;      ///< likewise
  std::vector<Origin> values;           ///< the scalars of `converted` objects but those that the API server writes, likewise
};

/// The labels that say who looks after an object unless the user names another, best first. Annotations count as well.
std::span<const std::string_view> usual_owner_labels();

}  // namespace gw
