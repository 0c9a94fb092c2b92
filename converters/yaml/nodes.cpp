#include "yaml/nodes.h"

#include <algorithm>
#include <memory>

namespace gw::yaml {

template <class T>
std::span<const T> Nodes::copy(const std::vector<T>& items) {
  if (items.empty()) return {};
  auto* memory = static_cast<T*>(arena_.allocate(items.size() * sizeof(T), alignof(T)));
  std::uninitialized_copy(items.begin(), items.end(), memory);
  return {memory, items.size()};
}

Node Nodes::list(Origin at, const std::vector<Node>& items) { return Node::list(at.span, copy(items)); }

Node Nodes::texts(Origin at, const std::vector<Text>& items) {
  std::vector<Node> nodes;
  nodes.reserve(items.size());
  for (const Text& item : items) nodes.push_back(text(item));
  return list(at, nodes);
}

Node Nodes::map(Origin at, const Members& members) { return Node::map(at.span, copy(members)); }

std::string_view Nodes::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* memory = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::ranges::copy(text, memory);
  return {memory, text.size()};
}

const Node* Nodes::keep(const Node& node) { return copy(std::vector<Node>{node}).data(); }

void add(Members& members, std::string_view key, const Node& value) {
  members.push_back({Node::scalar(value.span(), key, true), value});
}

}  // namespace gw::yaml
