#include "yaml/write.h"

namespace gw::yaml {

void write_json(const Value& value, std::string& out, std::size_t indent) {
  const bool map = value.kind == Value::Kind::Map;
  if (value.kind == Value::Kind::String) return write_quoted(value.text, out);
  if (!map && value.kind != Value::Kind::List) {
    out += value.text;
    return;
  }
  if (value.items.empty()) {
    out += map ? "{}" : "[]";
    return;
  }
  out += map ? '{' : '[';
  for (bool first = true; const Value& item : value.items) {
    out.append(first ? "\n" : ",\n").append(indent + 2, ' ');
    first = false;
    if (map) {
      write_quoted(item.key, out);
      out += ": ";
    }
    write_json(item, out, indent + 2);
  }
  out.append("\n").append(indent, ' ').append(1, map ? '}' : ']');
}

}  // namespace gw::yaml
