// ApisixRoute: the object around the rules, in its six versions.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "apisix/ingress/annotations.h"
#include "apisix/kinds.h"
#include "apisix/rule.h"
#include "kube/services.h"
#include "source/words.h"

namespace gw::apisix {

void Mistakes::withhold(model::Withheld& withheld) const {
  const auto is_mistake = [](const Finding& f) { return f.code >= Code::unknown_field && f.code <= Code::value_not_allowed; };
  if (std::ranges::any_of(sink_.findings_after(before_), is_mistake))
    withheld = std::max(withheld, model::Withheld::Omitted);
}

namespace {

constexpr std::int64_t kMaxPriority = 2147483647;  // int in the controllers, 32 bits in every schema of APISIX

/// Implementations pass upgrades on, but the controllers that take our plugins ask the port of the Service.
void report_websocket(From<bool> websocket, const kube::Object& object, const model::Rule& rule, Lowering& to) {
  if (!to.options.keeps.plugins) {
    to.sink.report<Code::websocket_implicit>(websocket.at, "implementations pass upgrades on");
    return;
  }
  for (const model::Backend& backend : rule.backends) {
    if (kube::app_protocol(to.bundle, object.name_space, source_service(backend, object.name_space, to), backend.port).starts_with("kubernetes.io/ws"))
      to.sink.report<Code::websocket_implicit>(websocket.at, fmt::format("the port of Service `{}` says it", backend.service));
    else
      to.sink.report<Code::websocket_of_service>(websocket.at, backend.port, backend.service);
  }
}

/// A header that the rule changes before the plugin looks at it (proxy-rewrite runs in the rewrite phase, traffic-split after it).
bool looks_at_changed_header(const Fork& fork, const model::Rule& rule) {
  if (rule.filters == nullptr) return false;
  const auto changes = [&](const std::string& name) {
    const std::string folded = lower_case(name);
    const auto same = [&](const auto& other) { return lower_case(other) == folded; };
    const auto same_header = [&](const model::Header& header) { return same(header.name); };
    const model::Filters& filters = *rule.filters;
    return std::ranges::any_of(filters.request_set, same_header) || std::ranges::any_of(filters.request_add, same_header) || std::ranges::any_of(filters.request_remove, same);
  };
  return std::ranges::any_of(fork.conditions, [&](const model::Condition& c) { return c.subject == model::Condition::Subject::Header && changes(c.name); });
}

/// The rules for requests that a plugin sends elsewhere. Each wins over the next, and over `rule`.
std::vector<model::Rule> forks_of(const model::Rule& rule, std::vector<Fork>& forks, const RuleReader& reader) {
  std::vector<model::Rule> out;
  out.reserve(forks.size());
  if (!forks.empty() && rule.filters && rule.filters->redirect) {
    reader.sink().report<Code::field_without_effect>(forks.front().conditions.front().at, "traffic-split", "because every request is redirected");
    return out;
  }
  for (Fork& fork : forks) {
    if (looks_at_changed_header(fork, rule)) {
      reader.sink().report<Code::plugin_not_expressible>(fork.conditions.front().at, "vars", "traffic-split", "it looks at a header that the rule changes before");
      reader.withhold(Code::plugin_not_expressible, model::Withheld::Omitted);
    }
    model::Rule& one = out.emplace_back(rule);
    one.backends = fork.backends;
    one.conditions.insert(one.conditions.end(), fork.conditions.begin(), fork.conditions.end());
    const auto before = static_cast<std::int64_t>(forks.size() - out.size() + 1);
    for (model::Path& path : one.paths) path.rank.order.back() += before;
    const RuleReader own{reader.object, reader.to, one, reader.seen, &fork.upstreams, nullptr, reader.settings};
    fold_conditions(own);
    apply_upstreams(own);
  }
  return out;
}

/// What one entry becomes, in the order in which the rules are tried.
std::vector<model::Rule> read_rule(const yaml::View& http, const kube::Object& object, Lowering& to, Apart& apart, const BackendSettings* settings) {
  std::vector<Fork> forks;
  model::Rule rule;
  rule.at = http.at();
  std::unordered_set<std::string> seen;
  Upstreams upstreams;
  const RuleReader reader{object, to, rule, seen, &upstreams, &apart, settings, &forks};
  const Mistakes mistakes(to.sink);
  rule.priority = http.integer("priority", -kMaxPriority - 1, kMaxPriority);
  const yaml::View match = http.map("match");
  if (match)
    read_match(match, reader);
  else if (!http.has("match"))
    to.sink.report<Code::missing_field>(http.at(), "match", "");
  read_backends(http, reader);
  read_timeout(http.map("timeout"), reader);
  read_plugins(http.list("plugins"), reader);
  read_plugin_config(http, reader);
  read_authentication(http.map("authentication"), reader);
  std::vector<model::Rule> out = forks_of(rule, forks, reader);
  apply_upstreams(reader);
  const auto websocket = http.boolean("websocket");
  if (websocket && websocket->value)
    report_websocket(*websocket, object, rule, to);
  else
    ++to.without_upgrade;
  out.push_back(std::move(rule));
  for (model::Rule& one : out) mistakes.withhold(one.withheld);
  return out;
}

/// One rule for each group of paths with its rewrite.
void add_apart(const model::Rule& rule, const Apart& apart, std::vector<model::Rule>& out) {
  for (const PathsApart& group : apart.paths) {
    model::Rule& one = out.emplace_back(rule);
    if (const std::ptrdiff_t before = &group - apart.paths.data(); before > 0 && !rule.name.empty()) one.name += fmt::format("-{}", before + 1);
    one.paths.clear();
    for (const std::size_t number : group.paths) one.paths.push_back(rule.paths[number]);
    model::Filters filters = rule.filters ? *rule.filters : model::Filters();
    if (!stays(group.to, one.paths.front())) filters.rewrite = From<model::PathRewrite>{group.to.rewrite, apart.at};
    one.filters = std::make_shared<const model::Filters>(std::move(filters));
  }
}

/// A rule for some hosts and for any host besides is two: for its own hosts it has another rank.
void split_any_host(std::vector<model::Rule>& rules) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!rules[i].any_host_written || rules[i].hosts.empty()) continue;
    model::Rule any = rules[i];
    rules[i].any_host_written = false;
    any.hosts.clear();
    any.suffix_hosts.clear();
    if (!any.name.empty()) any.name += "-any";
    rules.insert(rules.begin() + static_cast<std::ptrdiff_t>(++i), std::move(any));
  }
}

/// Annotations in APISIX's name space. Only controllers for v1 read some of them on an ApisixRoute, which then has read them.
bool read_own_annotation(const kube::Pair& pair, const kube::Object& object, Lowering& to, model::Route& route) {
  if (!pair.key.starts_with(kIngressOwner.prefix) && pair.key != "kubernetes.io/ingress.class") return false;
  if (object.version != "v1") to.sink.report<Code::class_annotation_ignored>(pair.value.at, pair.key);
  else if (pair.key.ends_with("/ingress.class")) route.ingress_class = pair.value.value;
  return true;
}

void read_metadata(const yaml::View& body, const kube::Object& object, Lowering& to, model::Route& route) {
  const auto keep = [](const kube::Pair& pair) {
    return From<std::pair<std::string, std::string>>{{std::string(pair.key), std::string(pair.value.value)}, pair.value.at};
  };
  for (const kube::Pair& pair : kube::legal_labels(body, to.sink)) route.labels.push_back(keep(pair));
  for (const kube::Pair& pair : kube::metadata_pairs(body, "annotations"))
    if (!read_own_annotation(pair, object, to, route)) route.annotations.push_back(keep(pair));
}

}  // namespace

void read_http(const yaml::View& spec, const kube::Object& object, Lowering& to, model::Route& route, const BackendSettings* settings) {
  std::unordered_set<std::string_view> names;
  bool rejected = false;
  const yaml::Items rules = spec.list("http").items();
  route.rules.reserve(rules.size());
  for (const yaml::View& http : rules) {
    if (!http.as_map()) continue;
    const auto name = http.text("name");
    if (name && !name->value.empty() && !names.insert(name->value).second) {
      to.sink.report<Code::duplicate_rule_name>(name->at, name->value);
      rejected = rejected || !to.sink.accepts(Code::duplicate_rule_name);
    }
    Apart apart;
    std::vector<model::Rule> read = read_rule(http, object, to, apart, settings);
    const bool redirects = read.back().filters && read.back().filters->redirect;
    if (redirects && !apart.paths.empty()) to.sink.report<Code::field_without_effect>(apart.at, "regex_uri", "because every request is redirected");
    for (std::size_t i = 0; i < read.size(); ++i) {
      model::Rule& rule = read[i];
      if (name && !name->value.empty()) rule.name = i + 1 == read.size() ? std::string(name->value) : fmt::format("{}-match{}", name->value, i == 0 ? "" : fmt::format("-{}", i + 1));
      if (apart.paths.empty() || redirects) route.rules.push_back(std::move(rule));
      else add_apart(rule, apart, route.rules);
    }
  }
  split_any_host(route.rules);
  if (rejected)  // nothing of the object is served
    for (model::Rule& rule : route.rules) rule.withheld = std::max(rule.withheld, model::Withheld::Omitted);
}

void lower_route(const kube::Object& object, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  model::Route route;
  route.product = "APISIX";
  route.name_space = object.name_space;
  route.name = object.name;
  route.at = object.at();
  const yaml::View spec = body.map("spec");
  if (!spec) {
    if (!body.has("spec")) to.sink.report<Code::missing_field>(object.at(), "spec", "");
    body.mark_all_read();
    return;
  }
  if (const auto name = spec.text("ingressClassName")) route.ingress_class = std::string(name->value);
  read_http(spec, object, to, route);
  if (object.version == "v1") read_v1(spec, object, to, route);
  const std::size_t streams = to.model.streams.size();
  read_streams(spec, object, to);
  read_metadata(body, object, to, route);
  for (std::size_t i = streams; i < to.model.streams.size(); ++i) to.model.streams[i].metadata = {route.labels, route.annotations};
  to.model.routes.push_back(std::move(route));
}

}  // namespace gw::apisix
