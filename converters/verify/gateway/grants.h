/// ReferenceGrants: who may refer to objects of other namespaces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kube/bundle.h"

namespace gw::verify::gateway {

class Grants {
 public:
  Grants(const kube::Bundle& manifests, Sink& sink);
  /// Whether objects of `from_kind` in the namespace `from` may refer to this one.
  bool allow(std::string_view from_kind, std::string_view from, std::string_view to_kind, std::string_view to, std::string_view name) const;

 private:
  struct Grant {
    std::string kind, from, to_kind, to, name;
  };
  void read(const kube::Object& object, Sink& sink);

  std::vector<Grant> all_;
};

}  // namespace gw::verify::gateway
