#include "yaml/write.h"

namespace gw::yaml {
namespace {

void write_text(std::string_view text, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      out.append("\\u00").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    } else if (text.substr(i, 2) == "\xe2\x80" && i + 2 < text.size() && (text[i + 2] == '\xa8' || text[i + 2] == '\xa9')) {
      out += text[i + 2] == '\xa8' ? "\\u2028" : "\\u2029";  // line breaks to JavaScript
      i += 2;
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_value(const Value& value, std::string& out, std::size_t indent) {
  const bool map = value.kind == Value::Kind::Map;
  if (value.kind == Value::Kind::String) return write_text(value.text, out);
  if (!map && value.kind != Value::Kind::List) {
    out += value.text;
    return;
  }
  if (value.items.empty()) {
    out += map ? "{}" : "[]";
    return;
  }
  out += map ? '{' : '[';
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    out.append(i == 0 ? "\n" : ",\n").append(indent + 2, ' ');
    if (map) {
      write_text(value.items[i].key, out);
      out += ": ";
    }
    write_value(value.items[i], out, indent + 2);
  }
  out.append("\n").append(indent, ' ').append(1, map ? '}' : ']');
}

}  // namespace

void write_json(const Value& value, std::string& out, std::size_t indent) { write_value(value, out, indent); }

}  // namespace gw::yaml
