/// Holds objects of the Gateway API against everything that a release and channel demands of them.
#pragma once

#include <string_view>

#include "diag/sink.h"
#include "gateway/releases.h"
#include "gateway/validate/field_value.h"
#include "gateway/validate/verdict.h"
#include "yaml/tree.h"

namespace gw::gateway {

/// An object as it was read, and what it says it is.
struct ManifestObject {
  std::string_view group;
  std::string_view version;
  std::string_view kind;
  const yaml::Node* root;  ///< a mapping
  std::uint32_t file;
  Origin kind_at;
  Origin version_at;
};

class Validator {
 public:
  explicit Validator(Target target) : schema_(target) {}

  /// Reports every violation, each with the path of its field. Says who objects.
  Objections validate(const ManifestObject& object, Sink& sink);

 private:
  Schema schema_;
  Defaults defaults_;
  Patterns patterns_;
};

}  // namespace gw::gateway
