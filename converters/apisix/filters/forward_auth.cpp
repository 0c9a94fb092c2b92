// forward-auth: another server says whether a request may pass (apisix/plugins/forward-auth.lua).
#include <algorithm>
#include <array>

#include "apisix/filters/filters.h"
#include "apisix/filters/prefix.h"
#include "apisix/plugin_table.h"
#include "http/headers.h"
#include "http/url.h"

namespace gw::apisix {
namespace {

constexpr std::size_t kMostHeaders = 60;

/// Settings that decide what is asked: without them, the server could let pass what it refuses today.
constexpr auto kEssential = std::to_array<std::string_view>({"extra_headers", "_meta"});

struct Question {
  model::ExternalAuth auth;
  std::string fault;  ///< why no filter can ask it, in a phrase; empty: it can
};

Question read_uri(const PluginReader& plugin) {
  Question out;
  const auto uri = plugin.config.text("uri");
  if (!uri) return {{}, "`uri` is missing"};
  std::string_view url = uri->value;
  if (url.starts_with("https://")) return {{}, "the Gateway cannot ask it over TLS"};
  if (!url.starts_with("http://")) return {{}, "it is no URL that begins with `http://`"};
  url.remove_prefix(7);
  const std::size_t slash = std::min(url.find('/'), url.size());
  const auto service = http::parse_service(url.substr(0, slash));
  out.auth.path = slash == url.size() ? "/" : std::string(url.substr(slash));
  out.auth.at = uri->at;
  if (!service) return {{}, "it is no Service with its namespace"};
  if (service->name_space != plugin.rule.object.name_space) return {{}, "its Service is in another namespace"};
  if (!is_plain_path(out.auth.path)) return {{}, "its path cannot be written as it is"};
  out.auth.service = service->name;
  out.auth.port = service->port;
  return out;
}

std::vector<std::string> names(const PluginReader& plugin, std::string_view key, std::string& fault) {
  std::vector<std::string> out;
  for (const auto& name : plugin.config.texts(key)) {
    if (!http::is_header_name(name.value) || out.size() == kMostHeaders) fault = fmt::format("`{}` cannot be written", key);
    else out.emplace_back(name.value);
  }
  return out;
}

Question read(const PluginReader& plugin) {
  Question out = read_uri(plugin);
  if (!out.fault.empty()) return out;
  for (const std::string_view key : kEssential)
    if (plugin.config.has(key)) out.fault = fmt::format("no filter has `{}`", key);
  if (const auto method = plugin.config.text("request_method"); method && method->value != "GET") out.fault = "the Gateway does not ask with bodies";
  out.auth.request_headers = names(plugin, "request_headers", out.fault);
  out.auth.response_headers = names(plugin, "upstream_headers", out.fault);
  return out;
}

}  // namespace

void read_forward_auth(const PluginReader& plugin) {
  Question question = read(plugin);
  const std::string& since = plugin.rule.to.options.external_auth_since;
  if (!question.fault.empty() || !since.empty()) {
    const std::string why = question.fault.empty() ? std::string() : fmt::format("; {}", question.fault);
    Finding& finding = plugin.sink().report<Code::access_plugin_not_expressible>(plugin.at, plugin.name, std::string(find_plugin(plugin.name)->about) + why, "the rule is");
    if (question.fault.empty()) finding.available = since;
    plugin.rule.withhold(Code::access_plugin_not_expressible, model::Withheld::Guarded);
    return;
  }
  constexpr auto kKnown = std::to_array<std::string_view>({"uri", "ssl_verify", "request_method", "request_headers", "upstream_headers"});
  report_others(plugin, kKnown);
  if (const auto verify = plugin.config.boolean("ssl_verify")) plugin.sink().report<Code::field_without_effect>(verify->at, "ssl_verify", "without TLS");
  plugin.sink().report<Code::forward_auth_converted>(question.auth.at, question.auth.service, question.auth.path);
  plugin.out.external_auth = std::move(question.auth);
}

}  // namespace gw::apisix
