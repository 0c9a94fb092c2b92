#include "kube/object.h"

#include <algorithm>
#include <array>

#include "kube/hosts.h"

namespace gw::kube {
namespace {

struct Ignored {
  std::string_view field;
  std::string_view why;
};

/// The one list of what is deliberately not converted and not reported, with reasons.
constexpr auto kServerMetadata = std::to_array<Ignored>({
    {"creationTimestamp", "written by the API server"},
    {"deletionTimestamp", "written by the API server"},
    {"deletionGracePeriodSeconds", "written by the API server"},
    {"generation", "written by the API server"},
    {"managedFields", "written by the API server"},
    {"resourceVersion", "written by the API server"},
    {"selfLink", "written by the API server"},
    {"uid", "written by the API server"},
    {"finalizers", "belong to the controller of the old object"},
    {"ownerReferences", "name the owner of the old object; the new one would be deleted with it"},
});

}  // namespace

std::string Object::label() const {
  if (name_space.empty()) return fmt::format("{} {}", kind, name);
  return fmt::format("{} {}/{}", kind, name_space, name);
}

std::vector<Pair> metadata_pairs(const yaml::View& object, std::string_view which) {
  std::vector<Pair> pairs = scalar_pairs(object, which);
  std::erase_if(pairs, [](const Pair& pair) { return !pair.text; });
  return pairs;
}

std::vector<Pair> legal_labels(const yaml::View& object, Sink& sink) {
  std::vector<Pair> pairs = metadata_pairs(object, "labels");
  std::erase_if(pairs, [&](const Pair& pair) {
    if (is_label_value(pair.value.value)) return false;
    constexpr std::size_t kShown = 80;
    sink.report<Code::value_not_allowed>(pair.value.at, pair.key, pair.value.value.substr(0, kShown),
                                         "letters, digits, `-`, `_` and `.`, at most 63, with a letter or digit at both ends");
    return true;
  });
  return pairs;
}

std::vector<Pair> scalar_pairs(const yaml::View& object, std::string_view which) {
  std::vector<Pair> pairs;
  const yaml::View metadata = object.map("metadata");
  if (!metadata) return pairs;
  for (const auto& [key, value] : metadata.map(which).members()) {
    if (key.value == kLastApplied) {  // a copy of the old object that kubectl keeps for itself
      value.mark_all_read();
      continue;
    }
    const auto text = value.as_text();
    if (text || value.node().is_scalar()) pairs.push_back({key.value, text.value_or(From<std::string_view>{value.node().text(), value.at()}), text.has_value()});
  }
  return pairs;
}

void ignore_server_fields(const yaml::View& object) {
  const yaml::View metadata = object.map("metadata");
  if (metadata)
    for (const Ignored& ignored : kServerMetadata) metadata.ignore(ignored.field, ignored.why);
  object.ignore("status", "written by the controller");
}

void for_each_own_member(const yaml::Node& object, const std::function<void(const yaml::Node&)>& visit) {
  for (const yaml::Member& member : object.members()) {
    if (member.key.text() == "status") continue;
    if (member.key.text() != "metadata" || !member.value.is_map()) {
      visit(member.value);
      continue;
    }
    for (const yaml::Member& one : member.value.members()) {
      if (std::ranges::find(kServerMetadata, one.key.text(), &Ignored::field) != kServerMetadata.end()) continue;
      if (one.key.text() != "annotations") visit(one.value);
      for (const yaml::Member& pair : one.value.members())
        if (one.key.text() == "annotations" && pair.key.text() != kLastApplied) visit(pair.value);
    }
  }
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> known) {
  const auto distance = [](std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= b.size(); ++j) {
        const std::size_t above = row[j];
        const bool same = (a[i - 1] | 0x20) == (b[j - 1] | 0x20);  // letters of either case are the same here
        row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (same ? 0 : 1)});
        diagonal = above;
      }
    }
    return row[b.size()];
  };
  if (word.size() > 64) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    const std::size_t d = distance(word, candidate);
    if (d < best_distance) {
      best_distance = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace gw::kube
