/// The plugins that annotations of an Ingress stand for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apisix/ingress/annotations.h"
#include "yaml/nodes.h"

namespace gw::apisix {

using yaml::Members;
using yaml::Nodes;

/// Methods that are answered with 405, or all others are.
struct MethodLimit {
  std::vector<std::string_view> methods;  ///< of those that a match can name
  bool allow = false;                     ///< these are served; else they are refused
  bool complete = true;                   ///< false: others are refused that no match can name
  Origin at;
};

/// What the annotations say, in the words of an ApisixRoute.
struct IngressPlugins {
  std::vector<yaml::Node> entries;       ///< of `plugins`
  std::optional<MethodLimit> methods;    ///< where they are no plugin
};

/// Makes entries of `plugins` as the controllers make plugins. `keeps`: the target takes plugins as they are.
IngressPlugins plugins_of(Annotations& annotations, Nodes& nodes, bool keeps);

}  // namespace gw::apisix
