/// A parsed document: nodes that know where they were written and whether anybody has read them.
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "source/source.h"

namespace gw::yaml {

struct Member;

/// One value. Text and children live in the tree's arena or in the source; a node is 24 bytes, because a large cluster
/// has millions of them.
class Node {
 public:
  enum class Kind : std::uint8_t { Null, Scalar, List, Map };

  static Node null(Span span) { return Node(Kind::Null, span, nullptr, 0); }
  static Node scalar(Span span, std::string_view text, bool plain) {
    Node node(Kind::Scalar, span, text.data(), static_cast<std::uint32_t>(text.size()));
    node.plain_ = plain;
    return node;
  }
  static Node list(Span span, std::span<const Node> items) {
    return Node(Kind::List, span, items.data(), static_cast<std::uint32_t>(items.size()));
  }
  static Node map(Span span, std::span<const Member> members);

  Kind kind() const { return kind_; }
  bool is_map() const { return kind_ == Kind::Map; }
  bool is_list() const { return kind_ == Kind::List; }
  bool is_scalar() const { return kind_ == Kind::Scalar; }
  bool is_null() const { return kind_ == Kind::Null; }
  Span span() const { return span_; }

  /// A scalar's text, with escapes and folding undone.
  std::string_view text() const { return {static_cast<const char*>(data_), count_}; }
  /// Whether a scalar was written without quotes, so that it may be a number, a truth value or null.
  bool plain() const { return plain_; }
  std::span<const Node> items() const { return {static_cast<const Node*>(data_), is_list() ? count_ : 0}; }
  std::span<const Member> members() const;

  bool was_read() const { return read_; }
  void mark_read(bool read = true) const { read_ = read; }

 private:
  Node(Kind kind, Span span, const void* data, std::uint32_t count)
      : kind_(kind), count_(count), span_(span), data_(data) {}

  Kind kind_;
  bool plain_ = false;
  mutable bool read_ = false;
  std::uint32_t count_;
  Span span_;
  const void* data_;
};

static_assert(sizeof(Node) <= 24);

/// One key of a mapping and its value. Keys are always scalars, with the text that Kubernetes gives them.
struct Member {
  Node key;
  Node value;
};

inline Node Node::map(Span span, std::span<const Member> members) {
  return Node(Kind::Map, span, members.data(), static_cast<std::uint32_t>(members.size()));
}
inline std::span<const Member> Node::members() const {
  return {static_cast<const Member*>(data_), is_map() ? count_ : 0};
}

struct Document {
  std::uint32_t file = kNoFile;
  Node root = Node::null({});
};

/// All documents of all inputs, in order, and the memory that their nodes live in.
struct Tree {
  std::vector<Document> documents;
  std::vector<Origin> flawed;  ///< documents with findings about their text: not all that they say is in nodes, if anything
  std::vector<std::unique_ptr<std::pmr::monotonic_buffer_resource>> arenas;
};

}  // namespace gw::yaml
