/// Releases of the Gateway API: which kinds, versions, fields and values each of them has, and how large they may be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gw::gateway {

enum class Channel : std::uint8_t { Standard, Experimental };

/// A release and channel to write for.
struct Target {
  std::uint8_t release = 0;  ///< index into `release_names()`
  Channel channel = Channel::Standard;

  friend bool operator==(Target, Target) = default;
};

std::span<const std::string_view> release_names();  ///< oldest first: "v0.5.0" …
std::optional<Target> find_target(std::string_view release, Channel channel);  ///< by "v0.5.0" or "0.5.0"
std::string describe(Target target);                                           ///< "v0.5.0 standard"

/// Kinds of which the target serves at least one version.
std::vector<std::string_view> kinds(Target target);
/// In the order of stability: v1alpha2 v1alpha3 v1beta1 v1. Empty if the target lacks the kind.
std::vector<std::string_view> served_versions(Target target, std::string_view kind);
/// v1 if it is served, else the version that is stored, else the most stable one; empty if the target lacks the kind.
std::string_view best_version(Target target, std::string_view kind);

/// What a target has of one version of a kind.
struct Presence {
  bool kind = false;     ///< some version of the kind is served
  bool defined = false;  ///< this version is defined
  bool served = false;
  bool deprecated = false;
};
Presence presence(Target target, std::string_view group, std::string_view kind, std::string_view version);

/// Paths are written as in schemas/gateway-api/fields.tsv: `spec.rules[].timeouts`. With `value`, whether the field takes it:
/// a field without an enumeration or a pattern takes every value.
bool has_field(Target target, std::string_view kind, std::string_view path, std::string_view value = {});
/// "v1.2.0 standard", "v1.4.0 experimental", or both if the experimental channel had it in an older release: "v1.2.0 standard
/// or v0.8.1 experimental". "v1.2.0 to v1.3.0 experimental" if newer releases lack it again. Empty if none ever had it.
/// The kind itself with an empty path, in the version `value` if one is given.
std::string first_available(std::string_view kind, std::string_view path, std::string_view value = {});

/// The most that one object, or one part of it, may hold.
struct Limits {
  std::size_t rules;
  std::size_t matches_per_rule;
  std::size_t matches_per_route;
  std::size_t hostnames;
  std::size_t backend_refs;
  std::size_t headers;
  std::size_t query_params;
  std::size_t listeners;
  std::size_t path_length;
  std::size_t header_value_length;
  std::size_t query_value_length;
};

/// Limits of HTTPRoute and Gateway.
Limits http_limits(Target target);
/// Of GRPCRoute and Gateway, where the target has the kind.
Limits grpc_limits(Target target);

/// What one line of schemas/gateway-api/fields.tsv says about a field: `maxItems` is `16`.
struct Fact {
  std::string_view name;
  std::string_view value;
  std::string_view versions;  ///< of the kind, joined by commas, for which it holds; empty: all
  std::uint64_t targets = 0;  ///< one bit for each release and channel in which it holds
};

/// The fields of one target as trees, to be walked together with an object. Does not change once it is made.
class Schema {
 public:
  /// A field; an item of a list is a child `[]`, a value of a map with free keys a child `{}`.
  struct Node {
    std::string_view name;
    std::string_view path;  ///< `spec.rules[].timeouts`
    bool required = false;
    bool chooses = false;                  ///< a required child has an enumeration: a union, such as a filter
    std::vector<std::string_view> values;  ///< of the enumeration; empty: any
    std::vector<const Fact*> facts;        ///< all that holds for this target: types, sizes, patterns, defaults
    std::vector<Node> children;

    const Node* child(std::string_view member) const {
      for (const Node& node : children)
        if (node.name == member) return &node;
      return nullptr;
    }
  };

  explicit Schema(Target target);
  /// That of a target, made when it is first asked for and kept; for any number of threads.
  static const Schema& of(Target target);

  Target target() const { return target_; }
  /// The fields of a kind beside `apiVersion`, `kind`, `metadata` and `status`; those of the best version if `version` is not
  /// served; nullptr if the target lacks the kind.
  const Node* find(std::string_view kind, std::string_view version) const;

 private:
  struct Root {
    std::string_view kind;
    std::string_view version;
    std::size_t tree;
    bool best;
  };

  Target target_;
  std::vector<Root> roots_;
  std::vector<Node> trees_;  // one for all versions of a kind that do not differ
};

}  // namespace gw::gateway
