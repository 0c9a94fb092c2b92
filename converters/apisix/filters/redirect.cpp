// redirect: an answer that sends clients elsewhere (apisix/plugins/redirect.lua).
#include <algorithm>
#include <array>

#include "apisix/filters/filters.h"
#include "apisix/filters/prefix.h"
#include "http/url.h"

namespace gw::apisix {
namespace {

constexpr auto kKnown = std::to_array<std::string_view>({"uri", "regex_uri", "http_to_https", "ret_code", "encode_uri", "append_query_string"});
constexpr auto kCodes = std::to_array<std::int64_t>({301, 302, 303, 307, 308});
constexpr std::string_view kRequestUri = "$request_uri";

struct Target {
  model::Redirect redirect;
  bool keeps_query = false;
  std::string fault;  ///< in a phrase; empty: none
};

/// A URL or path without variables; what it does not name stays as it is.
void take_literal(std::string_view url, Target& out) {
  auto parsed = http::parse_redirect(url);
  if (!parsed) {
    out.fault = parsed.error();
    return;
  }
  out.redirect = std::move(*parsed);
  if (!is_plain_path(out.redirect.path->text)) out.fault = "its path cannot be written as it is";
}

/// `https` for `https://$host`, which is taken off; empty for anything else.
std::string_view take_scheme_of_same_host(std::string_view& uri) {
  for (const std::string_view scheme : {"https", "http"})
    for (const std::string_view host : {"$host", "$http_host"}) {
      const std::string start = std::string(scheme).append("://").append(host);
      if (!uri.starts_with(start)) continue;
      const std::string_view rest = uri.substr(start.size());
      if (!rest.empty() && !rest.starts_with('/') && rest != kRequestUri) continue;
      uri = rest;
      return scheme;
    }
  return {};
}

Target read_target(std::string_view uri) {
  Target out;
  const std::string_view scheme = take_scheme_of_same_host(uri);
  if (uri.ends_with(kRequestUri)) {
    uri.remove_suffix(kRequestUri.size());
    out.keeps_query = true;
    if (!uri.empty()) take_literal(uri, out);  // a URL without a path, or there is something before that of the request
    else if (scheme.empty()) out.fault = "it sends clients to where they are";
    if (uri.starts_with('/') || std::ranges::count(uri, '/') > 2) out.fault = "it puts something before the path";
    out.redirect.path.reset();
  } else if (uri.find('$') != std::string_view::npos) {
    out.fault = "it has variables";
  } else if (uri.empty() && !scheme.empty()) {
    take_literal("/", out);
  } else {
    take_literal(uri, out);
  }
  if (!scheme.empty()) out.redirect.scheme = scheme;
  return out;
}

/// Nothing, and the rule is refused, if no filter sends the status.
std::optional<std::int64_t> read_code(const PluginReader& plugin) {
  constexpr std::int64_t kMostCode = 999;
  const auto code = plugin.config.integer("ret_code", 200, kMostCode);
  if (!code) return 302;
  if (std::ranges::find(kCodes, code->value) != kCodes.end()) return code->value;
  plugin.refuse(code->at, "ret_code", "it is no status of a redirect that a filter can send");
  return std::nullopt;
}

void read_uri(const PluginReader& plugin, From<std::string_view> uri) {
  Target target = read_target(uri.value);
  const bool appends = [&] {
    const auto append = plugin.config.boolean("append_query_string");
    return append && append->value;
  }();
  if (!target.fault.empty()) return plugin.refuse(uri.at, "uri", target.fault);
  if (target.keeps_query && appends) return plugin.refuse(uri.at, "append_query_string", "the query would be there twice");
  const auto code = read_code(plugin);
  if (!code) return;
  target.redirect.code = *code;
  if (!target.keeps_query && !appends) plugin.sink().report<Code::plugin_redirect_query>(uri.at, uri.value);
  plugin.out.redirect = From<model::Redirect>{std::move(target.redirect), uri.at};
}

}  // namespace

void read_redirect(const PluginReader& plugin) {
  report_others(plugin, kKnown);
  if (const auto https = plugin.config.boolean("http_to_https"); https && https->value) {
    plugin.rule.rule.https_only = plugin.config.at();
    for (const std::string_view other : {"uri", "regex_uri", "ret_code", "encode_uri", "append_query_string"})
      if (plugin.config.has(other)) plugin.sink().report<Code::field_without_effect>(plugin.config.get(other).at(), other, "beside `http_to_https`");
    return;
  }
  if (plugin.config.has("regex_uri")) return plugin.refuse(plugin.config.at(), "regex_uri", "no filter finds out by an expression where to redirect");
  if (!plugin.config.has("uri")) return plugin.refuse(plugin.config.at(), "uri", "it is missing");
  if (const auto encode = plugin.config.boolean("encode_uri"); encode && encode->value)
    plugin.sink().report<Code::field_without_effect>(encode->at, "encode_uri", "on a URL without variables");
  if (const auto uri = plugin.config.text("uri")) read_uri(plugin, *uri);
}

}  // namespace gw::apisix
