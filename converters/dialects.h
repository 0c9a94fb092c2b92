/// The table of dialects: which kinds of object this tool reads, and the function that turns each into the route model.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>
#include <span>
#include <string_view>
#include <tuple>

#include "diag/sink.h"
#include "kube/bundle.h"
#include "model/route.h"
#include "yaml/nodes.h"

namespace gw {

namespace ingress {
struct Controller;
}

/// The object that the Gateway takes settings from, and what the user says about it.
struct GatewayParameters {
  std::string_view name{};        ///< as it is called in the output unless the input has one; empty: there is no such thing
  std::string_view name_space{};  ///< of the Gateway; empty: not chosen
  bool chosen = false;            ///< whether the user has chosen the name
  bool printed = false;
};

/// How APISIX chooses among routes: by host and then by path, or by path alone (conf/config.yaml, apisix.router.http).
enum class ApisixRouter : std::uint8_t { HostUri, Uri, UriWithParameter };

/// What the user says about the source system.
struct SourceOptions {
  std::string_view ingress_class{};        ///< the only one to convert; empty: every class
  std::string_view controller{};           ///< of all Ingresses; empty: as their classes say
  std::string_view default_certificate{};  ///< "namespace/name" of the Secret for hosts that name none
  bool hsts = true;                        ///< keep the header that ingress-nginx sends over HTTPS
  int nginx_version = 0;                   ///< of ingress-nginx: 109 is 1.9; 0: the newest
  int apisix_version = 0;                  ///< of APISIX's ingress controller, likewise
  ApisixRouter apisix_router = ApisixRouter::HostUri;
  std::string external_auth_since{};       ///< the releases with an `externalAuth` filter, if the target has none
  std::string client_certificates_since{}; ///< the releases whose Gateways can demand certificates of clients, if the target's cannot
  bool clients_by_gateway = false;         ///< these demand them of all their clients, so some hosts get one of their own
  bool listeners_apart = true;             ///< whether a route can be for one listener of a Gateway
  bool inline_secrets = false;             ///< settings that plugins take from Secrets are written into the plugins
  model::Keeps keeps{};                    ///< words of the source product that the target understands
  GatewayParameters parameters{};
};

/// What a kind's function needs besides the object itself.
struct Lowering {
  const kube::Bundle& bundle;
  model::Model& model;
  Sink& sink;
  SourceOptions options{};
  std::set<const kube::Object*> used{};  ///< objects that a route refers to
  std::set<std::pair<const kube::Object*, std::int64_t>> upstream_ports{};  ///< ports whose settings are in rules
  std::map<const kube::Object*, std::shared_ptr<const model::PluginSet>> plugin_sets{};  ///< those of `used` that are kept
  std::map<std::pair<std::string, std::string>, const void*> services{};  ///< names that are in use, and what for
  std::map<std::tuple<std::string, std::string, std::string>, std::string> subset_services{};  ///< by namespace, Service and subset
  std::map<std::pair<std::string, std::string>, std::string> services_of_subsets{};  ///< by namespace and name: the Service that they are of
  std::map<const kube::Object*, std::map<std::int64_t, const yaml::Node*>> port_entries{};  ///< settings of single ports, by ApisixUpstream
  std::set<const kube::Object*> upstreams_in_rules{};  ///< whose settings are in rules
  struct ServiceSettingsOf {
    std::size_t at = 0;        ///< in Model::service_settings
    std::string written;       ///< how it is spoken to: "upstream-scheme: https"; empty: nobody says
    std::set<Origin> objects;  ///< that say so
  };
  std::map<std::pair<std::string, std::string>, ServiceSettingsOf> of_ingresses{};  ///< by namespace and Service
  const kube::Object* class_parameters = nullptr;  ///< the GatewayProxy that an IngressClass of APISIX refers to
  std::optional<std::map<std::string, std::string>> consumer_names{};  ///< once they are needed, those of ApisixConsumers, as controllers 2.x have them, by every name that one has
  std::map<std::string, std::size_t> doors{};  ///< listeners of the Gateway for everything, by host
  std::size_t without_upgrade = 0;       ///< rules that refuse protocol upgrades in the source
  std::vector<const kube::Object*> left_out{};  ///< objects that were chosen, but belong to a class that is not converted
};

/// One kind of object of a dialect. Kinds are lowered in the order of the table, so that a later one finds the rules of
/// the earlier ones in the model.
struct Kind {
  std::string_view name;                       ///< "ApisixRoute"
  std::span<const std::string_view> versions;  ///< oldest first
  void (*lower)(const kube::Object&, Lowering&);  ///< or null, then `lower_all`
  std::string_view becomes;                    ///< for the manual: "HTTPRoute"
  bool may_guard;                              ///< whether it can restrict who reaches the routes of other objects
  void (*lower_all)(std::span<const kube::Object* const>, Lowering&) = nullptr;  ///< where one object changes another's meaning
};

/// Where a dialect changes bodies before anything is read: `nodes` outlive the bundle.
struct Preparation {
  kube::Bundle& bundle;
  yaml::Nodes& nodes;
  Sink& sink;
  const SourceOptions& options;
};

struct Dialect {
  std::string_view name;   ///< "apisix"
  std::span<const std::string_view> groups;  ///< "apisix.apache.org"
  std::string_view about;  ///< one line for `gwconvert list dialects`
  std::span<const Kind> kinds;
  std::string_view (*ingress_class)(const kube::Object&);  ///< the class that an object names; "" if none
  void (*finish)(Lowering&) = nullptr;  ///< or null; after the last object
  void (*prepare)(const Preparation&) = nullptr;  ///< or null; before the first one
};

std::span<const Dialect* const> dialects();

/// The controllers that serve Ingresses, whether this tool converts theirs or not.
std::span<const ingress::Controller> ingress_controllers();

/// A word of a source product, for `gwconvert list annotations` and `list plugins`.
struct WordRow {
  std::string name;
  std::string about;  ///< what it does, or when it counts; may be empty
};
/// The annotations that a controller reads whose Ingresses are converted, with their prefixes, by controller and then by name.
std::vector<WordRow> annotations();
/// The fields that are known of every kind and version, as `kind version field`; `*` behind a field means that all below it is free.
struct FieldRow {
  std::string_view kind;
  std::string_view version;
  std::string_view field;
};
std::vector<FieldRow> fields();
/// The plugins of APISIX by name.
std::vector<WordRow> plugins();

}  // namespace gw
