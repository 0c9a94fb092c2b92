#include "gateway/release_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

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

static_assert(kReleases.size() <= kChannelBits);

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

}  // namespace

std::span<const std::string_view> release_names() { return kReleases; }

std::size_t release_number(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(kReleases, name) - kReleases.begin());
}

const ReleaseTable& ReleaseTable::get() {
  static const ReleaseTable table;
  return table;
}

ReleaseTable::ReleaseTable() {
  read_versions();
  read_facts();
  read_kinds();
}

void ReleaseTable::read_versions() {
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
void ReleaseTable::read_facts() {
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
void ReleaseTable::read_kinds() {
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

const Field* ReleaseTable::field(std::string_view kind, std::string_view path) const {
  const auto of_kind = std::ranges::find(kinds_, kind, &KindFields::kind);
  if (of_kind == kinds_.end()) return nullptr;
  const auto found = std::ranges::find(of_kind->fields, path, &Field::path);
  return found == of_kind->fields.end() ? nullptr : &*found;
}

}  // namespace gw::gateway
