// `externalNodes` of an ApisixUpstream: names outside the cluster as Services.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "apisix/keep.h"
#include "apisix/rule.h"
#include "kube/hosts.h"
#include "source/words.h"
#include "yaml/view.h"

namespace gw::apisix {
namespace {

constexpr int kMostTried = 1000;  // factors that might make every share a whole number

std::int64_t default_port(std::string_view scheme) { return scheme == "https" || scheme == "grpcs" ? 443 : 80; }

/// Takes note of every name that a Service of the input has or a rule refers to.
void note_names(Lowering& to) {
  if (!to.services.empty()) return;
  to.services.emplace(std::pair("", ""), nullptr);
  for (const kube::Object& object : to.bundle.objects()) {
    if (object.kind == "Service" && object.group.empty()) to.services.emplace(std::pair(object.name_space, object.name), nullptr);
    const auto note = [&](std::string_view name) { to.services.emplace(std::pair(object.name_space, name), nullptr); };
    if (object.kind == "ApisixRoute" || object.kind == "Ingress") yaml::for_each_named(*object.root, "serviceName", note);
    if (object.kind == "Ingress") yaml::for_each_named(*object.root, "name", note);
  }
}

/// The smallest whole numbers in the proportion of `parts`, or the nearest that a weight can be; what has a share keeps one.
void set_weights(const std::vector<long double>& parts, std::vector<model::Backend>& backends) {
  long double most = 0;
  for (const long double part : parts) most = std::max(most, part);
  if (most <= 0) most = 1;
  const auto fits = [&](long double factor) {
    return std::ranges::all_of(parts, [&](long double part) { return std::abs(part * factor - std::round(part * factor)) < 1e-9L * std::max(1.0L, part * factor); });
  };
  long double factor = static_cast<long double>(kMaxWeight) / most;
  for (int tried = 1; tried <= kMostTried && static_cast<long double>(tried) <= factor; ++tried)
    if (fits(static_cast<long double>(tried))) {
      factor = static_cast<long double>(tried);
      break;
    }
  std::int64_t divisor = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    backends[i].weight = parts[i] <= 0 ? 0 : std::max<std::int64_t>(1, std::llround(parts[i] * factor));
    divisor = std::gcd(divisor, *backends[i].weight);
  }
  if (divisor > 1)
    for (model::Backend& backend : backends) *backend.weight /= divisor;
}

}  // namespace

std::string free_service_name(std::string name, std::string_view ending, const void* owner, const kube::Object& upstream, Lowering& to) {
  note_names(to);
  // An ApisixUpstream of this name has settings of its own for a Service of this name.
  const auto is_taken = [&] {
    const kube::Object* other = to.bundle.find(upstream.group, "ApisixUpstream", upstream.name_space, name);
    return (other != nullptr && other != &upstream) || to.services.try_emplace({std::string(upstream.name_space), name}, owner).first->second != owner;
  };
  while (is_taken()) name += ending;
  return name;
}

std::vector<Node> external_nodes(const kube::Object& upstream, Lowering& to) {
  Sink unused;
  const yaml::View spec = upstream.view(unused).map("spec");
  if (!spec) return {};
  const yaml::Items items = spec.list("externalNodes").items();
  const auto scheme = spec.text("scheme");
  std::vector<Node> out;
  for (const yaml::View& item : items) {
    if (!item.node().is_map()) return {};
    const auto name = item.text("name");
    const auto type = item.text("type");
    if (!name || name->value.empty()) return {};
    const auto port = item.integer("port", 1, 65535);
    const auto weight = item.integer("weight", 0, kMaxWeight);
    if ((item.has("port") && !port) || (item.has("weight") && !weight)) return {};
    Node node{std::string(name->value), {}, port ? port->value : default_port(scheme ? scheme->value : ""), weight ? weight->value : kDefaultWeight, item.at()};
    if (type && type->value != "Domain" && type->value != "Service") return {};
    if (type && type->value == "Domain") {
      if (!kube::host_fault(lower_case(node.service)).empty()) return {};
      node.external_name = lower_case(node.service);
      const std::string number = items.size() > 1 ? fmt::format("-{}", out.size() + 1) : std::string();
      node.service = free_service_name(std::string(upstream.name) + number, "-external", &upstream, upstream, to);
    }
    out.push_back(std::move(node));
  }
  return out;
}

std::vector<Node> write_nodes(const kube::Object& upstream, const model::Metadata& metadata, Lowering& to) {
  std::vector<Node> nodes = external_nodes(upstream, to);
  const yaml::View spec = upstream.view(to.sink).map("spec");
  if (const yaml::View written = spec.list("externalNodes")) {
    if (nodes.empty()) to.sink.report<Code::upstream_setting_not_kept>(written.at(), "externalNodes", upstream.name, "a node is no name that a Service can stand for");
    written.mark_all_read();
  }
  for (const Node& node : nodes) {
    if (node.external_name.empty() || (!to.options.keeps.service_settings && !to.used.contains(&upstream))) {
      if (!to.used.contains(&upstream)) to.sink.report<Code::field_without_effect>(node.at, node.external_name.empty() ? node.service : node.external_name, "as a node: no converted rule names the ApisixUpstream in `upstreams`");
      continue;
    }
    to.sink.report<Code::external_service>(node.at, node.external_name, node.service);
    to.model.external_services.push_back({std::string(upstream.name_space), node.service, node.external_name, metadata, node.at});
  }
  return nodes;
}

/// Weights are shares of the rule; those of nodes are shares of their ApisixUpstream.
void keep_upstreams(const std::vector<UpstreamShare>& shares, const RuleReader& reader) {
  std::vector<model::Backend>& backends = reader.rule.backends;
  std::vector<long double> parts;
  bool split = false;
  for (const model::Backend& backend : backends) parts.push_back(static_cast<long double>(backend.weight.value_or(kDefaultWeight)));
  for (const UpstreamShare& share : shares) {
    std::int64_t sum = 0;
    for (const Node& node : share.nodes) sum += node.weight;
    split = split || share.nodes.size() > 1;
    for (const Node& node : share.nodes) {
      const long double part = share.nodes.size() == 1 ? 1 : sum == 0 ? 0 : static_cast<long double>(node.weight) / static_cast<long double>(sum);
      parts.push_back(static_cast<long double>(share.weight) * part);
      backends.push_back({node.service, node.port, share.weight, node.at});
      backends.back().set_grpc(node.grpc);
    }
  }
  if (backends.size() == 1) {
    backends.front().weight.reset();
    return;
  }
  if (split) set_weights(parts, backends);
}

}  // namespace gw::apisix
