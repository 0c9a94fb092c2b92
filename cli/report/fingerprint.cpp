#include "report/fingerprint.h"

#include <fmt/format.h>

#include <unordered_map>

namespace gw::cli {
namespace {

/// FNV-1a with 64 bits: the same on every platform.
std::uint64_t add(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return (hash ^ 0xffU) * 1099511628211U;  // ends the part
}

/// A message without the places that it names: `shop.yaml:3:9` is `shop.yaml`, since lines move.
std::string without_places(std::string_view message) {
  std::string out;
  for (std::size_t i = 0; i < message.size();) {
    std::size_t digits = i + 1;
    if (message[i] == ':')
      while (digits < message.size() && message[digits] >= '0' && message[digits] <= '9') ++digits;
    if (digits > i + 1) i = digits;
    else out += message[i++];
  }
  return out;
}

std::uint64_t hash_of(const Finding& finding, std::span<const Source> sources) {
  constexpr std::uint64_t kStart = 14695981039346656037U;
  const bool placed = finding.at.known() && finding.at.file < sources.size();
  std::uint64_t hash = add(kStart, number(finding.code));
  hash = add(hash, placed ? std::string_view(sources[finding.at.file].name()) : std::string_view());
  hash = add(hash, finding.object);
  hash = add(hash, finding.field);
  return add(hash, without_places(finding.message));
}

}  // namespace

std::vector<std::string> fingerprints(std::span<const Source> sources, const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  std::unordered_map<std::uint64_t, std::uint64_t> seen;
  out.reserve(findings.size());
  for (const Finding& finding : findings) {
    const std::uint64_t hash = hash_of(finding, sources);
    const std::uint64_t before = seen[hash]++;
    out.push_back(fmt::format("{:016x}", before == 0 ? hash : add(hash, std::to_string(before))));
  }
  return out;
}

}  // namespace gw::cli
