// `externalNodes` of an ApisixUpstream: names outside the cluster as Services.
#include <algorithm>
#include <numeric>

#include "apisix/keep.h"
#include "apisix/rule.h"
#include "kube/hosts.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

constexpr std::int64_t kDefaultWeight = 100;
constexpr std::int64_t kMaxWeight = 1000000;

std::int64_t default_port(std::string_view scheme) { return scheme == "https" || scheme == "grpcs" ? 443 : 80; }

/// A name for the Service that no Service of the input has.
std::string free_name(const kube::Object& upstream, std::size_t number, const Lowering& to) {
  std::string name(upstream.name);
  if (number > 0) name += fmt::format("-{}", number);
  while (to.bundle.find("", "Service", upstream.name_space, name) != nullptr) name += "-external";
  return name;
}

}  // namespace

std::vector<Node> external_nodes(const kube::Object& upstream, const Lowering& to) {
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
    Node node{std::string(name->value), {}, port ? port->value : default_port(scheme ? scheme->value : ""), weight ? weight->value : kDefaultWeight, item.at()};
    if (type && type->value != "Domain" && type->value != "Service") return {};
    if (type && type->value == "Domain") {
      if (!kube::host_fault(lower_case(node.service)).empty()) return {};
      node.external_name = lower_case(node.service);
      node.service = free_name(upstream, items.size() > 1 ? out.size() + 1 : 0, to);
    }
    out.push_back(std::move(node));
  }
  return out;
}

/// Weights are shares of the rule; those of nodes are shares of their ApisixUpstream.
void keep_upstreams(const std::vector<UpstreamShare>& shares, const RuleReader& reader) {
  std::int64_t common = 1;
  for (const UpstreamShare& share : shares) {
    const std::int64_t sum = std::accumulate(share.nodes.begin(), share.nodes.end(), std::int64_t{0}, [](std::int64_t total, const Node& node) { return total + node.weight; });
    if (share.nodes.size() > 1 && sum > 0 && common < kMaxWeight) common = std::lcm(common, sum);
  }
  std::vector<model::Backend>& backends = reader.rule.backends;
  for (model::Backend& backend : backends)
    if (backend.weight) *backend.weight *= common;
  for (const UpstreamShare& share : shares) {
    std::int64_t sum = 0;
    for (const Node& node : share.nodes) sum += node.weight;
    for (const Node& node : share.nodes) {
      const std::int64_t part = share.nodes.size() == 1 || sum == 0 ? share.weight * common : share.weight * common / sum * node.weight;
      backends.push_back({node.service, node.port, part, node.at});
    }
  }
  if (backends.size() == 1) {
    backends.front().weight.reset();
    return;
  }
  std::int64_t divisor = 0;
  std::int64_t most = 1;
  for (const model::Backend& backend : backends) {
    divisor = std::gcd(divisor, backend.weight.value_or(0));
    most = std::max(most, backend.weight.value_or(0));
  }
  if (common == 1) divisor = 1;  // as written
  for (model::Backend& backend : backends) {
    if (divisor > 1) *backend.weight /= divisor;
    if (most / std::max<std::int64_t>(divisor, 1) > kMaxWeight) *backend.weight = *backend.weight * kMaxWeight / (most / std::max<std::int64_t>(divisor, 1));
  }
}

}  // namespace gw::apisix
