// traffic-split: shares of the requests for other backends (apisix/plugins/traffic-split.lua).
#include <algorithm>
#include <array>
#include <span>

#include "apisix/filters/filters.h"
#include "http/url.h"

namespace gw::apisix {
namespace {

constexpr std::int64_t kDefaultShare = 1;  // of the plugin; that of the ApisixRoute is 100
constexpr auto kPlain = std::to_array<std::string_view>({"name", "type", "nodes", "scheme"});

/// `NAME.NAMESPACE.svc`, or `NAME.NAMESPACE` if there is such a Service: other names with one dot are of the internet.
std::optional<http::ServiceName> service_of(std::string_view node, const PluginReader& plugin) {
  if (auto full = http::parse_service(node)) return full;
  const std::size_t dot = node.find('.');
  const std::size_t end = std::min(node.find(':'), node.size());
  if (dot >= end) return std::nullopt;
  const bool known = plugin.rule.to.bundle.find("", "Service", node.substr(dot + 1, end - dot - 1), node.substr(0, dot)) != nullptr;
  return known ? http::parse_service(std::string(node.substr(0, end)).append(".svc").append(node.substr(end))) : std::nullopt;
}

/// The one node of an upstream: `{"NAME:PORT": WEIGHT}` or `[{host, port, weight}]`.
std::optional<http::ServiceName> node_of(const yaml::View& upstream, const PluginReader& plugin) {
  const yaml::View nodes = upstream.get("nodes");
  if (!nodes) return std::nullopt;
  nodes.mark_all_read();
  if (nodes.node().is_map() && nodes.node().members().size() == 1) return service_of(nodes.node().members().front().key.text(), plugin);
  if (!nodes.node().is_list() || nodes.node().items().size() != 1 || !nodes.node().items().front().is_map()) return std::nullopt;
  const yaml::View node = *nodes.items().begin();
  const auto host = node.text("host");
  const auto port = node.integer("port", 1, 65535);
  auto service = host ? service_of(host->value, plugin) : std::nullopt;
  if (service && port) service->port = port->value;
  return service;
}

bool holds_only(const yaml::View& mapping, std::span<const std::string_view> known) {
  return std::ranges::all_of(mapping.node().members(), [&](const yaml::Member& member) { return std::ranges::find(known, member.key.text()) != known.end(); });
}

struct Shares {
  std::vector<model::Backend> backends;
  Upstreams upstreams;
};

/// Adds the backend of one entry. Why it cannot be one, in a phrase; empty if it can.
std::string_view add_share(const yaml::View& entry, const PluginReader& plugin, Shares& to) {
  const RuleReader& reader = plugin.rule;
  if (!holds_only(entry, std::to_array<std::string_view>({"upstream", "upstream_id", "weight"}))) return "an entry has settings that are not known";
  const auto weight = entry.integer("weight", 0, kMaxWeight);
  const std::int64_t share = weight ? weight->value : kDefaultShare;
  if (entry.has("upstream_id")) return "`upstream_id` names an object of APISIX";
  if (!entry.has("upstream")) {
    if (reader.rule.backends.empty()) return "the rule has no backend of its own for a share";
    model::Backend own = reader.rule.backends.front();
    if (own.weight) plugin.sink().report<Code::field_without_effect>(own.at, fmt::format("weight: {}", *own.weight), "because `traffic-split` says the share");
    own.weight = share;
    to.backends.push_back(std::move(own));
    to.upstreams.push_back(reader.upstreams->front());
    return {};
  }
  const yaml::View upstream = entry.map("upstream");
  if (!upstream) return "an upstream is no mapping";
  if (!holds_only(upstream, kPlain)) return "an upstream has settings of its own";
  const auto scheme = upstream.text("scheme");
  const auto type = upstream.text("type");
  upstream.ignore("name", "for people only");
  if ((scheme && scheme->value != "http") || (type && type->value != "roundrobin")) return "an upstream has settings of its own";
  const auto service = node_of(upstream, plugin);
  if (!service) return "an upstream is not one Service";
  if (service->name_space != reader.object.name_space) return "an upstream is in another namespace";
  plugin.sink().report<Code::plugin_split_backend>(upstream.at(), service->name, service->port);
  to.backends.push_back({service->name, service->port, share, entry.at()});
  to.upstreams.emplace_back();
  return {};
}

/// One entry of `rules`.
class Split {
 public:
  explicit Split(const PluginReader& plugin) : plugin_(plugin), reader_(plugin.rule) {}

  void run() {
    const yaml::View rules = plugin_.config.list("rules");
    if (reader_.rule.filters && reader_.rule.filters->redirect) return has_no_effect("because every request is redirected");
    if (!rules || rules.items().empty() || reader_.upstreams == nullptr) return refuse(plugin_.config.at(), "it is no list of rules");
    if (reader_.rule.backends.size() > 1) {  // 1.x replaces the plugin by its own (apisix_route.go:221); in 2.x it comes before that of the Service
      const int version = reader_.to.options.apisix_version;
      if (version == 0) return refuse(rules.at(), "the rule has several backends; controllers 1.x count their weights, and 2.x the shares of the plugin: name yours with --apisix-version");
      if (version < 200) return has_no_effect("since controllers 1.x count the weights of several backends");
    }
    for (const yaml::View& rule : rules.items()) {
      if (settled_) plugin_.sink().report<Code::field_without_effect>(rule.at(), "rules", "behind one for every request");
      else if (!take(rule)) return;
    }
    report_others(plugin_, std::to_array<std::string_view>({"rules"}));
    finish();
  }

 private:
  /// Whether nothing was refused.
  bool take(const yaml::View& rule) {
    if (!rule.node().is_map()) return fail(rule.at(), "it is no mapping");
    if (!holds_only(rule, std::to_array<std::string_view>({"match", "weighted_upstreams"}))) return fail(rule.at(), "it has settings that are not known");
    Shares shares;
    const yaml::Items entries = rule.list("weighted_upstreams").items();
    for (const yaml::View& entry : entries) {
      if (!entry.node().is_map()) return fail(entry.at(), "an entry is no mapping");
      if (const std::string_view why = add_share(entry, plugin_, shares); !why.empty()) return fail(entry.at(), why);
    }
    if (shares.backends.empty()) return fail(rule.at(), "it names no backend");
    if (shares.backends.size() == 1) {
      if (shares.backends.front().weight == 0) return fail(rule.at(), "its only share is 0");
      plugin_.sink().report<Code::weight_without_effect>((*entries.begin()).at(), *shares.backends.front().weight);
      shares.backends.front().weight.reset();
    }
    if (rule.has("match")) return fork(rule, shares);
    settled_ = true;
    own_ = std::move(shares);
    return true;
  }

  /// Each entry of `match` is another way in.
  bool fork(const yaml::View& rule, const Shares& shares) {
    if (reader_.forks == nullptr) return fail(rule.at(), "it chooses requests by conditions of its own; make a rule with `exprs` of them");
    if (rule.list("match").items().empty()) return fail(rule.at(), "`match` is empty");
    for (const yaml::View& match : rule.list("match").items()) {
      if (!match.node().is_map() || !holds_only(match, std::to_array<std::string_view>({"vars"}))) return fail(match.at(), "`match` is no list of `vars`");
      Fork& one = forks_.emplace_back(Fork{{}, shares.backends, shares.upstreams});
      for (const yaml::View& test : match.list("vars").items()) {
        auto condition = read_variable_test(test);
        if (!condition) return fail(test.at(), "`vars` has a condition that no match can say");
        if (condition->secret) plugin_.sink().redact(test.at());
        one.conditions.push_back(std::move(*condition));
      }
      if (one.conditions.empty()) return fail(match.at(), "`vars` is empty");
    }
    return forks_.size() <= kMostForks || fail(rule.at(), fmt::format("`match` has more than {} ways in", kMostForks));
  }

  void finish() {
    if (settled_) {
      for (const model::Backend& own : reader_.rule.backends)
        if (!has_share(own)) plugin_.sink().report<Code::field_without_effect>(own.at, fmt::format("{}:{}", own.service, own.port), "because `traffic-split` leaves it no share");
      reader_.rule.backends = std::move(own_.backends);
      *reader_.upstreams = std::move(own_.upstreams);
    }
    if (!forks_.empty()) *reader_.forks = std::move(forks_);
  }

  bool has_share(const model::Backend& own) const {
    const auto named = [&](const std::vector<model::Backend>& backends) { return std::ranges::find(backends, own.at, &model::Backend::at) != backends.end(); };
    return named(own_.backends) || std::ranges::any_of(forks_, [&](const Fork& fork) { return named(fork.backends); });
  }

  void refuse(Origin at, std::string_view why) const {
    plugin_.config.mark_all_read();
    plugin_.refuse(at, "rules", why);
  }
  bool fail(Origin at, std::string_view why) const {
    refuse(at, why);
    return false;
  }
  void has_no_effect(std::string_view why) const {
    plugin_.config.mark_all_read();
    plugin_.sink().report<Code::field_without_effect>(plugin_.config.at(), "traffic-split", why);
  }

  const PluginReader& plugin_;
  const RuleReader& reader_;
  bool settled_ = false;  ///< no request goes past the entries so far
  Shares own_;
  std::vector<Fork> forks_;
};

}  // namespace

void read_traffic_split(const PluginReader& plugin) { Split(plugin).run(); }

}  // namespace gw::apisix
