/// Parts of manifests that implementations treat differently, as rows of tables.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "yaml/value.h"

namespace gw::gateway {

/// A field of a kind, wherever it is written: `spec.rules[].timeouts`; an empty path is the object itself.
struct Place {
  std::string_view kind;
  std::string_view path;
  std::string_view value{};  ///< this value only; empty: any
  bool (*test)(const yaml::Value& value) = nullptr;  ///< null: being there is enough

  bool holds(const yaml::Value& found) const { return (value.empty() || found.text == value) && (test == nullptr || test(found)); }
};

/// "HTTPRoute.spec.rules[].timeouts", with the value if only that counts.
std::string describe(const Place& place);

/// Whether a list of filters mirrors requests to more than one backend.
bool mirrors_twice(const yaml::Value& filters);

/// A feature of conformance reports, and what needs it. Several rows may have the same feature.
struct FeatureRow {
  std::string_view feature;
  Place place;
};
std::span<const FeatureRow> feature_rows();

/// A feature of which nothing can be seen in a manifest, and why.
struct UnseenFeature {
  std::string_view feature;
  std::string_view why;
};
std::span<const UnseenFeature> unseen_features();

/// What no conformance test covers.
std::span<const Place> untested_regexes();
std::span<const Place> untested_places();

/// What an implementation makes of a part, where it is not what the Gateway API says.
struct Limit {
  Place place;
  std::string_view says;  ///< a clause: "timeouts are not read"
  bool guards = false;    ///< the part decides who may pass, or keeps what passes secret
  int since = 0;          ///< series of the implementation: 106 is 1.6
  int until = 999;
  std::string_view help{};  ///< empty: that of the finding
};

// The rows, implementation by implementation.
std::span<const Limit> apisix_1_limits();
std::span<const Limit> apisix_2_limits();

}  // namespace gw::gateway
