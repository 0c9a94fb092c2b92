#include "yaml/write.h"

#include <algorithm>
#include <array>

#include "yaml/resolve.h"

namespace gw::yaml {
namespace {

/// Characters that a plain word may have. What may stand first is a letter or `/`.
constexpr std::array<bool, 256> kWordCharacters = [] {
  std::array<bool, 256> out{};
  for (char c = 'a'; c <= 'z'; ++c) out[static_cast<unsigned char>(c)] = true;
  for (char c = 'A'; c <= 'Z'; ++c) out[static_cast<unsigned char>(c)] = true;
  for (char c = '0'; c <= '9'; ++c) out[static_cast<unsigned char>(c)] = true;
  for (const char c : {'_', '.', '/', '-'}) out[static_cast<unsigned char>(c)] = true;
  return out;
}();

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The code point at `at`, and the bytes that it takes; the text is valid UTF-8.
std::pair<char32_t, std::size_t> code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  const char32_t lead = byte(0);
  if (lead >= 0xf0 && at + 3 < text.size())
    return {(lead & 7) << 18 | (byte(1) & 63) << 12 | (byte(2) & 63) << 6 | (byte(3) & 63), 4};
  if (lead >= 0xe0 && at + 2 < text.size()) return {(lead & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63), 3};
  if (lead >= 0xc0 && at + 1 < text.size()) return {(lead & 31) << 6 | (byte(1) & 63), 2};
  return {lead, 1};
}

/// Line breaks, controls and characters that reorder or hide text.
bool must_escape(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff || (c >= 0x200e && c <= 0x200f) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || (c >= 0xfffe && c <= 0xffff);
}

void append_escape(char32_t c, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '\r': out += "\\r"; return;
    default: break;
  }
  out += "\\u";  // every escaped character is in the basic plane
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(c >> shift) & 15];
}

void write_quoted(std::string_view text, std::string& out) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
      ++at;
      continue;
    }
    const auto [point, length] = code_point(text, at);
    if (must_escape(point))
      append_escape(point, out);
    else
      out.append(text, at, length);
    at += length;
  }
  out += '"';
}

class Writer {
 public:
  Writer(std::string& out, std::span<const Source> sources) : out_(out), sources_(sources) {}

  void members(const Value& map, std::size_t indent, bool inline_first) {
    for (const Value& member : map.items) {
      if (!inline_first) out_.append(indent, ' ');
      inline_first = false;
      write_string(member.key, out_);
      out_ += ':';
      value(member, indent);
    }
  }

  void comment(const Value& value, std::size_t indent) {
    if (!value.annotated || !value.at.known() || value.at.file >= sources_.size()) return;
    const Source& source = sources_[value.at.file];
    const Position at = source.position(value.at.span.begin);
    out_.append(indent, ' ').append("# ");
    for (std::size_t i = 0; i < source.name().size();) {
      const auto [point, length] = code_point(source.name(), i);
      if (must_escape(point))
        append_escape(point, out_);
      else
        out_.append(source.name(), i, length);
      i += length;
    }
    out_.append(":").append(std::to_string(at.line)).append(":").append(std::to_string(at.column)).append("\n");
  }

 private:
  /// What follows `key:`, up to and including the line break.
  void value(const Value& value, std::size_t indent) {
    switch (value.kind) {
      case Value::Kind::Map:
        if (value.items.empty()) break;
        out_ += '\n';
        return members(value, indent + 2, false);
      case Value::Kind::List:
        if (value.items.empty()) break;
        out_ += '\n';
        for (const Value& item : value.items) list_item(item, indent);
        return;
      default: break;
    }
    out_ += ' ';
    scalar(value);
    out_ += '\n';
  }

  void list_item(const Value& item, std::size_t indent) {
    comment(item, indent);
    out_.append(indent, ' ').append("- ");
    if (item.kind == Value::Kind::Map && !item.items.empty()) return members(item, indent + 2, true);
    if (item.kind == Value::Kind::List && !item.items.empty()) {
      out_.pop_back();
      out_ += '\n';
      for (const Value& inner : item.items) list_item(inner, indent + 2);
      return;
    }
    scalar(item);
    out_ += '\n';
  }

  void scalar(const Value& value) {
    switch (value.kind) {
      case Value::Kind::Map: out_ += "{}"; break;
      case Value::Kind::List: out_ += "[]"; break;
      case Value::Kind::String: write_string(value.text, out_); break;
      case Value::Kind::Number:
      case Value::Kind::Bool: out_ += value.text; break;
    }
  }

  std::string& out_;
  std::span<const Source> sources_;
};

}  // namespace

bool needs_quotes(std::string_view text) {
  if (text.empty() || !(is_letter(text.front()) || text.front() == '/')) return true;
  if (!std::ranges::all_of(text, [](char c) { return kWordCharacters[static_cast<unsigned char>(c)]; })) return true;
  return text.size() <= 5 && meaning(text) != Meaning::String;  // no longer word means anything but itself
}

void write_string(std::string_view text, std::string& out) {
  if (needs_quotes(text))
    write_quoted(text, out);
  else
    out += text;
}

void write_yaml(const Value& value, std::string& out, std::span<const Source> sources) {
  Writer writer(out, sources);
  writer.comment(value, 0);
  writer.members(value, 0, false);
}

}  // namespace gw::yaml
