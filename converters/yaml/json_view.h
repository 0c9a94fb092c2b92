/// A value as JSON sees it: one that was parsed, or one that is still to be written. Who judges values need not know which.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "yaml/tree.h"
#include "yaml/value.h"

namespace gw::yaml {

/// The type that a value has in JSON.
enum class JsonType : std::uint8_t { Null, Boolean, Integer, Number, String, Array, Object };

/// Two words that point at a node or a value, which must outlive it; or at nothing.
class JsonView {
 public:
  JsonView() = default;
  JsonView(const Node& node) : node_(&node) {}     // NOLINT(google-explicit-constructor): a view of it
  JsonView(const Value& value) : value_(&value) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return node_ != nullptr || value_ != nullptr; }
  JsonType type() const;
  bool is_map() const { return value_ != nullptr ? value_->kind == Value::Kind::Map : node_->is_map(); }
  bool is_list() const { return value_ != nullptr ? value_->kind == Value::Kind::List : node_->is_list(); }
  bool is_scalar() const {
    return value_ != nullptr ? value_->kind != Value::Kind::Map && value_->kind != Value::Kind::List : node_->is_scalar();
  }
  bool is_null() const { return type() == JsonType::Null; }
  /// Whether the members of a mapping may bear one name: the reader keeps only the last, the writer writes them all.
  bool may_repeat_keys() const { return value_ != nullptr; }

  /// Of a scalar, as it is written; "" for anything else.
  std::string_view text() const {
    if (value_ != nullptr) return value_->text;
    return node_->is_scalar() ? node_->text() : std::string_view();
  }
  std::optional<std::int64_t> whole_number() const;
  bool truth() const;                              ///< of a truth value

  /// How many members or items.
  std::size_t size() const {
    if (value_ != nullptr) return value_->items.size();
    return node_->is_map() ? node_->members().size() : node_->items().size();
  }
  /// The value of a member, or an item.
  JsonView at(std::size_t i) const {
    if (value_ != nullptr) return value_->items[i];
    return node_->is_map() ? node_->members()[i].value : node_->items()[i];
  }
  /// Of a member.
  std::string_view key(std::size_t i) const { return value_ != nullptr ? value_->items[i].key : node_->members()[i].key.text(); }
  JsonView find(std::string_view key) const;       ///< the value of a member, null or not; nothing if it is missing

  /// Where it is written in `file`; for a value that is not written yet, where it comes from, and `near` if that is unknown.
  Origin place(std::uint32_t file, Origin near) const {
    if (value_ != nullptr) return value_->at.known() ? value_->at : near;
    return {file, node_->span()};
  }
  /// The same of a key; of a value that is not written yet, that of the member.
  Origin key_place(std::size_t i, std::uint32_t file, Origin near) const {
    return value_ != nullptr ? at(i).place(file, near) : Origin{file, node_->members()[i].key.span()};
  }

 private:
  const Node* node_ = nullptr;
  const Value* value_ = nullptr;
};

/// "a list", "the number `80`" …: what a value is, for messages.
std::string describe(JsonView value);

}  // namespace gw::yaml
