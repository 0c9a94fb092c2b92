/// The last look at what we are about to print: an object of ours that the target would refuse is a mistake of this program.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "gateway/validate/validator.h"
#include "yaml/value.h"

namespace gw::gateway {

class Guard {
 public:
  explicit Guard(Target target) : validator_(target) {}

  /// Holds one object against what the target demands. Passes over those of other groups, of which it knows nothing.
  void look(const yaml::Value& object);
  /// What the target would refuse, with object and field; the first few objects are enough. Empty: everything is right.
  std::vector<Finding> faults();

 private:
  Validator validator_;
  Sink found_;  // without anything accepted: a mistake of ours is no risk that a user can take
};

}  // namespace gw::gateway
