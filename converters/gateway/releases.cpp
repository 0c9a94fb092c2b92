#include "gateway/releases.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

#include "gateway/patterns.h"
#include "gateway/release_table.h"

namespace gw::gateway {
namespace {

/// The targets in which the field exists and takes `value`.
std::uint64_t targets_with(std::string_view kind, std::string_view path, std::string_view value) {
  std::uint64_t out = 0;
  if (path.empty()) {
    for (const Version& version : ReleaseTable::get().versions())
      if (version.kind == kind && (value.empty() || version.name == value)) out |= version.served;
    return out;
  }
  const Field* field = ReleaseTable::get().field(kind, path);
  if (!field || value.empty()) return field ? field->targets : 0;
  std::uint64_t enumerated = 0;
  for (const Fact& fact : field->facts) {
    if (fact.name != "enum") continue;
    enumerated |= fact.targets;
    if (fact.value == value) out |= fact.targets;
  }
  thread_local Patterns patterns;
  std::uint64_t refused = 0;
  for (const Fact& fact : field->facts)
    if (fact.name == "pattern" && (fact.targets & ~refused) != 0 && !patterns.match(fact.value, value)) refused |= fact.targets;
  return (out | (field->targets & ~enumerated)) & ~refused;
}

/// "v1.2.0 standard", given the releases of that channel.
std::string describe_range(std::uint32_t releases, std::string_view channel) {
  const auto first = static_cast<std::size_t>(std::countr_zero(releases));
  const std::size_t last = std::bit_width(releases) - 1U;
  std::string out(release_names()[first]);
  if (last + 1 < release_names().size()) out.append(" to ").append(release_names()[last]);
  return out.append(" ").append(channel);
}

/// A limit as the table has it for this target; a field without one is not limited.
std::size_t limit(Target target, std::string_view kind, std::string_view path, std::string_view name) {
  std::size_t out = SIZE_MAX;
  if (const Field* field = ReleaseTable::get().field(kind, path))
    for (const Fact& fact : field->facts)
      if (fact.name == name && (fact.targets & bit(target)) != 0)
        std::from_chars(fact.value.data(), fact.value.data() + fact.value.size(), out);
  return out;
}

Limits read_limits(Target target, std::string_view kind) {
  const auto items = [&](std::string_view path) { return limit(target, kind, path, "maxItems"); };
  const auto length = [&](std::string_view path) { return limit(target, kind, path, "maxLength"); };
  Limits out{};
  out.rules = items("spec.rules");
  out.matches_per_rule = items("spec.rules[].matches");
  // A rule of the CRD over several fields, which the table does not hold: since v1.2.0 the sum is at most 128.
  out.matches_per_route = target.release >= release_number("v1.2.0") ? 128 : SIZE_MAX;
  out.hostnames = items("spec.hostnames");
  out.backend_refs = items("spec.rules[].backendRefs");
  out.headers = items("spec.rules[].matches[].headers");
  out.query_params = items("spec.rules[].matches[].queryParams");
  out.listeners = limit(target, "Gateway", "spec.listeners", "maxItems");
  out.path_length = length("spec.rules[].matches[].path.value");
  out.header_value_length = length("spec.rules[].matches[].headers[].value");
  out.query_value_length = length("spec.rules[].matches[].queryParams[].value");
  return out;
}

auto all_limits(std::string_view kind) {
  std::vector<std::array<Limits, 2>> out(release_names().size());  // by release and channel
  for (std::uint8_t i = 0; i < out.size(); ++i) out[i] = {read_limits({i, Channel::Standard}, kind), read_limits({i, Channel::Experimental}, kind)};
  return out;
}

}  // namespace

std::optional<Target> find_target(std::string_view release, Channel channel) {
  for (std::size_t i = 0; i < release_names().size(); ++i)
    if (release == release_names()[i] || release == release_names()[i].substr(1)) return Target{static_cast<std::uint8_t>(i), channel};
  return std::nullopt;
}

std::string describe(Target target) {
  return std::string(release_names()[target.release]) + (target.channel == Channel::Standard ? " standard" : " experimental");
}

std::vector<std::string_view> kinds(Target target) {
  std::vector<std::string_view> out;
  for (const Version& version : ReleaseTable::get().versions())
    if ((version.served & bit(target)) != 0 && (out.empty() || out.back() != version.kind)) out.push_back(version.kind);
  return out;
}

std::vector<std::string_view> served_versions(Target target, std::string_view kind) {
  std::vector<std::string_view> out;
  for (const Version& version : ReleaseTable::get().versions())
    if (version.kind == kind && (version.served & bit(target)) != 0) out.push_back(version.name);
  return out;
}

std::string_view best_version(Target target, std::string_view kind) {
  std::string_view stored;
  std::string_view last;
  for (const Version& version : ReleaseTable::get().versions()) {
    if (version.kind != kind || (version.served & bit(target)) == 0) continue;
    last = version.name;
    if ((version.storage & bit(target)) != 0) stored = version.name;
  }
  return last == "v1" || stored.empty() ? last : stored;
}

Presence presence(Target target, std::string_view group, std::string_view kind, std::string_view version) {
  Presence out;
  for (const Version& v : ReleaseTable::get().versions()) {
    if (v.kind != kind || v.group != group) continue;
    const auto holds = [&](std::uint64_t targets) { return (targets & bit(target)) != 0; };
    if (holds(v.served)) out.kind = true;
    if (v.name == version) out = {out.kind, holds(v.defined), holds(v.served), holds(v.deprecated)};
  }
  return out;
}

bool has_field(Target target, std::string_view kind, std::string_view path, std::string_view value) {
  return (targets_with(kind, path, value) & bit(target)) != 0;
}

std::string first_available(std::string_view kind, std::string_view path, std::string_view value) {
  const std::uint64_t targets = targets_with(kind, path, value);
  const auto standard = static_cast<std::uint32_t>(targets);
  const auto experimental = static_cast<std::uint32_t>(targets >> kChannelBits);
  std::string out;
  if (standard != 0) out = describe_range(standard, "standard");
  if (experimental != 0 && (standard == 0 || std::countr_zero(experimental) < std::countr_zero(standard)))
    out.append(out.empty() ? "" : " or ").append(describe_range(experimental, "experimental"));
  return out;
}

Limits http_limits(Target target) {
  static const auto kLimits = all_limits("HTTPRoute");
  return kLimits[target.release][static_cast<std::size_t>(target.channel)];
}

Limits grpc_limits(Target target) {
  static const auto kLimits = all_limits("GRPCRoute");
  return kLimits[target.release][static_cast<std::size_t>(target.channel)];
}

}  // namespace gw::gateway
