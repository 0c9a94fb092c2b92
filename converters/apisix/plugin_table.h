/// What every plugin of APISIX does, in a phrase, and whether a route without it would be open to more people.
#pragma once

#include <span>
#include <string_view>

namespace gw::apisix {

struct Plugin {
  std::string_view name;
  bool guards_access;
  std::string_view about;  ///< "limits the number of requests": completes "plugin `limit-count` …"
};

/// Sorted by name. From the plugins of APISIX 2.15 to 3.18.
std::span<const Plugin> plugins();
const Plugin* find_plugin(std::string_view name);

}  // namespace gw::apisix
