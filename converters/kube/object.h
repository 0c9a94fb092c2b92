/// A Kubernetes object: what it is called, and its body as it was written.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "source/from.h"
#include "yaml/view.h"

namespace gw::kube {

/// An annotation: the copy of the object that kubectl keeps for itself.
inline constexpr std::string_view kLastApplied = "kubectl.kubernetes.io/last-applied-configuration";

struct Object {
  std::string_view group;     ///< "" for the core group
  std::string_view version;   ///< "v2beta3"
  std::string_view kind;
  std::string_view name_space;  ///< of the object, or the default for objects that name none; may be empty
  std::string_view name;
  std::uint32_t file = kNoFile;
  const yaml::Node* root = nullptr;
  Origin name_at{};
  Origin version_at{};

  Origin at() const { return {file, root->span()}; }
  /// The body; findings about it go to `sink`.
  yaml::View view(Sink& sink) const { return yaml::View(*root, file, sink, kind); }
  /// "ApisixRoute web/shop", or "ApisixRoute shop" if the namespace is open.
  std::string label() const;
};

struct Pair {
  std::string_view key;
  From<std::string_view> value;
  bool text = true;  ///< whether the value is a string
};

/// Labels or annotations (`which`) of an object, in source order, without those that belong to kubectl or a controller.
std::vector<Pair> metadata_pairs(const yaml::View& object, std::string_view which);

/// The labels as `metadata_pairs` gives them; a value that no label can have is reported (GW0015) and left out.
std::vector<Pair> legal_labels(const yaml::View& object, Sink& sink);

/// As `metadata_pairs`; a value that is no string is reported (GW0012) and taken as it is written.
std::vector<Pair> scalar_pairs(const yaml::View& object, std::string_view which);

/// Marks the parts of `metadata` that the API server or a controller writes as read, and `status` as well.
void ignore_server_fields(const yaml::View& object);

/// Calls `visit` for the values of an object, and of its `metadata`, but those that `ignore_server_fields` marks and the copy
/// that kubectl keeps.
void for_each_own_member(const yaml::Node& object, const std::function<void(const yaml::Node&)>& visit);

/// Reports every value of the object that nobody has read: a known field as not converted (GW0010), another one as
/// unknown (GW0011), with the nearest known name.
void report_unread(const Object& object, Sink& sink);

/// The known name nearest to `word`, if one is near enough to be meant.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> known);

}  // namespace gw::kube
