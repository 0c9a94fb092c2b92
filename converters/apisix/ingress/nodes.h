/// Makes nodes as the reader would have made them, with places in the Ingress that they come from.
#pragma once

#include <memory_resource>
#include <string_view>
#include <utility>
#include <vector>

#include "source/from.h"
#include "yaml/tree.h"

namespace gw::apisix {

/// The members of a mapping that is being made.
using Members = std::vector<yaml::Member>;

/// Nodes live as long as their maker; texts are not copied unless `keep` does it.
class Nodes {
 public:
  using Text = From<std::string_view>;

  static yaml::Node text(Text text) { return yaml::Node::scalar(text.at.span, text.value, false); }
  /// A number or a truth value.
  static yaml::Node word(Text text) { return yaml::Node::scalar(text.at.span, text.value, true); }
  yaml::Node list(Origin at, const std::vector<yaml::Node>& items);
  yaml::Node texts(Origin at, const std::vector<Text>& items);
  yaml::Node map(Origin at, const Members& members);
  /// A copy of `text` that lives as long as the nodes.
  std::string_view keep(std::string_view text);
  const yaml::Node* keep(const yaml::Node& node);

 private:
  template <class T>
  std::span<const T> copy(const std::vector<T>& items);

  std::pmr::monotonic_buffer_resource arena_;
};

/// Adds a member; its key stands where its value does.
void add(Members& members, std::string_view key, const yaml::Node& value);

}  // namespace gw::apisix
