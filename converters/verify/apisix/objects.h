/// ApisixRoutes, and what they refer to, as APISIX gets them: one route for each rule.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "kube/bundle.h"
#include "verify/apisix/expression.h"
#include "verify/apisix/plugins.h"
#include "verify/backends.h"
#include "verify/condition.h"
#include "verify/ingress/objects.h"

namespace gw::verify::apisix {

enum class Router : std::uint8_t { HostUri, Uri, UriWithParameter };

struct Settings {
  Router router = Router::HostUri;
  int version = 0;            ///< of the controller: 108 is 1.8; 0: the newest
  std::string class_name;     ///< read this class only; empty: all
  bool one() const { return version != 0 && version < 200; }
};

/// One pattern of a path (spec/apisix §2.2).
struct Uri {
  std::string written;
  std::string key;       ///< what stands before the first `*` or parameter: the place in the tree
  bool exact = false;
  std::optional<Regex> check;  ///< of the whole path, where elements are variable

  Uri(std::string_view text, Router router);
  bool matches(std::string_view path) const;
};

struct Route {
  Rule rule;
  std::string name_space;
  std::string id;
  std::vector<std::string> hosts;  ///< lower case; empty: any
  std::vector<Uri> uris;
  Conditions conditions;           ///< methods, addresses, vars, filter_func
  std::int64_t priority = 0;
  Plugins plugins;
  std::vector<Share> shares;
  std::vector<Share> usual;        ///< where a plugin sends what it does not send elsewhere
  std::function<void(const Request&, Answer&)> filters{};  ///< of the Gateway API, for routes made of its objects
  int without_backend = 503;
  std::vector<std::string> hosts_of_backends;  ///< what each is asked for; empty: the host of the request
  std::string host;                ///< for backends; empty: that of the request
  std::vector<Conditions> looked_at;  ///< what plugins tell apart besides
};

/// A certificate: the names that it serves, and what clients have to show.
struct Certificate {
  std::vector<std::string> hosts;
  bool client = false;
  Rule rule{};  ///< who names it
};

struct Objects {
  std::vector<Route> routes;
  std::vector<Certificate> certificates;
  Plugins global;
  std::vector<std::string> not_read;  ///< what is not compared, in phrases
};

/// Ingresses are routes as well, one for each path.
void read_ingresses(const kube::Bundle& input, const std::vector<ingress::Ingress>& ingresses, const Settings& settings, const Backends& backends, Sink& sink, Objects& out);

/// Adds the plugins of an ApisixPluginConfig; one that is not in the input may do anything.
void add_plugin_config(const kube::Bundle& input, std::string_view name_space, const std::string& name, Sink& sink, Route& out);

/// The host that all backends are asked for.
std::string common_host(const std::vector<std::string>& hosts);

/// Views of the input stay in the result, and `sink` with them.
Objects read_objects(const kube::Bundle& input, const Settings& settings, const Backends& backends, Sink& sink);

}  // namespace gw::verify::apisix
