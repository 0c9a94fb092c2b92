/// What is carried over in APISIX's own words, for a target that understands them.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "dialects.h"
#include "kube/object.h"
#include "model/native.h"
#include "model/backend.h"
#include "yaml/view.h"

namespace gw::apisix {

/// An entry of a list of plugins that is in force; nothing if the target cannot take it as it is.
std::optional<model::Plugin> kept_plugin(const yaml::View& entry);
/// Adds a plugin behind the others. One of the same name counts instead of them, which is what the controllers do.
void add_plugin(model::Plugin plugin, std::vector<model::Plugin>& plugins, Sink& sink);

/// Names of consumers in a plugin, as controllers 2.x write them; reports those that are not certain (GW1417).
void rename_consumers(model::Plugin& plugin, Lowering& to);

/// The plugins of an ApisixPluginConfig, read once; null if the target takes none.
std::shared_ptr<const model::PluginSet> kept_plugin_set(const kube::Object& config, Lowering& to);

/// The backends that an ApisixUpstream with external nodes stands for.
struct Node {
  std::string service;
  std::string external_name;  ///< empty: the Service is there already
  std::int64_t port = 0;
  std::int64_t weight = 0;
  Origin at;
  std::shared_ptr<const model::Grpc> grpc{};
};
/// `name`, with `-external` or the like at its end while something else has it: a Service that the input has or refers to, an
/// ApisixUpstream, or one of our own for another `owner`. It is the same each time.
std::string free_service_name(std::string name, std::string_view ending, const void* owner, const kube::Object& upstream, Lowering& to);
/// Nothing if it has no nodes, or none that a Service can stand for.
std::vector<Node> external_nodes(const kube::Object& upstream, Lowering& to);

/// Writes Services for the nodes of an ApisixUpstream that a rule uses; reports nodes that no Service can stand for.
std::vector<Node> write_nodes(const kube::Object& upstream, const model::Metadata& metadata, Lowering& to);

/// Reads `subsets` of an ApisixUpstream: those that a rule uses have become Services, and the others are reported.
void report_unused_subsets(const yaml::View& spec, const kube::Object& upstream, const Lowering& to);

/// Whether the `spec` of an ApisixUpstream sets something for every port.
bool has_settings(const yaml::View& spec);

/// `spec` of an ApisixUpstream, or one of its `portLevelSettings`, as settings for a Service. Reports what is not kept.
void keep_settings(const yaml::View& spec, const kube::Object& upstream, std::string_view port_name, Lowering& to);

/// Labels and annotations, and the ingress class, which is counted.
model::Metadata kept_metadata(const kube::Object& object, Lowering& to);

/// Whether an ApisixConsumer could be carried over as a whole.
bool keep_consumer(const kube::Object& object, Lowering& to);

/// Milliseconds of a Go duration such as `1h30m0.5s`; nothing if it is none.
std::optional<std::int64_t> milliseconds(std::string_view text);

}  // namespace gw::apisix
