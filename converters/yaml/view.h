/// Reading a parsed value. Asking for a value marks it as read; what nobody asked for is reported afterwards, so that a
/// forgotten field is visible instead of silent.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "source/from.h"
#include "yaml/tree.h"

namespace gw::yaml {

class Items;

/// A value, or the absence of one: a missing key and an explicit null are the same, as they are to Kubernetes. A value
/// of another type than asked for is reported (GW0012) and then absent.
class View {
 public:
  using Text = From<std::string_view>;

  View() = default;
  View(const Node& node, std::uint32_t file, Sink& sink, std::string_view name = {})
      : node_(&node), file_(file), sink_(&sink), name_(name) {}

  explicit operator bool() const { return node_ != nullptr; }
  const Node& node() const { return *node_; }
  Origin at() const { return {file_, node_->span()}; }
  /// The key under which the value stands, for messages.
  std::string_view name() const { return name_; }

  // Members of a mapping. `key` must be a literal or live as long as the tree.
  bool has(std::string_view key) const;            ///< without marking it as read
  View get(std::string_view key) const;            ///< of any type
  View map(std::string_view key) const;
  View list(std::string_view key) const;
  std::optional<Text> text(std::string_view key) const;
  std::optional<From<bool>> boolean(std::string_view key) const;
  std::optional<From<std::int64_t>> integer(std::string_view key, std::int64_t low, std::int64_t high) const;
  std::vector<Text> texts(std::string_view key) const;
  /// As `text`, but a missing value is reported (GW0013) at this mapping.
  std::optional<Text> required_text(std::string_view key) const;
  /// Marks a member and everything in it as read: the reason is `why`, which is documentation.
  void ignore(std::string_view key, std::string_view why) const;
  Origin key_at(std::string_view key) const;       ///< where the key is written; unknown if it is missing

  // The value itself.
  Items items() const;                             ///< of a list; none if it is not one
  std::vector<std::pair<Text, View>> members() const;
  std::optional<Text> as_text() const;
  std::optional<From<std::int64_t>> as_integer(std::int64_t low, std::int64_t high) const;
  bool is_integer() const;
  bool as_map() const;                             ///< reports if it is not a mapping
  void mark_all_read() const;

 private:
  const Member* find(std::string_view key) const;
  View wrong(std::string_view expected) const;

  const Node* node_ = nullptr;
  std::uint32_t file_ = kNoFile;
  Sink* sink_ = nullptr;
  std::string_view name_;
};

/// The items of a list, made and marked as read one by one.
class Items {
 public:
  class Iterator {
   public:
    Iterator(const Items& items, std::size_t at) : items_(items), at_(at) {}
    View operator*() const {
      items_.nodes_[at_].mark_read();
      return View(items_.nodes_[at_], items_.file_, *items_.sink_, items_.name_);
    }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const Items& items_;
    std::size_t at_;
  };

  Items() = default;
  Items(std::span<const Node> nodes, std::uint32_t file, Sink& sink, std::string_view name)
      : nodes_(nodes), file_(file), sink_(&sink), name_(name) {}

  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, nodes_.size()}; }
  std::size_t size() const { return nodes_.size(); }
  bool empty() const { return nodes_.empty(); }

 private:
  std::span<const Node> nodes_;
  std::uint32_t file_ = kNoFile;
  Sink* sink_ = nullptr;
  std::string_view name_;
};

inline Items View::items() const {
  return node_ == nullptr ? Items() : Items(node_->items(), file_, *sink_, name_);
}

/// Calls `found` for every member or item below `root` that nobody has read, outermost first, with its path
/// (`spec.http[0].websocket`).
void for_each_unread(const Node& root, const std::function<void(const std::string& path, const Member& member)>& found);

/// Forgets what has been read, so that a tree can be read again.
void mark_nothing_read(const Tree& tree);

/// Calls `found` with every text below `root` that stands under `key`. Marks nothing as read.
void for_each_named(const Node& root, std::string_view key, const std::function<void(std::string_view)>& found);

/// The path of the innermost value of `root` that covers `span`: "spec.http[0].match.paths[1]", or "" for the root.
std::string path_of(const Node& root, Span span);

/// A key as part of a path: `name`, or `["a.b/c"]` where dots or slashes would be misread.
void append_key(std::string& path, std::string_view key);

}  // namespace gw::yaml
