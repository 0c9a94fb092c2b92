/// What APISIX's plugins do to a request, as far as it shows in where the request ends.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "verify/answer.h"
#include "verify/backends.h"
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
void plugins_of_annotations(const std::map<std::string, std::string, std::less<>>& annotations, Plugins& out);

/// Changes `answer`, which forwards the request, as the plugins do. `name_space` is where names of Services are looked up.
void apply(const Plugins& plugins, const Request& request, std::string_view name_space, const Backends& backends, Answer& answer);

}  // namespace gw::verify::apisix
