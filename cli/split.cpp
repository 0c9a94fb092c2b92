#include "split.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace gw::cli {
namespace {

constexpr std::size_t kLongestStem = 200;  // file systems allow 255 bytes

bool is_infrastructure(const Manifest& manifest) {
  constexpr auto kKinds = std::to_array<std::string_view>({"GatewayClass", "Gateway", "GatewayProxy", "Secret"});
  return std::ranges::find(kKinds, manifest.kind) != kKinds.end();
}

/// The name of a file without its ending. Objects that are passed through have any name, so only harmless characters stay.
std::string stem_of(const Manifest& manifest, SplitBy by) {
  if (by == SplitBy::Role) return is_infrastructure(manifest) ? "infrastructure" : "routes";
  std::string stem;
  if (by == SplitBy::Object) {
    stem = fmt::format("{}-{}{}{}", manifest.kind, manifest.name_space, manifest.name_space.empty() ? "" : "-", manifest.name);
  } else if (manifest.name_space.empty()) {
    return manifest.kind == "GatewayClass" ? "_cluster" : "_no-namespace";  // no namespace begins like this
  } else {
    stem = manifest.name_space;
  }
  for (char& c : stem) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool harmless = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    if (!harmless) c = '-';
  }
  if (stem.starts_with('.')) stem[0] = '-';
  return stem.substr(0, kLongestStem);
}

/// What must stay together: different keys never share a file, whatever their stems are.
std::string key_of(const Manifest& manifest, SplitBy by) {
  if (by == SplitBy::Role) return is_infrastructure(manifest) ? "infrastructure" : "routes";
  if (by == SplitBy::Object) return fmt::format("{}\n{}\n{}", manifest.kind, manifest.name_space, manifest.name);
  return manifest.name_space.empty() && manifest.kind == "GatewayClass" ? "\n" : manifest.name_space;
}

std::string unused_name(std::set<std::string>& used, const std::string& stem, std::string_view ending) {
  for (std::size_t n = 1;; ++n) {
    std::string name = n == 1 ? fmt::format("{}.{}", stem, ending) : fmt::format("{}-{}.{}", stem, n, ending);
    if (used.insert(name).second) return name;
  }
}

}  // namespace

Pieces join(std::span<const Manifest* const> manifests, OutputFormat format) {
  const bool json = format == OutputFormat::Json;
  Pieces out;
  if (json) out.emplace_back("{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"List\",\n  \"items\": [");
  bool first = true;
  for (const Manifest* manifest : manifests) {
    if (json)
      out.emplace_back(first ? "\n    " : ",\n    ");
    else if (!first)
      out.emplace_back("---\n");
    std::string_view text = manifest->text;
    while (text.ends_with('\n')) text.remove_suffix(1);
    out.push_back(text);
    if (!json) out.emplace_back("\n");
    first = false;
  }
  if (json) out.emplace_back(first ? "]\n}\n" : "\n  ]\n}\n");
  return out;
}

std::vector<FileText> split(std::span<const Manifest> manifests, SplitBy by, OutputFormat format, const std::string& folder) {
  std::vector<std::vector<const Manifest*>> groups;
  std::map<std::string, std::size_t> group_of;
  for (const Manifest& manifest : manifests) {
    const auto [found, is_new] = group_of.try_emplace(key_of(manifest, by), groups.size());
    if (is_new) groups.emplace_back();
    groups[found->second].push_back(&manifest);
  }
  std::vector<FileText> files;
  std::set<std::string> used;
  for (const auto& group : groups) {
    const std::string name = unused_name(used, stem_of(*group.front(), by), format == OutputFormat::Json ? "json" : "yaml");
    files.push_back({folder.ends_with('/') ? folder + name : folder + '/' + name, join(group, format)});
  }
  return files;
}

}  // namespace gw::cli
