#include "gateway/validate/metadata.h"

#include <array>

#include "gateway/validate/forms.h"
#include "yaml/build.h"
#include "yaml/resolve.h"
#include "yaml/view.h"

namespace gw::gateway {
namespace {

constexpr std::string_view kLabelValue = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$";

struct NameRow {
  std::string_view key;
  std::string_view pattern;
  std::size_t longest;
  std::string_view words;
};

constexpr auto kNames = std::to_array<NameRow>({
    {"name", forms::kDomain, 253, "a DNS name of lower-case letters, digits, `-` and `.`"},
    {"namespace", forms::kLabel, 63, "a DNS label of at most 63 lower-case letters, digits and `-`"},
});

/// A member that is there and not null.
const yaml::Member* find(const yaml::Node& map, std::string_view key) {
  for (const yaml::Member& member : map.members()) {
    if (member.key.text() != key) continue;
    const yaml::Node& value = member.value;
    const bool is_null = value.is_null() || (value.is_scalar() && value.plain() && yaml::meaning(value.text()) == yaml::Meaning::Null);
    return is_null ? nullptr : &member;
  }
  return nullptr;
}

bool is_string(const yaml::Node& node) {
  return node.is_scalar() && (!node.plain() || yaml::meaning(node.text()) == yaml::Meaning::String);
}

void check_text(const yaml::Member& member, std::string path, std::uint32_t file, const NameRow& row, Verdict& verdict) {
  const Origin at{file, member.value.span()};
  const std::string_view text = member.value.text();
  if (!is_string(member.value))
    verdict.broken_at<Code::type_mismatch>(at, std::move(path), row.key, "a string", yaml::describe(member.value));
  else if (text.size() > row.longest || !verdict.match(row.pattern, text))
    verdict.broken_at<Code::metadata_invalid>(at, std::move(path), row.key, text, row.words);
}

void check_labels(const yaml::Node& labels, std::uint32_t file, Verdict& verdict) {
  for (const yaml::Member& label : labels.members()) {
    std::string path = "metadata.labels";
    yaml::append_key(path, label.key.text());
    check_text(label, std::move(path), file, {label.key.text(), kLabelValue, 63, "the value of a label"}, verdict);
  }
}

}  // namespace

void check_metadata(const yaml::Node& object, std::uint32_t file, Verdict& verdict) {
  verdict.ask(&Objections::metadata);
  const yaml::Member* metadata = find(object, "metadata");
  if (metadata != nullptr && !metadata->value.is_map()) {
    verdict.broken_at<Code::type_mismatch>({file, metadata->value.span()}, "metadata", "metadata", "a mapping", yaml::describe(metadata->value));
    return;
  }
  const yaml::Node& at = metadata == nullptr ? object : metadata->value;
  if (metadata == nullptr || (find(at, "name") == nullptr && find(at, "generateName") == nullptr)) {
    verdict.broken_at<Code::field_required>({file, at.span()}, "metadata.name", "metadata.name");
    if (metadata == nullptr) return;
  }
  for (const NameRow& row : kNames)
    if (const yaml::Member* member = find(at, row.key)) check_text(*member, fmt::format("metadata.{}", row.key), file, row, verdict);
  if (const yaml::Member* labels = find(at, "labels")) check_labels(labels->value, file, verdict);
}

}  // namespace gw::gateway
