#include "yaml/as_value.h"

#include "yaml/resolve.h"

namespace gw::yaml {
namespace {

bool is_json_number(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  return text.find_first_not_of("-+.eE0123456789") == std::string_view::npos && !digits.empty() && digits[0] >= '0' && digits[0] <= '9' &&
         !(digits.size() > 1 && digits[0] == '0' && digits[1] != '.') && !text.ends_with('.');
}

/// The same without the place of the value itself.
Value as_written(const Node& node, std::string_view key, std::uint32_t file) {
  switch (node.kind()) {
    case Node::Kind::Null: return {.kind = Value::Kind::Number, .key = key, .text = "null"};
    case Node::Kind::List: {
      Value out = Value::list(key);
      for (const Node& item : node.items()) out.add(as_value(item, file));
      return out;
    }
    case Node::Kind::Map: {
      Value out = Value::map(key);
      for (const Member& member : node.members()) out.add(as_value(member.value, file, member.key.text()));
      return out;
    }
    case Node::Kind::Scalar: break;
  }
  if (node.plain()) {
    switch (meaning(node.text())) {
      case Meaning::Null: return {.kind = Value::Kind::Number, .key = key, .text = "null"};
      case Meaning::Bool: return {.kind = Value::Kind::Bool, .key = key, .text = truth(node.text()) ? "true" : "false"};
      case Meaning::Integer: return {.kind = Value::Kind::Number, .key = key, .text = key_text(node.text())};
      case Meaning::Float:
        if (const auto n = whole_number(node.text())) return Value::number(key, *n);
        if (!is_json_number(node.text())) break;  // `.inf` or `1_0.5`: no manifest can hold it but as text
        return {.kind = Value::Kind::Number, .key = key, .text = std::string(node.text())};
      case Meaning::String: break;
    }
  }
  return Value::string(key, std::string(node.text()));
}

}  // namespace

Value as_value(const Node& node, std::uint32_t file, std::string_view key) {
  Value out = as_written(node, key, file);
  out.at = {file, node.span()};
  return out;
}

}  // namespace gw::yaml
