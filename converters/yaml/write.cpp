#include "yaml/write.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace gw::yaml {
namespace {

/// What the writer has to know about a byte.
enum class Byte : std::uint8_t {
  Control,    // escaped
  Quote,      // `"` and `\`: escaped inside quotes
  Printable,  // stands for itself inside quotes
  Word,       // may be part of a plain word, but not its beginning
  Initial,    // may begin a plain word
  Multi,      // part of a code point above U+007F
};

constexpr std::array<Byte, 256> kBytes = [] {
  std::array<Byte, 256> out{};  // Control
  for (std::size_t c = 0x20; c < 0x7f; ++c) out[c] = Byte::Printable;
  for (std::size_t c = 0x80; c < 0x100; ++c) out[c] = Byte::Multi;
  for (std::size_t c = '0'; c <= '9'; ++c) out[c] = Byte::Word;
  for (std::size_t c = 'a'; c <= 'z'; ++c) out[c] = Byte::Initial;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) out[c] = Byte::Initial;
  out['_'] = out['.'] = out['-'] = Byte::Word;
  out['/'] = Byte::Initial;
  out['"'] = out['\\'] = Byte::Quote;
  return out;
}();

Byte byte_at(std::string_view text, std::size_t at) { return kBytes[static_cast<unsigned char>(text[at])]; }

/// The letters of a short word in any case as one number.
constexpr std::uint64_t packed(std::string_view word) {
  std::uint64_t out = 0;
  for (const char c : word) out = out << 8 | static_cast<unsigned char>(c | 0x20);
  return out;
}

/// Words that some reader takes for a truth value or null, in any spelling: Ruby, for one, ignores case.
constexpr std::uint64_t kReserved[] = {packed("y"),   packed("n"),    packed("on"),   packed("no"),   packed("yes"),
                                       packed("off"), packed("true"), packed("null"), packed("false")};
constexpr std::size_t kLongestReserved = 5;

bool is_reserved(std::string_view word) {
  return word.size() <= kLongestReserved && std::ranges::find(kReserved, packed(word)) != std::ranges::end(kReserved);
}

/// Code points above U+007F that are written as escapes: controls, line breaks, what YAML forbids, and what hides or
/// reorders the text around it. All are in the basic plane.
constexpr std::pair<char32_t, char32_t> kEscaped[] = {
    {0x80, 0x9f},     {0xad, 0xad},     {0x61c, 0x61c},   {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},
    {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xfffe, 0xffff},
};

bool is_escaped(char32_t point) {
  return std::ranges::any_of(kEscaped, [=](const auto& range) { return range.first <= point && point <= range.second; });
}

struct Decoded {
  char32_t point = 0;
  std::size_t length = 0;  // 0 if the bytes are not UTF-8
};

/// The code point above U+007F at `at`.
Decoded decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() - at < length) return {};
  char32_t point = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xc0) != 0x80) return {};
    point = point << 6 | (byte & 0x3f);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  if (point < kLeast[length] || point > 0x10ffff || surrogate) return {};
  return {point, length};
}

void append_escape(char32_t point, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (point) {
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '\r': out += "\\r"; return;
    default: break;
  }
  const char escape[] = {'\\', 'u', kHex[point >> 12 & 15], kHex[point >> 8 & 15], kHex[point >> 4 & 15], kHex[point & 15]};
  out.append(escape, sizeof escape);
}

/// Appends the code point above U+007F at `at` and returns how many bytes it takes.
std::size_t append_multi(std::string_view text, std::size_t at, std::string& out) {
  const auto [point, length] = decode(text, at);
  if (length == 0) {
    out += "\xef\xbf\xbd";  // U+FFFD, one for each byte
    return 1;
  }
  if (is_escaped(point))
    append_escape(point, out);
  else
    out.append(text, at, length);
  return length;
}

/// Appends `text` as it may stand inside quotes and comments: on one line and without controls.
void append_clean(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && byte_at(text, at) >= Byte::Printable && byte_at(text, at) <= Byte::Initial) ++at;
    out.append(text, begin, at - begin);
    if (at == text.size()) return;
    switch (byte_at(text, at)) {
      case Byte::Multi: at += append_multi(text, at, out); break;
      case Byte::Quote: (out += '\\') += text[at++]; break;
      default: append_escape(static_cast<unsigned char>(text[at++]), out);
    }
  }
}

class Writer {
 public:
  Writer(std::string& out, std::span<const Source> sources) : out_(out), sources_(sources) {}

  void document(const Value& value) {
    comment(value, 0);
    const bool block = (value.kind == Value::Kind::Map || value.kind == Value::Kind::List) && !value.items.empty();
    if (block) return children(value, 0, 0);
    scalar(value);
    out_ += '\n';
  }

 private:
  /// The members of a mapping, or the items of a list, none of which is empty. The first stands where the line is
  /// already indented `done` columns, with its comments above the line.
  void children(const Value& value, std::size_t indent, std::size_t done) {
    for (const Value& child : value.items) {
      if (done == 0) {
        comment(child, indent);
        if (value.kind == Value::Kind::List) comments_of_first(child, indent);
      }
      out_.append(indent - done, ' ');
      done = 0;
      if (value.kind == Value::Kind::List)
        item(child, indent);
      else
        member(child, indent);
    }
  }

  void member(const Value& value, std::size_t indent) {
    key(value.key, indent);
    const bool map = value.kind == Value::Kind::Map;
    if ((map || value.kind == Value::Kind::List) && !value.items.empty()) {
      out_ += '\n';
      return children(value, map ? indent + 2 : indent, 0);
    }
    out_ += ' ';
    scalar(value);
    out_ += '\n';
  }

  void item(const Value& value, std::size_t indent) {
    out_ += "- ";
    if ((value.kind == Value::Kind::Map || value.kind == Value::Kind::List) && !value.items.empty())
      return children(value, indent + 2, indent + 2);
    scalar(value);
    out_ += '\n';
  }

  /// A key and its colon. Readers look for the colon within 1024 characters only, unless the key has a `?` before it.
  void key(std::string_view key, std::size_t indent) {
    constexpr std::size_t kLongestKey = 1000;
    const std::size_t begin = out_.size();
    write_string(key, out_);
    if (out_.size() - begin > kLongestKey) {
      out_.insert(begin, "? ");
      out_.append("\n").append(indent, ' ');
    }
    out_ += ':';
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

  void comment(const Value& value, std::size_t indent) {
    if (!value.annotated || value.at.file >= sources_.size()) return;
    const Source& source = sources_[value.at.file];
    const Position at = source.position(value.at.span.begin);
    out_.append(indent, ' ').append("# ");
    append_clean(source.name(), out_);
    out_.append(":").append(std::to_string(at.line)).append(":").append(std::to_string(at.column)).append("\n");
  }

  /// The comments of what stands on the same line as the dash of `item`.
  void comments_of_first(const Value& item, std::size_t indent) {
    const bool block = item.kind == Value::Kind::Map || item.kind == Value::Kind::List;
    if (!block || item.items.empty()) return;
    comment(item.items.front(), indent);
    if (item.kind == Value::Kind::List) comments_of_first(item.items.front(), indent);
  }

  std::string& out_;
  std::span<const Source> sources_;
};

}  // namespace

bool needs_quotes(std::string_view text) {
  if (text.empty() || byte_at(text, 0) != Byte::Initial) return true;
  for (std::size_t at = 1; at < text.size(); ++at)
    if (byte_at(text, at) != Byte::Initial && byte_at(text, at) != Byte::Word) return true;
  return is_reserved(text);
}

void write_string(std::string_view text, std::string& out) {
  if (needs_quotes(text))
    write_quoted(text, out);
  else
    out += text;
}

void write_quoted(std::string_view text, std::string& out) {
  out += '"';
  append_clean(text, out);
  out += '"';
}

void write_yaml(const Value& value, std::string& out, std::span<const Source> sources) {
  Writer(out, sources).document(value);
}

}  // namespace gw::yaml
