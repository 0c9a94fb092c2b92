#include "gateway/releases.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <tuple>

#include "model/regex.h"

namespace gw::gateway {
namespace {

// The lines of the tables, column by column.
struct KindLine {
  const char* kind;
  const char* group;
  const char* scope;
  const char* version;
  const char* fact;
  const char* standard;
  const char* experimental;
};
struct FieldLine {
  const char* kind;
  const char* path;
  const char* fact;
  const char* value;
  const char* versions;
  const char* standard;
  const char* experimental;
};
struct ReleaseLine {
  std::string_view name;
};

constexpr ReleaseLine kReleaseLines[] = {
#include "schemas/gateway_api_releases.inc"
};
constexpr KindLine kKindLines[] = {
#include "schemas/gateway_api_kinds.inc"
};
constexpr FieldLine kFieldLines[] = {
#include "schemas/gateway_api_fields.inc"
};

constexpr auto kReleases = [] {
  std::array<std::string_view, std::size(kReleaseLines)> out{};
  std::ranges::transform(kReleaseLines, out.begin(), &ReleaseLine::name);
  return out;
}();

// A set of targets is a number: releases of the standard channel from bit 0, of the experimental one from bit 32.
constexpr unsigned kChannelBits = 32;
static_assert(kReleases.size() <= kChannelBits);

constexpr std::uint64_t bit(Target target) {
  return std::uint64_t{1} << (target.release + (target.channel == Channel::Experimental ? kChannelBits : 0U));
}

std::size_t release_number(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(kReleases, name) - kReleases.begin());
}

/// "v0.6.0-v0.7.1,v1.2.0+" as bits; "-" is none.
std::uint64_t releases_in(std::string_view ranges) {
  std::uint64_t out = 0;
  while (!ranges.empty() && ranges != "-") {
    const std::size_t comma = ranges.find(',');
    std::string_view range = ranges.substr(0, comma);
    ranges = comma == std::string_view::npos ? std::string_view() : ranges.substr(comma + 1);
    const bool open = range.ends_with('+');
    if (open) range.remove_suffix(1);
    const std::size_t dash = range.find('-');
    const std::size_t first = release_number(range.substr(0, dash));
    const std::size_t last = open ? kReleases.size() - 1 : dash == std::string_view::npos ? first : release_number(range.substr(dash + 1));
    for (std::size_t i = first; i <= last; ++i) out |= std::uint64_t{1} << i;
  }
  return out;
}

struct Version {
  std::string_view group;
  std::string_view kind;
  std::string_view name;
  std::uint64_t defined = 0;
  std::uint64_t served = 0;
  std::uint64_t storage = 0;
  std::uint64_t deprecated = 0;
};
struct Field {
  std::string_view path;
  std::uint64_t targets = 0;
  std::span<const Fact> facts;
};
struct KindFields {
  std::string_view kind;
  std::span<const Field> fields;
};

/// v1alpha2 < v1alpha3 < v1beta1 < v1, as Kubernetes ranks them.
std::tuple<int, int, int> stability(std::string_view version) {
  int major = 0;
  int minor = 0;
  const char* const end = version.data() + version.size();
  const char* at = std::from_chars(version.data() + 1, end, major).ptr;
  const std::string_view stage = version.substr(static_cast<std::size_t>(at - version.data()));
  const std::size_t digits = std::min(stage.find_first_of("0123456789"), stage.size());
  std::from_chars(stage.data() + digits, end, minor);
  return {stage.empty() ? 2 : stage.starts_with("beta") ? 1 : 0, major, minor};
}

/// The tables with their ranges as bits. Read once; a function-local static, so that this needs no lock of ours.
class Table {
 public:
  static const Table& get() {
    static const Table table;
    return table;
  }

  std::span<const Version> versions() const { return versions_; }
  std::span<const KindFields> kinds() const { return kinds_; }

  const Field* field(std::string_view kind, std::string_view path) const {
    const auto of_kind = std::ranges::find(kinds_, kind, &KindFields::kind);
    if (of_kind == kinds_.end()) return nullptr;
    const auto found = std::ranges::find(of_kind->fields, path, &Field::path);
    return found == of_kind->fields.end() ? nullptr : &*found;
  }

 private:
  Table() {
    read_versions();
    read_facts();
    read_kinds();
  }

  void read_versions() {
    for (const KindLine& line : kKindLines) {
      if (versions_.empty() || versions_.back().kind != line.kind || versions_.back().name != line.version)
        versions_.push_back({.group = line.group, .kind = line.kind, .name = line.version});
      const std::string_view fact = line.fact;
      Version& version = versions_.back();
      (fact == "served" ? version.served : fact == "storage" ? version.storage : fact == "deprecated" ? version.deprecated : version.defined) =
          releases_in(line.standard) | releases_in(line.experimental) << kChannelBits;
    }
    std::ranges::stable_sort(versions_, {}, [](const Version& v) { return std::tuple(v.kind, stability(v.name)); });
  }

  /// Every line is a fact; an empty range is that of the field, whose first line is its type.
  void read_facts() {
    facts_.reserve(std::size(kFieldLines));
    constexpr std::uint64_t kStandard = (std::uint64_t{1} << kChannelBits) - 1;
    for (const FieldLine& line : kFieldLines) {
      if (*line.path != '\0') fields_.push_back({.path = line.path, .facts = {}});
      std::uint64_t& field = fields_.back().targets;
      std::uint64_t targets = *line.standard == '\0' ? field & kStandard : releases_in(line.standard);
      targets |= *line.experimental == '\0' ? field & ~kStandard : releases_in(line.experimental) << kChannelBits;
      if (line.fact == std::string_view("type")) field |= targets;
      facts_.push_back({line.fact, line.value, line.versions, targets});
    }
  }

  /// Groups facts by field and fields by kind, now that neither list grows any more.
  void read_kinds() {
    std::size_t field = 0;
    std::size_t first_field = 0;
    for (std::size_t i = 0; i < std::size(kFieldLines);) {
      if (*kFieldLines[i].kind != '\0') {
        first_field = field;
        kinds_.push_back({.kind = kFieldLines[i].kind, .fields = {}});
      }
      const std::size_t first = i++;
      while (i < std::size(kFieldLines) && *kFieldLines[i].path == '\0') ++i;
      fields_[field++].facts = std::span(facts_).subspan(first, i - first);
      kinds_.back().fields = std::span(fields_).subspan(first_field, field - first_field);
    }
  }

  std::vector<Version> versions_;
  std::vector<Fact> facts_;
  std::vector<Field> fields_;
  std::vector<KindFields> kinds_;
};

/// The targets in which the field exists and takes `value`.
std::uint64_t targets_with(std::string_view kind, std::string_view path, std::string_view value) {
  std::uint64_t out = 0;
  if (path.empty()) {
    for (const Version& version : Table::get().versions())
      if (version.kind == kind && (value.empty() || version.name == value)) out |= version.served;
    return out;
  }
  const Field* field = Table::get().field(kind, path);
  if (!field || value.empty()) return field ? field->targets : 0;
  std::uint64_t enumerated = 0;
  for (const Fact& fact : field->facts) {
    if (fact.name != "enum") continue;
    enumerated |= fact.targets;
    if (fact.value == value) out |= fact.targets;
  }
  std::uint64_t refused = 0;
  for (const Fact& fact : field->facts)
    if (fact.name == "pattern" && (fact.targets & ~refused) != 0 && !model::found(fact.value, value, false)) refused |= fact.targets;
  return (out | (field->targets & ~enumerated)) & ~refused;
}

/// "v1.2.0 standard", given the releases of that channel.
std::string describe_range(std::uint32_t releases, std::string_view channel) {
  const auto first = static_cast<std::size_t>(std::countr_zero(releases));
  const std::size_t last = std::bit_width(releases) - 1U;
  std::string out(kReleases[first]);
  if (last + 1 < kReleases.size()) out.append(" to ").append(kReleases[last]);
  return out.append(" ").append(channel);
}

/// A limit as the table has it for this target; a field without one is not limited.
std::size_t limit(Target target, std::string_view kind, std::string_view path, std::string_view name) {
  std::size_t out = SIZE_MAX;
  if (const Field* field = Table::get().field(kind, path))
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
  std::array<std::array<Limits, 2>, kReleases.size()> out{};  // by release and channel
  for (std::uint8_t i = 0; i < out.size(); ++i) out[i] = {read_limits({i, Channel::Standard}, kind), read_limits({i, Channel::Experimental}, kind)};
  return out;
}

bool lists(std::string_view versions, std::string_view version) {
  while (!versions.empty()) {
    const std::size_t comma = versions.find(',');
    if (versions.substr(0, comma) == version) return true;
    versions = comma == std::string_view::npos ? std::string_view() : versions.substr(comma + 1);
  }
  return false;
}

/// The last step of a path, and how many steps it has: `spec.rules[]` ends in `[]` after two others.
std::pair<std::string_view, std::size_t> last_step(std::string_view path) {
  const auto steps = static_cast<std::size_t>(std::ranges::count_if(path, [](char c) { return c == '.' || c == '[' || c == '{'; }));
  const std::size_t at = path.find_last_of(".[{");
  if (at == std::string_view::npos) return {path, 0};
  return {path.substr(path[at] == '.' ? at + 1 : at), steps};
}

Schema::Node make_node(const Field& field, std::string_view name, Target target, std::string_view version) {
  Schema::Node node{.name = name, .path = field.path, .values = {}, .facts = {}, .children = {}};
  for (const Fact& fact : field.facts) {
    if ((fact.targets & bit(target)) == 0 || (!fact.versions.empty() && !lists(fact.versions, version))) continue;
    node.facts.push_back(&fact);
    if (fact.name == "required") node.required = true;
    if (fact.name == "enum") node.values.push_back(fact.value);
  }
  return node;
}

/// The table lists a field before its parts, so the open ones are those on the way to the last one.
Schema::Node make_tree(const KindFields& kind, Target target, std::string_view version) {
  Schema::Node root{.name = {}, .path = {}, .values = {}, .facts = {}, .children = {}};
  std::vector<Schema::Node*> open = {&root};
  for (const Field& field : kind.fields) {
    if ((field.targets & bit(target)) == 0) continue;
    const auto [name, depth] = last_step(field.path);
    Schema::Node node = make_node(field, name, target, version);
    if (node.facts.empty()) continue;  // other versions of the kind have it
    open.resize(depth + 1);
    if (node.required && !node.values.empty()) open.back()->chooses = true;
    open.push_back(&open.back()->children.emplace_back(std::move(node)));
  }
  return root;
}

bool versions_differ(const KindFields& kind, Target target) {
  for (const Field& field : kind.fields)
    for (const Fact& fact : field.facts)
      if (!fact.versions.empty() && (fact.targets & bit(target)) != 0) return true;
  return false;
}

}  // namespace

std::span<const std::string_view> release_names() { return kReleases; }

std::optional<Target> find_target(std::string_view release, Channel channel) {
  for (std::size_t i = 0; i < kReleases.size(); ++i)
    if (release == kReleases[i] || release == kReleases[i].substr(1)) return Target{static_cast<std::uint8_t>(i), channel};
  return std::nullopt;
}

std::string describe(Target target) {
  return std::string(kReleases[target.release]) + (target.channel == Channel::Standard ? " standard" : " experimental");
}

std::vector<std::string_view> kinds(Target target) {
  std::vector<std::string_view> out;
  for (const Version& version : Table::get().versions())
    if ((version.served & bit(target)) != 0 && (out.empty() || out.back() != version.kind)) out.push_back(version.kind);
  return out;
}

std::vector<std::string_view> served_versions(Target target, std::string_view kind) {
  std::vector<std::string_view> out;
  for (const Version& version : Table::get().versions())
    if (version.kind == kind && (version.served & bit(target)) != 0) out.push_back(version.name);
  return out;
}

std::string_view best_version(Target target, std::string_view kind) {
  std::string_view stored;
  std::string_view last;
  for (const Version& version : Table::get().versions()) {
    if (version.kind != kind || (version.served & bit(target)) == 0) continue;
    last = version.name;
    if ((version.storage & bit(target)) != 0) stored = version.name;
  }
  return last == "v1" || stored.empty() ? last : stored;
}

Presence presence(Target target, std::string_view group, std::string_view kind, std::string_view version) {
  Presence out;
  for (const Version& v : Table::get().versions()) {
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

Schema::Schema(Target target) : target_(target) {
  for (const KindFields& kind : Table::get().kinds()) {
    const bool differ = versions_differ(kind, target);
    const std::string_view best = best_version(target, kind.kind);
    const std::size_t first = trees_.size();
    for (const std::string_view version : served_versions(target, kind.kind)) {
      if (differ || trees_.size() == first) trees_.push_back(make_tree(kind, target, version));
      roots_.push_back({kind.kind, version, trees_.size() - 1, version == best});
    }
  }
}

const Schema::Node* Schema::find(std::string_view kind, std::string_view version) const {
  const Root* best = nullptr;
  for (const Root& root : roots_) {
    if (root.kind != kind) continue;
    if (root.version == version) return &trees_[root.tree];
    if (root.best) best = &root;
  }
  return best ? &trees_[best->tree] : nullptr;
}

}  // namespace gw::gateway
