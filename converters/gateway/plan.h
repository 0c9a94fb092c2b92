/// What a rule becomes, decided step by step before anything is written.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/index.h"
#include "gateway/releases.h"
#include "model/route.h"

namespace gw::gateway {

struct Implementation;

/// What the user chose, as far as it concerns the output.
struct Settings {
  Target target;
  const Implementation* implementation = nullptr;  ///< null: none in particular
  std::string api_version;  ///< empty: the best one that the target serves
  std::string gateway_class;
  std::string controller_name;  ///< empty: not known
  std::string gateway;  ///< empty: named after the ingress class
  std::string gateway_namespace;
  std::string gateway_parameters;  ///< empty: what the implementation usually calls them
  bool plain_path_is_prefix = false;
  bool route_per_resource = false;
  bool approximate_timeouts = false;
  bool regex_paths = true;
  bool annotate = false;
};

enum class PathType : std::uint8_t { Exact, PathPrefix, RegularExpression };

struct PathOut {
  PathType type = PathType::Exact;
  std::string value;
  const model::Path* from = nullptr;
};

/// One exact or regular-expression match on a header or query parameter.
struct ValueMatch {
  std::string name;
  std::string value;
  bool regex = false;
  Origin at;
  bool secret = false;  ///< no report may show the value
};

struct Plan {
  RuleRef ref;
  std::vector<PathOut> paths;
  std::vector<std::string> methods;
  std::vector<std::vector<ValueMatch>> headers;  ///< one list of alternatives per header
  std::vector<std::vector<ValueMatch>> query;    ///< one list of alternatives per parameter
  std::vector<const model::Path*> shadowed;      ///< paths that another rule always wins, by address
  std::vector<std::string> hosts;                ///< instead of the rule's own, for a repeated rule
  /// Negative conditions that a sibling implies, if it turns out to be printed and more specific.
  std::vector<std::pair<const model::Condition*, const model::Rule*>> implied{};
  std::vector<const model::Condition*> kept{};   ///< conditions that a kind of the implementation's own holds
  std::optional<std::int64_t> priority{};        ///< likewise
  std::vector<std::string> references{};         ///< names of objects of the implementation's own that its filters refer to
  bool methods_count = true;  ///< whether the release prefers matches with a method
  bool grpc = false;     ///< becomes a rule of a GRPCRoute
  bool printed = true;
  bool dead = false;    ///< no request meets it
  bool filtered = true;  ///< false: its rewrite or redirect is left out, on record
  bool any_origin = true;  ///< false: its CORS filter is left out, since the target does not know any origin
  bool mirrored = true;  ///< false: its mirror is left out, since it is in another namespace
  bool denies = false;  ///< printed without a backend, so that no other rule takes requests whose access was guarded

  bool is_shadowed(const model::Path& path) const { return std::ranges::binary_search(shadowed, &path, std::less{}); }

  /// Whether something of its own refers to its route, which therefore holds no other rule.
  bool stands_alone() const { return !kept.empty() || priority.has_value(); }

  /// How specific the Gateway API finds its matches beyond the path: a method first (since v0.7.1), then headers, then query parameters.
  std::array<std::size_t, 3> specificity() const { return {methods.empty() || !methods_count ? 0U : 1U, headers.size(), query.size()}; }
};

std::string_view word(PathType type);

}  // namespace gw::gateway
