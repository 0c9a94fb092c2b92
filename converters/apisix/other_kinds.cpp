// Kinds that are read for what they do to the routes, but have no counterpart of their own yet in the output.
#include <algorithm>

#include "apisix/kinds.h"
#include "apisix/plugins.h"
#include "kube/secrets.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

/// Reads the whole object: the finding about it covers every value.
yaml::View whole(const kube::Object& object, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  body.mark_all_read();
  return body.map("spec");
}

std::string quoted_list(const std::vector<yaml::View::Text>& texts) {
  std::string out;
  for (const auto& text : texts) out.append(out.empty() ? "`" : ", `").append(text.value).append("`");
  return out.empty() ? "no host" : out;
}

/// Whether a host of a certificate (`*.foo.com` is one label) and a host of a route can be the same.
bool hosts_meet(std::string_view certificate, std::string_view route) {
  const auto covers = [](std::string_view wide, std::string_view narrow) {
    return wide.starts_with('*') && narrow.ends_with(wide.substr(1));
  };
  const std::string folded = lower_case(certificate);  // those of routes are folded already
  return folded == route || covers(folded, route) || covers(route, folded);
}

bool serves_host(const model::Rule& rule, const std::vector<yaml::View::Text>& hosts) {
  if (rule.hosts.empty()) return true;
  return std::ranges::any_of(rule.hosts, [&](const From<std::string>& host) {
    return std::ranges::any_of(hosts, [&](const auto& other) { return hosts_meet(other.value, host.value); });
  });
}

template <class Predicate>
void guard_rules(model::Model& model, Predicate applies) {
  for (model::Route& route : model.routes)
    for (model::Rule& rule : route.rules)
      if (applies(rule)) rule.withheld = model::Withheld::Guarded;
}

}  // namespace

void lower_plugin_config(const kube::Object& object, Lowering& to) {
  const yaml::View spec = whole(object, to);
  if (!to.used.contains(&object)) {
    to.sink.report<Code::apisix_plugin_config_unused>(object.name_at, object.name);
    for (const yaml::View& plugin : spec.list("plugins").items()) kube::redact_credentials(plugin, to.sink);
    return;
  }
  report_plugins(spec.list("plugins"), "the rules that use it are", to.sink);
}

void lower_global_rule(const kube::Object& object, Lowering& to) {
  const yaml::View spec = whole(object, to);
  to.sink.report<Code::apisix_global_rule_not_converted>(object.name_at, object.label());
  kube::redact_credentials(spec, to.sink);
  const yaml::View plugins = spec.list("plugins");
  const bool unreadable = !plugins && spec.has("plugins");  // then nobody knows what it guards
  if (report_plugins(plugins, "all rules are", to.sink) || unreadable)
    guard_rules(to.model, [](const model::Rule&) { return true; });
}

void lower_tls(const kube::Object& object, Lowering& to) {
  const yaml::View spec = whole(object, to);
  const auto hosts = spec.texts("hosts");
  const std::string listed = quoted_list(hosts);
  to.sink.report<Code::apisix_tls_not_converted>(object.at(), object.name, listed + (hosts.size() > 1 ? " are" : " is"));
  const yaml::View client = spec.map("client");
  if (!client) return;
  to.sink.report<Code::client_certificate_not_expressible>(client.at(), object.name, listed);
  if (!to.sink.accepts(Code::client_certificate_not_expressible))
    guard_rules(to.model, [&](const model::Rule& rule) { return serves_host(rule, hosts); });
}

void lower_upstream(const kube::Object& object, Lowering& to) {
  const yaml::View spec = whole(object, to);
  std::string settings;
  for (const auto& [key, value] : spec.members())
    settings.append(settings.empty() ? "`" : ", `").append(key.value).append("`");
  to.sink.report<Code::apisix_upstream_not_converted>(object.at(), object.name, settings.empty() ? "it sets nothing" : settings);
}

void lower_consumer(const kube::Object& object, Lowering& to) {
  const yaml::View spec = whole(object, to);
  for (const auto& [type, parameter] : spec.map("authParameter").members())
    if (parameter.node().is_map()) kube::redact_all(parameter.get("value"), to.sink);
  to.sink.report<Code::apisix_consumer_not_converted>(object.at(), object.name);
}

void lower_cluster_config(const kube::Object& object, Lowering& to) {
  kube::redact_credentials(whole(object, to), to.sink);
  to.sink.report<Code::apisix_cluster_config_not_converted>(object.at(), object.name);
}

void lower_service(const kube::Object& object, Lowering& to) {
  whole(object, to);
  to.sink.report<Code::apisix_service_not_converted>(object.at(), object.name);
}

}  // namespace gw::apisix
