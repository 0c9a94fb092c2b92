#include "yaml/json_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "yaml/resolve.h"

namespace gw::yaml {
namespace {

/// Nearly all numbers: digits that mean the same to everybody, and not too many of them.
bool is_decimal(std::string_view text) {
  constexpr std::size_t kSurely64Bits = 18;
  return !text.empty() && text.size() <= kSurely64Bits && (text.front() != '0' || text.size() == 1) &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

JsonType type_of_word(std::string_view plain) {
  if (is_decimal(plain)) return JsonType::Integer;
  switch (meaning(plain)) {
    case Meaning::Null: return JsonType::Null;
    case Meaning::Bool: return JsonType::Boolean;
    case Meaning::Integer: return JsonType::Integer;
    case Meaning::Float: return whole_number(plain) ? JsonType::Integer : JsonType::Number;
    case Meaning::String: break;
  }
  return JsonType::String;
}

JsonType type_of(const Node& node) {
  switch (node.kind()) {
    case Node::Kind::Null: return JsonType::Null;
    case Node::Kind::List: return JsonType::Array;
    case Node::Kind::Map: return JsonType::Object;
    case Node::Kind::Scalar: break;
  }
  return node.plain() ? type_of_word(node.text()) : JsonType::String;
}

JsonType type_of(const Value& value) {
  switch (value.kind) {
    case Value::Kind::Map: return JsonType::Object;
    case Value::Kind::List: return JsonType::Array;
    case Value::Kind::String: return JsonType::String;
    case Value::Kind::Number:
    case Value::Kind::Bool: break;
  }
  return type_of_word(value.text);  // these two are written as they are
}

}  // namespace

JsonType JsonView::type() const { return value_ != nullptr ? type_of(*value_) : type_of(*node_); }

std::optional<std::int64_t> JsonView::whole_number() const {
  const bool is_word = value_ == nullptr ? node_->is_scalar() && node_->plain() : value_->kind == Value::Kind::Number || value_->kind == Value::Kind::Bool;
  if (!is_word) return std::nullopt;
  const std::string_view word = text();
  if (!is_decimal(word)) return yaml::whole_number(word);
  std::int64_t out = 0;
  std::from_chars(word.data(), word.data() + word.size(), out);
  return out;
}

bool JsonView::truth() const { return yaml::truth(text()); }

JsonView JsonView::find(std::string_view key) const {
  if (value_ != nullptr) {
    const Value* found = value_->kind == Value::Kind::Map ? value_->find(key) : nullptr;
    return found == nullptr ? JsonView() : JsonView(*found);
  }
  for (const Member& member : node_->members())
    if (member.key.text() == key) return member.value;
  return {};
}

std::string describe(JsonView value) {
  const auto quoted = [&] {
    const std::string_view shown = value.text().substr(0, 60);
    return fmt::format("`{}{}`", shown, shown.size() < value.text().size() ? "…" : "");
  };
  switch (value.type()) {
    case JsonType::Null: return "empty";
    case JsonType::Array: return "a list";
    case JsonType::Object: return "a mapping";
    case JsonType::Boolean: return "the truth value " + quoted();
    case JsonType::Integer:
    case JsonType::Number: return "the number " + quoted();
    case JsonType::String: break;
  }
  return "the string " + quoted();
}

}  // namespace gw::yaml
