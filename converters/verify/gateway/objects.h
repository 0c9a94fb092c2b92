/// Gateway API manifests as plain values, whoever wrote them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "kube/bundle.h"
#include "verify/answer.h"
#include "verify/backends.h"
#include "verify/condition.h"

namespace gw::verify::gateway {

constexpr std::string_view kGroup = "gateway.networking.k8s.io";
constexpr std::int64_t kMostPort = 65535;

struct Listener {
  std::string parent_kind;  ///< Gateway or a kind of listener sets
  std::string name_space;
  std::string parent;
  std::string name;
  std::string protocol;
  std::string gateway;      ///< "namespace/name" of the Gateway, whoever the parent is
  std::string created;      ///< when the parent was, if it says so
  std::int64_t port = 0;    ///< 0: none is named
  std::vector<int> reached_at;  ///< the ports that clients call for it
  std::string hostname;     ///< empty: any
  bool passthrough = false;
  bool has_certificate = false;
  std::set<std::string> kinds;           ///< of routes; empty: those of the protocol
  bool all_namespaces = false;
  std::set<std::string> namespaces;      ///< that may attach, if not all
  std::string client_guard;              ///< what clients have to show; empty: nothing
};

struct PathChange {
  enum class Kind : std::uint8_t { None, Full, Prefix } kind = Kind::None;
  std::string text;
};

struct Redirect {
  std::string scheme;
  std::string hostname;
  std::int64_t port = 0;
  int status = 302;
  PathChange path;
};

/// What the filters of a rule or backend say together, in their order.
struct Filters {
  HeaderChanges request_headers;
  HeaderChanges response_headers;
  std::optional<Redirect> redirect;
  std::string hostname;
  PathChange path;
  std::vector<std::string> mirrors;
  std::string cors;
  std::vector<std::string> guards;
  std::vector<std::string> extensions;  ///< "PluginConfig left": kinds of the implementation's own
  std::vector<std::string> unknown;     ///< types that the Gateway API does not have: requests are refused
};

struct Match {
  Pattern path;
  Conditions conditions;
  bool method = false;
  std::size_t headers = 0;
  std::size_t parameters = 0;
};

struct Backend {
  std::string name;  ///< as `Backends` calls it, or "500"
  std::string service;  ///< "web/shop", for policies
  std::uint64_t weight = 1;
  Filters filters;
};

struct RouteRule {
  Rule rule;
  std::string name;  ///< for policies; mostly empty
  std::vector<Match> matches;
  Filters filters;
  std::vector<Backend> backends;
};

struct Parent {
  std::string kind;
  std::string name_space;
  std::string name;
  std::string section;
  std::int64_t port = 0;
};

struct Route {
  std::string kind;
  std::string name_space;
  std::string name;
  std::string created;  ///< empty: as all others
  std::vector<std::string> hostnames;
  std::vector<Parent> parents;
  std::vector<RouteRule> rules;
};

struct Objects {
  std::vector<Listener> listeners;
  std::vector<Route> routes;
  std::vector<std::string> not_read;  ///< kinds that are not compared, in phrases
};


class Grants;

/// The places in the input behind an object of the manifests.
struct MadeFrom {
  std::vector<std::vector<Origin>> rules;  ///< of a route, one list each
  std::shared_ptr<const std::vector<Origin>> objects;
};

/// Reads Gateways, listener sets, HTTPRoutes and GRPCRoutes. `input` has the Secrets that listeners refer to; `published` the
/// port of a listener for each port that clients call, where the two differ.
Objects read_objects(const kube::Bundle& manifests, const kube::Bundle& input, const Backends& backends, const std::map<int, int>& published, const std::map<const kube::Object*, MadeFrom>& made_from);

/// Reads `filters` of a rule or backend.
Filters read_filters(const yaml::View& filters, const kube::Object& route, const Backends& backends, const Grants& grants);

}  // namespace gw::verify::gateway
