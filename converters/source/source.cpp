#include "source/source.h"

#include <algorithm>

namespace gw {

const std::vector<std::uint32_t>& Source::line_starts() const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1))
      line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return line_starts_;
}

Position Source::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto& starts = line_starts();
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const std::size_t start = *std::prev(after);
  return {static_cast<std::size_t>(after - starts.begin()), 1 + code_points(text().substr(start, offset - start))};
}

std::size_t Source::line_number(std::size_t offset) const {
  const auto& starts = line_starts();
  return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), std::min(offset, text_.size())) - starts.begin());
}

Span Source::line_around(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto& starts = line_starts();
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const std::uint32_t begin = *std::prev(after);
  auto end = static_cast<std::uint32_t>(after == starts.end() ? text_.size() : *after - 1);
  if (end > begin && text_[end - 1] == '\r') --end;
  return {begin, end};
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace gw
