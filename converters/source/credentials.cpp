#include "source/credentials.h"

#include <algorithm>
#include <array>
#include <string>

namespace gw {
namespace {

/// Parts of names, lower case, without separators.
constexpr auto kParts = std::to_array<std::string_view>({"password", "passwd", "secret", "token", "apikey", "privatekey",
                                                         "credential", "authorization", "accesskey", "adminkey",
                                                         "signature", "cookie", "licensekey", "certificate", "csrfkey", "authheader"});
constexpr auto kWholeNames = std::to_array<std::string_view>({"key", "auth", "pass", "cert", "pin", "salt"});

}  // namespace

bool names_credential(std::string_view key) {
  std::string folded;
  for (const char c : key) {
    if (c == '-' || c == '_' || c == '.') continue;
    folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (std::ranges::find(kWholeNames, folded) != kWholeNames.end()) return true;
  return std::ranges::any_of(kParts, [&](std::string_view part) { return folded.find(part) != std::string::npos; });
}

}  // namespace gw
