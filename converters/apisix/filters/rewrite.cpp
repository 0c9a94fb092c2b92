// proxy-rewrite: path, host and headers of the request to the backend (apisix/plugins/proxy-rewrite.lua).
#include <array>

#include "apisix/filters/filters.h"
#include "apisix/filters/prefix.h"
#include "kube/hosts.h"

namespace gw::apisix {
namespace {

constexpr auto kKnown = std::to_array<std::string_view>({"uri", "regex_uri", "host", "headers", "method", "use_real_request_uri_unsafe", "scheme"});

void read_uri(const PluginReader& plugin, From<std::string_view> uri) {
  if (uri.value.find('$') != std::string_view::npos) return plugin.refuse(uri.at, "uri", "it has variables");
  if (!is_plain_path(uri.value)) return plugin.refuse(uri.at, "uri", "it is no plain path");
  plugin.out.rewrite = From<model::PathRewrite>{{model::PathRewrite::Kind::Whole, std::string(uri.value)}, uri.at};
}

bool looks_at_path(const model::Rule& rule) {
  for (const model::Condition& condition : rule.conditions)
    if (condition.subject == model::Condition::Subject::Path) return true;
  return false;
}

void report_slash(const PluginReader& plugin, Origin at, const PathsRewritten& to) {
  const model::Rule& rule = plugin.rule.rule;
  const std::string host = rule.hosts.empty() || rule.hosts.front().value.starts_with('*') ? "example.com" : rule.hosts.front().value;
  plugin.sink().report<Code::plugin_rewrite_slash>(at, to.differs, to.rewrite.text, to.before).witness =
      Witness{fmt::format("GET http://{}{}", host, to.differs), fmt::format("the backend gets {}", to.before), fmt::format("the backend gets {}", to.rewrite.text)};
}

/// Each path gets a rule of its own, since a rule has one rewrite.
void read_apart(const PluginReader& plugin, const yaml::View& list, std::string_view expression, std::string_view replacement) {
  auto paths = plugin.rule.apart == nullptr ? std::vector<PathsApart>() : paths_apart(plugin.rule.rule.paths, expression, replacement);
  if (paths.empty()) return plugin.refuse(list.at(), "regex_uri", "it does not just replace prefixes of the rule's paths");
  for (const PathsApart& one : paths)
    if (!one.to.differs.empty()) report_slash(plugin, list.at(), one.to);
  *plugin.rule.apart = {std::move(paths), list.at()};
}

void read_regex_uri(const PluginReader& plugin, const yaml::View& list) {
  const auto words = plugin.config.texts("regex_uri");
  if (words.size() != 2) return plugin.refuse(list.at(), "regex_uri", "it is no pair of one expression and its replacement");
  if (looks_at_path(plugin.rule.rule)) return plugin.refuse(list.at(), "regex_uri", "`exprs` of the rule look at the path");
  const auto to = path_rewrite(plugin.rule.rule.paths, words[0].value, words[1].value);
  if (!to) return read_apart(plugin, list, words[0].value, words[1].value);
  if (!to->differs.empty()) report_slash(plugin, list.at(), *to);
  if (stays(*to, plugin.rule.rule.paths.front())) {
    plugin.sink().report<Code::field_without_effect>(list.at(), "regex_uri", "here: it is not found in the path");
    return;
  }
  plugin.out.rewrite = From<model::PathRewrite>{to->rewrite, list.at()};
}

}  // namespace

void read_proxy_rewrite(const PluginReader& plugin) {
  report_others(plugin, kKnown);
  const auto uri = plugin.config.text("uri");
  if (uri) read_uri(plugin, *uri);
  if (const yaml::View list = plugin.config.list("regex_uri")) {
    if (uri) plugin.sink().report<Code::field_without_effect>(list.at(), "regex_uri", "beside `uri`");
    else read_regex_uri(plugin, list);
  }
  if (const auto host = plugin.config.text("host")) {
    if (kube::is_plain_host(host->value)) plugin.out.host_header = From<std::string>{std::string(host->value), host->at};
    else plugin.refuse(host->at, "host", "it is no DNS name in lower case");
  }
  if (const auto method = plugin.config.text("method")) plugin.refuse(method->at, "method", "no filter changes methods");
  if (const auto scheme = plugin.config.text("scheme")) plugin.drop(scheme->at, "scheme", "only APISIX 2 reads it, and Services say how they are spoken to");
  if (const auto raw = plugin.config.boolean("use_real_request_uri_unsafe"); raw && raw->value) {
    if (plugin.out.rewrite) plugin.sink().report<Code::field_without_effect>(raw->at, "use_real_request_uri_unsafe", "once the path is rewritten");
    else plugin.drop(raw->at, "use_real_request_uri_unsafe", "backends get the path as the implementation normalizes it");
  }
  read_headers(plugin.config.map("headers"), plugin, {plugin.out.request_set, plugin.out.request_add, plugin.out.request_remove, plugin.out.request_at});
}

}  // namespace gw::apisix
