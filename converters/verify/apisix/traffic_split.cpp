#include "verify/apisix/traffic_split.h"

#include <fmt/format.h>

#include <algorithm>

#include "verify/apisix/expression.h"
#include "verify/words.h"

namespace gw::verify::apisix {
namespace {

/// The sets of conditions of which a request must hold one to be taken by a rule; none: it takes every request.
std::vector<Conditions> matches_of(const yaml::View& rule) {
  std::vector<Conditions> out;
  for (const yaml::View& match : rule.get("match").items()) {
    Conditions& all = out.emplace_back();
    for (const yaml::View& one : match.get("vars").items()) all.push_back(read_variable(one));
  }
  return out;
}

/// An entry of `weighted_upstreams`; one without an upstream stands for that of the route.
Upstream read_share(const yaml::View& entry, const Place& place) {
  Upstream out{number_in(Config::scalar(entry.get("weight")), 1), {}};
  const auto add = [&](const std::string& node, const std::string& weight) {
    out.nodes.push_back({place.backends.of_url(place.name_space, node), number_in(weight, 1)});
  };
  const yaml::View upstream = entry.get("upstream");
  const yaml::View nodes = upstream.get("nodes");
  if (nodes && nodes.node().is_map())
    for (const auto& [name, value] : nodes.members()) add(std::string(name.value), Config::scalar(value));
  for (const yaml::View& node : nodes.items()) add(fmt::format("{}:{}", Config::scalar(node.get("host")), Config::scalar(node.get("port"))), Config::scalar(node.get("weight")));
  if (out.nodes.size() == 1) out.nodes.front().weight = 1;
  if (!upstream && entry.has("upstream_id")) out.nodes = {{"upstream " + Config::scalar(entry.get("upstream_id")), 1}};
  else if (!upstream) out.nodes = place.usual;
  return out;
}

}  // namespace

void split(const Config& config, const Request& request, const Place& place, Answer& answer) {
  std::vector<Upstream> out;
  for (const yaml::View& rule : config.view("rules").items()) {
    const std::vector<Conditions> matches = matches_of(rule);
    const auto holds = [&](const Conditions& all) { return first_failing(all, request) == nullptr; };
    if (!matches.empty() && std::ranges::none_of(matches, holds)) continue;
    for (const yaml::View& one : rule.get("weighted_upstreams").items()) out.push_back(read_share(one, place));
    break;
  }
  // Without a rule for the request it goes to the route's own upstream.
  answer.shares = out.empty() ? place.usual : spread(out);
}

std::vector<Conditions> split_conditions(const Plugins& plugins) {
  std::vector<Conditions> out;
  const auto found = plugins.find("traffic-split");
  if (found == plugins.end() || disabled(found->second)) return out;
  for (const yaml::View& rule : Config(found->second).view("rules").items())
    for (Conditions& all : matches_of(rule)) out.push_back(std::move(all));
  return out;
}

}  // namespace gw::verify::apisix
