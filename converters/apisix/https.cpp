// redirect with `http_to_https`: at the plain door a redirect, at the doors of the hosts' certificates the rule itself.
#include <algorithm>

#include "apisix/kinds.h"
#include "model/route.h"

namespace gw::apisix {
namespace {

constexpr std::int64_t kRedirectCode = 308;  // APISIX: 301 for GET and HEAD, whose answers are the same

bool covers(std::string_view listener, std::string_view host) {
  return listener == host || (listener.starts_with('*') && host.ends_with(listener.substr(1)));
}

/// Listeners of the rule's hosts; none if a host has none.
std::vector<std::uint32_t> listeners_of(const model::Rule& rule, const model::Model& model) {
  std::vector<std::uint32_t> out;
  for (const From<std::string>& host : rule.hosts) {
    const std::size_t before = out.size();
    for (std::uint32_t i = 0; i < model.listeners.size(); ++i)
      if (model.listeners[i].gateway.empty() && covers(model.listeners[i].host, host.value)) out.push_back(i);
    if (out.size() == before) return {};
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

model::Rule redirect_of(const model::Rule& rule, const std::string& name) {
  model::Rule out = rule;
  out.name = name;
  out.backends.clear();
  auto filters = std::make_shared<model::Filters>();
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

/// Rules with such a redirect, taken out of their route: each gets two of its own.
void split(model::Route& route, Lowering& to, std::vector<model::Route>& out) {
  std::vector<model::Rule> rest;
  for (model::Rule& rule : route.rules) {
    if (!rule.https_only.known()) {
      rest.push_back(std::move(rule));
      continue;
    }
    const auto listeners = to.options.listeners_apart ? listeners_of(rule, to.model) : std::vector<std::uint32_t>();
    if (listeners.empty()) {
      to.sink.report<Code::plugin_https_redirect>(rule.https_only, to.options.listeners_apart ? "not every host has a certificate in the input" : "the implementation does not tell listeners apart");
      rest.push_back(std::move(rule));
      continue;
    }
    to.sink.report<Code::plugin_https_listeners>(rule.https_only);
    model::Route& plain = out.emplace_back(shell_of(route));
    plain.name = (rule.name.empty() ? route.name : rule.name) + "-http";
    plain.order = model::Order::Repeated;
    plain.attachment = model::Attachment{.http = true, .tls = false, .listeners = listeners};
    plain.rules.push_back(redirect_of(rule, plain.name));
    model::Route& https = out.emplace_back(shell_of(route));
    https.attachment = model::Attachment{.http = false, .tls = true, .listeners = listeners};
    https.rules.push_back(std::move(rule));
  }
  route.rules = std::move(rest);
}

}  // namespace

void split_doors(Lowering& to) {
  std::vector<model::Route> more;
  for (model::Route& route : to.model.routes)
    if (std::ranges::any_of(route.rules, [](const model::Rule& rule) { return rule.https_only.known(); })) split(route, to, more);
  std::ranges::move(more, std::back_inserter(to.model.routes));
}

}  // namespace gw::apisix
