/// All objects of the input, in order, and the ones that others refer to by name.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kube/object.h"
#include "yaml/tree.h"

namespace gw::kube {

class Bundle {
 public:
  const std::vector<Object>& objects() const { return objects_; }
  std::span<Object> objects() { return objects_; }
  /// The object of this group, kind and name, or nullptr.
  const Object* find(std::string_view group, std::string_view kind, std::string_view name_space, std::string_view name) const;

  void add(Object object);
  /// Objects whose names others have that came before: nobody converts them.
  std::span<const Object> repeated() const { return repeated_; }
  void add_repeated(Object object) { repeated_.push_back(object); }

 private:
  using Key = std::array<std::string_view, 4>;  // of the input, like the objects
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };

  std::vector<Object> objects_;
  std::vector<Object> repeated_;
  std::unordered_map<Key, std::size_t, Hash> by_name_;
};

/// Takes the objects out of the documents: expands `kind: List` and typed lists, gives `default_namespace` to objects
/// that name none, reports what is not an object (GW0016), what has no name (GW0013) and what is there twice (GW0103).
Bundle gather(const yaml::Tree& tree, std::span<const Source> sources, std::string_view default_namespace, Sink& sink);

/// Whether there are objects that name a namespace, and namespaced ones that name none.
void count_namespaces(const yaml::Node& document, bool& named, bool& open);

}  // namespace gw::kube
