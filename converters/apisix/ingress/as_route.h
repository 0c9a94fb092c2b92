/// An Ingress in the words of ApisixRoute and ApisixTls, as the controllers translate it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "apisix/ingress/annotations.h"
#include "apisix/ingress/plugins.h"
#include "apisix/rule.h"
#include "kube/object.h"
#include "yaml/nodes.h"

namespace gw::apisix {

/// The rules of one host of an Ingress.
struct HostRoute {
  std::string host;     ///< empty: any
  kube::Object object;  ///< an ApisixRoute, in the namespace of the Services
};

struct AsApisix {
  std::vector<HostRoute> routes;     ///< in the order of the hosts
  std::vector<kube::Object> tls;     ///< ApisixTls
  std::optional<MethodLimit> methods;
  BackendSettings settings;
  std::set<Origin> unresolved;       ///< entries whose port nobody knows: they have no backend, but may have a guard
};

/// `class_name`: of the Ingress. The nodes must outlive the result.
AsApisix as_apisix(Annotations& annotations, std::string_view class_name, bool keeps_plugins, Nodes& nodes);

}  // namespace gw::apisix
