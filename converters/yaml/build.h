/// Builds the nodes of one document from parser events, and checks what the parser does not.
#pragma once

#include <cstring>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diag/sink.h"
#include "yaml/tree.h"

namespace gw::yaml {

/// A document may hold this many values, and aliases may repeat this many.
inline constexpr std::size_t kMaxNodes = std::size_t{16} << 20;
inline constexpr std::size_t kMaxRepeated = std::size_t{1} << 18;

/// Receives the events of one document in order. Offsets are into the whole input. After a fatal finding `failed` is
/// true and the document is worthless; feeding further events is harmless.
class Builder {
 public:
  Builder(std::string_view text, Span document, std::uint32_t file, std::pmr::memory_resource& memory, Sink& sink)
      : text_(text.substr(0, document.end)), document_(document), file_(file), memory_(memory), sink_(sink) {}

  void null(std::size_t at, std::size_t anchor);
  void scalar(std::size_t at, std::size_t anchor, std::string_view tag, std::string_view value);
  void alias(std::size_t at, std::size_t anchor);
  void open(std::size_t at, std::size_t anchor, std::string_view tag, bool is_map, bool is_flow);
  void close();

  bool failed() const { return failed_; }
  /// The document's root once all events are in; nothing if there were none or something failed.
  std::optional<Node> root() const;

 private:
  struct Open {
    std::size_t begin;    // of the collection in the text
    std::size_t first;    // index of its first child in pending_
    std::size_t anchor;
    bool is_map;
    bool is_flow;
  };

  void add(Node node, std::size_t anchor);
  Node finish_list(const Open& open, std::span<const Node> children);
  Node finish_map(const Open& open, std::span<const Node> children);
  Span extent(const Open& open, std::span<const Node> children) const;
  Node value_of(const Node& key, const Node& value, const Open& open);
  bool make_key(Node& key);
  void assign(std::vector<Member>& members, const Member& member);
  void merge(std::vector<Member>& members, const Node& key, const Node& value);
  Node copy(const Node& node);
  /// A copy that lives as long as the tree.
  template <class T>
  std::span<const T> keep(std::span<const T> values) {
    if (values.empty()) return {};
    void* place = memory_.allocate(values.size_bytes(), alignof(T));
    std::memcpy(place, values.data(), values.size_bytes());
    return {static_cast<const T*>(place), values.size()};
  }
  std::string_view keep(std::string_view value);
  Origin origin(Span span) const { return {file_, span}; }
  void fail() { failed_ = true; }

  std::string_view text_;
  Span document_;
  std::uint32_t file_;
  std::pmr::memory_resource& memory_;
  Sink& sink_;
  std::vector<Node> pending_;
  std::vector<Open> open_;
  std::vector<Member> members_;  // of the mapping that is being finished
  std::unordered_map<std::size_t, Node> anchors_;
  std::size_t nodes_ = 0;
  std::size_t repeated_ = 0;  // nodes that aliases have repeated
  bool failed_ = false;
};

}  // namespace gw::yaml
