/// A named input and places in it. Offsets are bytes; lines and columns are computed only when something is printed.
#pragma once

#include <cstddef>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gw {

/// A half-open range of bytes in one input.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  friend auto operator<=>(Span, Span) = default;
};

inline constexpr std::uint32_t kNoFile = 0xffffffff;

/// Where a value was written: the index of an input in the list given to `convert`, and the bytes in it.
struct Origin {
  std::uint32_t file = kNoFile;
  Span span;

  bool known() const { return file != kNoFile; }
  friend auto operator<=>(Origin, Origin) = default;
};

/// One-based line and column; columns count code points, as editors and SARIF do.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// One input: its name as the user wrote it, and all of its bytes.
class Source {
 public:
  Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const { return text().substr(span.begin, span.end - span.begin); }

  Position position(std::size_t offset) const;
  /// The number of the line that contains `offset`, without counting columns.
  std::size_t line_number(std::size_t offset) const;
  /// The bytes of the line that contains `offset`, without its line break.
  Span line_around(std::size_t offset) const;

 private:
  const std::vector<std::uint32_t>& line_starts() const;

  std::string name_;
  std::string text_;
  mutable std::vector<std::uint32_t> line_starts_;  // filled on first use
};

/// Inputs must be smaller than this: offsets have 32 bits.
inline constexpr std::size_t kMaxSourceBytes = 0xfffffff0;

/// The number of code points in valid UTF-8 text.
std::size_t code_points(std::string_view text);

}  // namespace gw
