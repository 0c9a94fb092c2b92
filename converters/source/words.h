/// Small changes of text that several rooms need, the same in every locale.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace gw {

/// ASCII letters in lower case; other bytes stay as they are.
inline std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// ASCII letters in upper case.
inline std::string upper_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

/// A port: a number from 1 to 65535.
inline std::optional<int> port_in(std::string_view text) {
  constexpr int kMostPort = 65535;
  int port = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
  return fault != std::errc() || end != text.data() + text.size() || port < 1 || port > kMostPort ? std::nullopt : std::optional(port);
}

/// "1 rule", "2 rules".
inline std::string plural(std::size_t n, std::string_view one) {
  return std::to_string(n).append(" ").append(one).append(n == 1 ? "" : "s");
}

}  // namespace gw
