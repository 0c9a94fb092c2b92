/// Makes nodes as the reader would have made them, with places in the input that they come from.
#pragma once

#include <memory_resource>
#include <string_view>
#include <utility>
#include <vector>

#include "source/from.h"
#include "yaml/tree.h"

namespace gw::yaml {

/// The members of a mapping that is being made.
using Members = std::vector<Member>;

/// Nodes live as long as their maker; texts are not copied unless `keep` does it.
class Nodes {
 public:
  using Text = From<std::string_view>;

  static Node text(Text text) { return Node::scalar(text.at.span, text.value, false); }
  /// A number or a truth value.
  static Node word(Text text) { return Node::scalar(text.at.span, text.value, true); }
  Node list(Origin at, const std::vector<Node>& items);
  Node texts(Origin at, const std::vector<Text>& items);
  Node map(Origin at, const Members& members);
  /// A copy of `text` that lives as long as the nodes.
  std::string_view keep(std::string_view text);
  const Node* keep(const Node& node);

 private:
  template <class T>
  std::span<const T> copy(const std::vector<T>& items);

  std::pmr::monotonic_buffer_resource arena_;
};

/// Adds a member; its key stands where its value does.
void add(Members& members, std::string_view key, const Node& value);

}  // namespace gw::yaml
