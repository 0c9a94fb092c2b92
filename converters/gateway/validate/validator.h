/// Holds objects of the Gateway API against everything that a release and channel demands of them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "gateway/releases.h"
#include "gateway/validate/field_value.h"
#include "gateway/validate/verdict.h"
#include "yaml/json_view.h"

namespace gw::gateway {

/// An object as it was read, or as it is to be written, and what it says it is.
struct ManifestObject {
  std::string_view group;
  std::string_view version;
  std::string_view kind;
  yaml::JsonView root;  ///< a mapping
  Origin at;
  Origin kind_at;
  Origin version_at;
};

class Validator {
 public:
  explicit Validator(Target target) : schema_(Schema::of(target)) {}

  /// Reports every violation, each with the path of its field. Says who objects.
  Objections validate(const ManifestObject& object, Sink& sink);

 private:
  /// A version of a kind, asked for before; the target may lack it.
  struct Known {
    std::string group;
    std::string kind;
    std::string version;
    Presence presence;
    const Demands* demands;  ///< nullptr: there is nothing to demand
  };
  static constexpr std::size_t kMostKnown = 64;  // kinds can be called anything

  const Known& know(const ManifestObject& object);

  const Schema& schema_;
  std::vector<std::unique_ptr<Known>> known_;
  Patterns patterns_;
};

}  // namespace gw::gateway
