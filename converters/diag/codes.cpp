#include "diag/codes.h"

#include <fmt/format.h>

namespace gw {

std::string number(Code code) { return fmt::format("GW{:04}", static_cast<unsigned>(code)); }

std::string name(Code code) {
  std::string text(info(code).identifier);
  std::ranges::replace(text, '_', '-');
  return text;
}

std::optional<Code> find_code(std::string_view either) {
  for (const CodeInfo& row : kCodes) {
    const std::string gw = number(row.code);
    if (either == gw || either == std::string_view(gw).substr(2) || either == name(row.code)) return row.code;
  }
  return std::nullopt;
}

std::string_view word(Severity severity) {
  constexpr std::array<std::string_view, 3> kWords = {"note", "warning", "error"};
  return kWords[static_cast<std::size_t>(severity)];
}

std::string_view word(Effect effect) {
  constexpr std::array<std::string_view, 6> kWords = {"kept",    "equivalent", "narrowed",
                                                      "widened", "changed",    "dropped"};
  return kWords[static_cast<std::size_t>(effect)];
}

}  // namespace gw
