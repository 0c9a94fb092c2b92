/// What APISIX's plugins do to a request, as far as it shows in where the request ends.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "verify/answer.h"
#include "verify/backends.h"
#include "verify/condition.h"
#include "verify/request.h"
#include "yaml/view.h"

namespace gw::verify::apisix {

/// Enabled plugins by name; a later set replaces plugins of an earlier one (ApisixPluginConfig before the rule).
struct Plugin {
  yaml::View config{};
  // Of plugins that annotations and `authentication` make:
  std::map<std::string, std::string, std::less<>> settings{};
  std::map<std::string, std::vector<std::string>, std::less<>> lists{};
  HeaderChanges headers{};
};
using Plugins = std::map<std::string, Plugin, std::less<>>;

/// What annotations on methods make: APISIX answers others itself.
inline constexpr std::string_view kRefusedMethods = "methods that are refused";

/// Reads `plugins[]` of a rule or ApisixPluginConfig into `out`. Where `enable` is missing a plugin counts.
void read_plugins(const yaml::View& list, Plugins& out);

/// The plugins that annotations with APISIX's prefix make.
/// `version`: of the controller, 108 is 1.8; 0: the newest.
void plugins_of_annotations(const std::map<std::string, std::string, std::less<>>& annotations, int version, Plugins& out);

/// Where a route is: what names of Services are looked up in, and where a plugin sends what it does not send elsewhere.
struct Place {
  std::string_view name_space;
  const Backends& backends;
  std::vector<Share> usual{};
};

/// Changes `answer`, which forwards the request, as the plugins do.
void apply(const Plugins& plugins, const Request& request, const Place& place, Answer& answer);

}  // namespace gw::verify::apisix
