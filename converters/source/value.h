/// A value with the places where its parts were written: what manifests are made of before they become text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"

namespace gw {

/// A mapping, list, string, number or truth value. Members of a mapping carry their key themselves.
struct Value {
  enum class Kind : std::uint8_t { Map, List, String, Number, Bool };

  Kind kind = Kind::Map;
  bool annotated = false;   ///< --annotate writes its origin as a comment above it
  Origin at{};              ///< where in the input it comes from, if anywhere
  std::string_view key{};   ///< must outlive the value: a literal, or text of the input
  std::string text{};       ///< String: the text; Number: decimal digits; Bool: "true" or "false"
  std::vector<Value> items{};

  /// `size`: how many members or items will be added, if that is known.
  static Value map(std::string_view key = {}, std::size_t size = 0) {
    Value out{.key = key};
    out.items.reserve(size);
    return out;
  }
  static Value list(std::string_view key = {}, std::size_t size = 0) {
    Value out = map(key, size);
    out.kind = Kind::List;
    return out;
  }
  static Value string(std::string_view key, std::string text, Origin at = {}) {
    return {.kind = Kind::String, .at = at, .key = key, .text = std::move(text)};
  }
  static Value number(std::string_view key, long long n, Origin at = {}) {
    return {.kind = Kind::Number, .at = at, .key = key, .text = std::to_string(n)};
  }

  /// Appends a member or an item and returns it; the reference is valid until the next `add`.
  Value& add(Value child) { return items.emplace_back(std::move(child)); }
  /// The member `name` of a mapping, or nullptr.
  const Value* find(std::string_view name) const {
    for (const Value& item : items)
      if (item.key == name) return &item;
    return nullptr;
  }
};

}  // namespace gw
