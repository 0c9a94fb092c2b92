/// Names for the objects we create: legal, legible, stable, and never the same for two sources.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/route.h"

namespace gw::gateway {

/// `text` as a DNS subdomain (RFC 1123, at most 253 characters): lower case, other characters become `-`.
std::string dns_name(std::string_view text);

/// An object of the input, whose name no other of its kind may get.
struct ObjectName {
  std::string kind, name_space, name;
};
using ObjectNames = std::vector<ObjectName>;

/// The names of the HTTPRoutes and GRPCRoutes of one run, by namespace.
class Names {
 public:
  /// Counts the rule names of all routes, so that a name that is unique in its namespace can stand alone.
  explicit Names(const std::vector<model::Route>& routes = {});

  /// The name for a rule: its own if no other rule of the namespace has it, else `<object>-<rule>`; a rule without a name
  /// gets `<object>`, or `<object>-<number>` if there are several.
  std::string wanted(const model::Route& route, const model::Rule& rule) const;

  /// The name for a route of a host: that of the host, with the class behind it if several classes have the host.
  std::string wanted(const model::Route& route) const;

  /// Reserves `wanted` made legal; nothing if that is taken.
  std::optional<std::string> take(std::string_view name_space, std::string_view wanted);
  /// Reserves the same with a hash of `identity` behind it.
  std::string take_other(std::string_view name_space, std::string_view wanted, std::string_view identity);

 private:
  std::unordered_map<std::string, std::size_t> uses_;    ///< of rules
  std::unordered_map<std::string, std::size_t> routes_;  ///< of hosts
  std::unordered_set<std::string> taken_;
};

}  // namespace gw::gateway
