/// What is demanded of each header, query parameter and cookie once all conditions on it are taken together. The Gateway
/// API allows one match per name, so several conditions on one name must become one.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "diag/sink.h"
#include "gateway/plan.h"
#include "model/route.h"

namespace gw::gateway {

class Constraints {
 public:
  explicit Constraints(Target target) : limits_(http_limits(target)) {}

  /// Takes a positive condition on a header, parameter or cookie into account; false if it cannot be expressed together
  /// with the others.
  bool add(const model::Condition& condition);
  /// Writes header and query matches into the plan and reports those that became regular expressions (GW1121), a rule
  /// that no request can meet (GW1125), and more names than one match may hold (GW4102).
  void finish(Plan& plan, std::string_view product, Sink& sink) const;

 private:
  struct Regex {
    std::string text;
    bool ignore_case;
  };
  struct Name {
    model::Condition::Subject subject;
    std::string name;
    std::optional<std::vector<std::string>> values;
    std::optional<Regex> regex;
    const model::Condition* from;
  };

  bool is_legal(const model::Condition& condition) const;
  bool narrow(Name& name, const model::Condition& condition);
  void fold(Plan& plan, Sink& sink) const;
  std::vector<ValueMatch> alternatives(const Name& name) const;

  std::vector<Name> names_;
  Limits limits_;
};

}  // namespace gw::gateway
