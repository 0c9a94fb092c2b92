#include "report/safe_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace gw::cli {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Characters that are invisible or turn the direction of what follows. The joiners U+200C and U+200D are harmless.
constexpr auto kHidden = std::to_array<Range>({{0x7f, 0x9f},     {0xad, 0xad},     {0x61c, 0x61c},   {0x200b, 0x200b}, {0x200e, 0x200f},
                                               {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f}});
constexpr auto kWide = std::to_array<Range>({{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff},
                                             {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f},
                                             {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}});
constexpr auto kZeroWidth = std::to_array<Range>({{0x300, 0x36f}, {0x200c, 0x200d}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}});

template <std::size_t N>
bool contains(const std::array<Range, N>& ranges, char32_t c) {
  return std::ranges::any_of(ranges, [c](Range range) { return range.first <= c && c <= range.last; });
}

struct Decoded {
  char32_t value = 0;
  std::size_t bytes = 0;  // 0: not UTF-8
};

/// The code point at the start of `text`; overlong forms, surrogates and cut sequences are no code points.
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  if (size == 0 || text.size() < size) return {};
  char32_t value = lead & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {};
    value = (value << 6) | (byte(i) & 0x3fU);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (value < kLeast[size] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return {};
  return {value, size};
}

void append_escaped(char32_t value, std::string& out) {
  const auto number = static_cast<unsigned>(value);
  if (value < 0x100)
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", number);
  else if (value < 0x10000)
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", number);
  else
    fmt::format_to(std::back_inserter(out), "\\U{:08x}", number);
}

}  // namespace

Glyph append_glyph(std::string_view text, std::string& out) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first >= 0x20 && first < 0x7f) {
    out += text[0];
    return {1, 1};
  }
  const std::size_t before = out.size();
  const auto [value, bytes] = decode(text);
  if (bytes == 0) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", first);
    return {1, out.size() - before};
  }
  if (value == '\n' || value == '\r' || value == '\t') {
    out += value == '\n' ? "\\n" : value == '\r' ? "\\r" : "\\t";
  } else if (value < 0x20 || contains(kHidden, value)) {
    append_escaped(value, out);
  } else {
    out += text.substr(0, bytes);
    return {bytes, contains(kZeroWidth, value) ? 0U : contains(kWide, value) ? 2U : 1U};
  }
  return {bytes, out.size() - before};
}

void append_safe(std::string_view text, std::string& out) {
  while (!text.empty()) text.remove_prefix(append_glyph(text, out).bytes);
}

std::string safe(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_safe(text, out);
  return out;
}

}  // namespace gw::cli
