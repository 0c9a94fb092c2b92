#include "gateway/validate/metadata.h"

#include <array>

#include "gateway/validate/fields.h"
#include "gateway/validate/forms.h"
#include "yaml/view.h"

namespace gw::gateway {
namespace {

constexpr std::string_view kLabelValue = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$";

struct NameRow {
  std::string_view key;
  std::string_view map;  ///< in which it stands
  std::string_view pattern;
  std::size_t longest;
  std::string_view words;
};

constexpr auto kNames = std::to_array<NameRow>({
    {"name", "metadata", forms::kDomain, 253, "a DNS name of lower-case letters, digits, `-` and `.`"},
    {"namespace", "metadata", forms::kLabel, 63, "a DNS label of at most 63 lower-case letters, digits and `-`"},
});

/// A member that is there and not null.
yaml::JsonView find(yaml::JsonView map, std::string_view key) {
  const yaml::JsonView found = map.find(key);
  return found && !found.is_null() ? found : yaml::JsonView();
}

void check_text(yaml::JsonView value, Origin at, const NameRow& row, Verdict& verdict) {
  const std::string_view text = value.text();
  const auto path = [&] {
    std::string out(row.map);
    yaml::append_key(out, row.key);
    return out;
  };
  if (value.type() != yaml::JsonType::String)
    verdict.broken_at<Code::type_mismatch>(at, path(), row.key, "a string", yaml::describe(value));
  else if (text.size() > row.longest || !verdict.match(row.pattern, text))
    verdict.broken_at<Code::metadata_invalid>(at, path(), row.key, text, row.words);
}

void check_labels(yaml::JsonView labels, Origin at, Verdict& verdict) {
  for (std::size_t i = 0; labels.is_map() && i < labels.size(); ++i) {
    const NameRow row{labels.key(i), "metadata.labels", kLabelValue, 63, "the value of a label"};
    check_text(labels.at(i), labels.at(i).place(at.file, at), row, verdict);
  }
}

}  // namespace

void check_metadata(yaml::JsonView object, Origin at, Verdict& verdict) {
  verdict.ask(&Objections::metadata);
  const yaml::JsonView metadata = find(object, "metadata");
  const Origin here = metadata ? metadata.place(at.file, at) : at;
  if (metadata && !metadata.is_map()) {
    verdict.broken_at<Code::type_mismatch>(here, "metadata", "metadata", "a mapping", yaml::describe(metadata));
    return;
  }
  if (!metadata || (!find(metadata, "name") && !find(metadata, "generateName"))) {
    verdict.broken_at<Code::field_required>(here, "metadata.name", "metadata.name");
    if (!metadata) return;
  }
  for (const NameRow& row : kNames)
    if (const yaml::JsonView value = find(metadata, row.key)) check_text(value, value.place(at.file, here), row, verdict);
  if (repeats_keys(metadata)) report_repeated_keys(metadata, here, "metadata", verdict);
  for (const std::string_view free : {"labels", "annotations"})
    if (const yaml::JsonView map = find(metadata, free); map && repeats_keys(map)) report_repeated_keys(map, here, fmt::format("metadata.{}", free), verdict);
  if (const yaml::JsonView labels = find(metadata, "labels")) check_labels(labels, here, verdict);
}

}  // namespace gw::gateway
