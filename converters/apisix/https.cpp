// redirect with `http_to_https`: at the plain door a redirect, at the doors of the hosts' certificates the rule itself.
#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "apisix/kinds.h"
#include "apisix/rule.h"
#include "model/route.h"

namespace gw::apisix {
namespace {

constexpr std::int64_t kRedirectCode = 308;  // APISIX: 301 for GET and HEAD, whose answers are the same

using Kind = model::PathMatch::Kind;

/// The text without a `/` at its end, so that `/a` and `/a/*` are one.
std::string_view stem(const model::Path& path) {
  std::string_view out = path.match.text;
  if (out.ends_with('/')) out.remove_suffix(1);
  return out;
}

/// The rules of the source that stand on a host and path, by their places.
using Places = std::map<std::pair<std::string, std::string>, std::set<std::pair<std::uint32_t, std::uint32_t>>>;

Places places_of(const model::Model& model) {
  Places out;
  for (const model::Route& route : model.routes | std::views::filter(is_own))
    for (const model::Rule& rule : route.rules) {
      std::set<std::pair<std::string, std::string>> own;
      for (const From<std::string>& host : rule.hosts)
        for (const model::Path& path : rule.paths) own.emplace(host.value, std::string(stem(path)));
      for (const auto& place : own) out[place].emplace(rule.at.file, rule.at.span.begin);
    }
  return out;
}

/// Why the rule cannot be told apart by listener, in a phrase; empty if it can. Two routes at two listeners take part in the
/// competition of rules for a request only if nothing else competes.
std::string obstacle(const model::Rule& rule, const Places& places, const Lowering& to) {
  if (!to.options.listeners_apart) return "the implementation does not tell listeners apart";
  if (rule.hosts.empty() || !rule.suffix_hosts.empty()) return "the rule has no host of its own";
  for (const From<std::string>& host : rule.hosts) {
    if (host.value.starts_with('*')) return "it has a wildcard host, below which others may be";
    if (std::ranges::none_of(to.model.listeners, [&](const model::Listener& one) { return one.gateway.empty() && hosts_meet(one.host, host.value); })) return "not every host has a certificate in the input";
    for (const model::Path& path : rule.paths)
      if (path.match.kind == Kind::Regex || places.at({host.value, std::string(stem(path))}).size() > 1) return "another rule serves the same path, or may";
  }
  return {};
}

std::vector<std::uint32_t> listeners_of(const model::Rule& rule, const model::Model& model) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < model.listeners.size(); ++i)
    if (model.listeners[i].gateway.empty() && std::ranges::any_of(rule.hosts, [&](const auto& host) { return hosts_meet(model.listeners[i].host, host.value); })) out.push_back(i);
  return out;
}

model::Rule redirect_of(const model::Rule& rule, const std::string& name) {
  model::Rule out = rule;
  out.name = name;
  out.backends.clear();
  auto filters = std::make_shared<model::Filters>();
  if (rule.filters != nullptr) {  // what APISIX does before it redirects, and to every answer
    filters->cors = rule.filters->cors;
    filters->response_set = rule.filters->response_set;
    filters->response_add = rule.filters->response_add;
    filters->response_remove = rule.filters->response_remove;
    filters->response_at = rule.filters->response_at;
  }
  filters->redirect = From<model::Redirect>{{.scheme = "https", .code = kRedirectCode}, rule.https_only};
  out.filters = std::move(filters);
  out.timeouts.reset();
  return out;
}

model::Route shell_of(const model::Route& route) {
  model::Route out = route;
  out.rules.clear();
  return out;
}

/// Rules with such a redirect, taken out of their route: each gets two routes of its own, or all of them together where the
/// rules of the route stay together. Several rules may come from one of the source, of which the last that is served says it all.
class Split {
 public:
  Split(model::Route& route, Lowering& to, std::vector<model::Route>& out) : route_(route), to_(to), out_(out) {}

  void run(const Places& places) {
    std::vector<model::Rule> rest;
    for (model::Rule& rule : route_.rules) {
      const std::string why = rule.https_only.known() ? obstacle(rule, places, to_) : "";
      if (!why.empty()) to_.sink.report<Code::plugin_https_redirect>(rule.https_only, why);
      if (rule.https_only.known() && why.empty()) take(std::move(rule));
      else rest.push_back(std::move(rule));
    }
    route_.rules = std::move(rest);
  }

 private:
  void take(model::Rule rule) {
    const auto [entry, fresh] = pairs_.try_emplace(route_.joined ? 0 : rule.at.span.begin, out_.size());
    if (fresh) open(rule);
    model::Route& plain = out_[entry->second];
    model::Route& https = out_[entry->second + 1];
    if (rule.withheld == model::Withheld::Refused) {
      plain.rules.push_back(rule);  // before the redirect: the other rules of the host must not serve it
    } else {
      plain.name = (rule.name.empty() || route_.joined ? route_.name : rule.name) + "-http";
      if (!plain.rules.empty() && plain.rules.back().at == rule.at) plain.rules.pop_back();
      plain.rules.push_back(redirect_of(rule, plain.name));
    }
    https.rules.push_back(std::move(rule));
  }

  /// The routes for the two kinds of listeners of its hosts.
  void open(const model::Rule& rule) {
    const auto listeners = listeners_of(rule, to_.model);
    to_.sink.report<Code::plugin_https_listeners>(rule.https_only);
    model::Route& plain = out_.emplace_back(shell_of(route_));
    plain.order = model::Order::Repeated;
    plain.attachment = model::Attachment{.http = true, .tls = false, .listeners = listeners};
    out_.emplace_back(shell_of(route_)).attachment = model::Attachment{.http = false, .tls = true, .listeners = listeners};
  }

  model::Route& route_;
  Lowering& to_;
  std::vector<model::Route>& out_;
  std::map<std::uint32_t, std::size_t> pairs_;  // the first of two routes, by the place of their rules
};

}  // namespace

void split_doors(Lowering& to) {
  const auto redirects = [](const model::Route& route) { return std::ranges::any_of(route.rules, [](const model::Rule& rule) { return rule.https_only.known(); }); };
  if (std::ranges::none_of(to.model.routes, redirects)) return;
  const Places places = places_of(to.model);
  std::vector<model::Route> more;
  for (model::Route& route : to.model.routes)
    if (is_own(route) && redirects(route)) Split(route, to, more).run(places);
  std::ranges::move(more, std::back_inserter(to.model.routes));
}

}  // namespace gw::apisix
