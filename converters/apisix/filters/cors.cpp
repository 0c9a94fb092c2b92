// cors: answers to questions of browsers (apisix/plugins/cors.lua).
#include <algorithm>
#include <array>

#include "apisix/filters/filters.h"
#include "http/cors.h"
#include "http/headers.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

constexpr auto kKnown = std::to_array<std::string_view>({"allow_origins", "allow_methods", "allow_headers", "expose_headers", "max_age", "allow_credential"});
constexpr auto kUnwritable = std::to_array<std::string_view>({"allow_origins_by_regex", "allow_origins_by_metadata"});
constexpr std::int64_t kMaxAge = 5;

bool is_any(std::string_view text) { return text == "*" || text == "**"; }

std::vector<std::string> words(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view word = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (!word.empty() && std::ranges::find(out, word) == out.end()) out.emplace_back(word);
  }
  return out;
}

/// A list of methods or headers. `*` and `**` are all of them.
std::vector<std::string> read_list(const PluginReader& plugin, std::string_view key, bool all, bool (*is_word)(std::string_view)) {
  const auto text = plugin.config.text(key);
  if (!text) return all ? std::vector<std::string>{"*"} : std::vector<std::string>{};
  if (is_any(text->value)) return {"*"};
  std::vector<std::string> out;
  if (words(text->value).empty()) plugin.drop(text->at, key, "it lists nothing");
  for (std::string& word : words(text->value)) {
    if (is_word(word) && word != "*" && out.size() < http::kMostOrigins) out.push_back(std::move(word));
    else plugin.drop(text->at, fmt::format("{}: {}", key, word), "no CORS filter can write it");
  }
  return out;
}

std::vector<std::string> read_origins(const PluginReader& plugin) {
  const auto text = plugin.config.text("allow_origins");
  if (!text || is_any(text->value)) return {"*"};
  std::vector<std::string> out;
  if (words(text->value).empty()) plugin.drop(text->at, "allow_origins", "it lists nothing, and nothing of the plugin is converted");
  for (const std::string& origin : words(lower_case(text->value))) {
    const std::string fault = origin.find('*') != std::string::npos ? "the plugin takes its `*` literally" : http::origin_fault(origin);
    if (fault.empty() && out.size() < http::kMostOrigins) out.push_back(origin);
    else plugin.drop(text->at, origin.find('@') != std::string::npos ? "allow_origins" : fmt::format("allow_origins: {}", origin), fault.empty() ? "a filter holds 64 origins" : fault);
  }
  return out;
}

std::int64_t read_max_age(const PluginReader& plugin) {
  constexpr std::int64_t kMost = 2147483647;
  const auto age = plugin.config.integer("max_age", -1, kMost);
  if (!age) return kMaxAge;
  if (age->value < 1) plugin.drop(age->at, "max_age", "the least that a filter can say is 1 second, which is written");
  return std::max<std::int64_t>(age->value, 1);
}

}  // namespace

void read_cors(const PluginReader& plugin) {
  for (const std::string_view key : kUnwritable)
    if (plugin.config.has(key)) {
      plugin.drop(plugin.config.at(), key, "no filter chooses origins so, and nothing of the plugin is converted");
      return;
    }
  report_others(plugin, kKnown);
  model::Cors out;
  out.at = plugin.at;
  out.origins = read_origins(plugin);
  out.methods = read_list(plugin, "allow_methods", true, http::is_cors_method);
  out.headers = read_list(plugin, "allow_headers", true, http::is_header_name);
  out.exposed = read_list(plugin, "expose_headers", false, http::is_header_name);
  out.max_age_seconds = read_max_age(plugin);
  const auto credentials = plugin.config.boolean("allow_credential");
  out.credentials = credentials && credentials->value;
  if (out.credentials && out.origins == std::vector<std::string>{"*"}) {
    plugin.drop(credentials->at, "allow_credential", "filters give no credentials to every origin; list the origins");
    out.credentials = false;
  }
  if (out.origins.empty()) return;
  const auto& methods = plugin.rule.rule.methods;  // without OPTIONS among them APISIX does not come here
  if (methods.empty() || std::ranges::any_of(methods, [](const From<std::string>& method) { return method.value == "OPTIONS"; })) plugin.sink().report<Code::plugin_cors_differs>(plugin.at);
  plugin.out.cors = std::move(out);
}

}  // namespace gw::apisix
