/// Who may refer to objects of other namespaces: ReferenceGrants.
#pragma once

#include <map>
#include <set>
#include <string_view>

#include "diag/sink.h"
#include "gateway/http_route.h"
#include "gateway/infrastructure.h"
#include "gateway/plan.h"

namespace gw::gateway {

/// What is referred to from where, gathered before anything is written.
class Grants {
 public:
  /// An object of `kind` in namespace `from` refers to `name`, a `target_kind` of the core group in namespace `to`.
  void add(std::string_view kind, std::string_view from, std::string_view target_kind, std::string_view to, std::string_view name);
  /// One ReferenceGrant for each kind and pair of namespaces, or several if one does not hold all names.
  void write(const Settings& settings, const Emit& emit) const;

 private:
  std::map<Grant, std::set<std::string_view>> names_;
};

/// Whether the target has ReferenceGrants.
bool has_grants(const Settings& settings);

/// Reports backends and mirrors in other namespaces that the rule cannot be allowed to reach (GW1325, GW1326), and keeps it, or
/// the mirror, from being printed.
void check_reach(Plan& plan, const Settings& settings, Sink& sink);

/// Writes the grants that printed rules need.
void write_route_grants(const std::vector<Plan>& plans, const Settings& settings, const Emit& emit);

}  // namespace gw::gateway
