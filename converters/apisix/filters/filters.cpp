#include "apisix/filters/filters.h"

#include <algorithm>
#include <array>

namespace gw::apisix {
namespace {

struct Row {
  std::string_view name;
  void (*read)(const PluginReader&);
  bool decides;  ///< where a request goes: it cannot be left out
  bool guards = false;  ///< it reads its conditions itself
};

constexpr auto kRows = std::to_array<Row>({
    {"cors", read_cors, false},
    {"forward-auth", read_forward_auth, false, true},
    {"proxy-mirror", read_proxy_mirror, false},
    {"proxy-rewrite", read_proxy_rewrite, true},
    {"redirect", read_redirect, true},
    {"response-rewrite", read_response_rewrite, false},
    {"traffic-split", read_traffic_split, true},
});

const Row* find(std::string_view name) {
  const auto found = std::ranges::find(kRows, name, &Row::name);
  return found == kRows.end() ? nullptr : &*found;
}

/// What every plugin takes: `disable`, and conditions and an order of its own (apisix/plugin.lua).
void read_meta(const Row& row, const yaml::View& meta, const PluginReader& plugin) {
  const auto disable = meta.boolean("disable");
  if (disable && disable->value) plugin.sink().report<Code::plugin_disabled>(plugin.at, plugin.name);
  else if (row.decides) plugin.refuse(plugin.config.at(), "_meta", "it changes when the plugin runs");
  else plugin.drop(plugin.config.at(), "_meta", "it changes when the plugin runs, so nothing of it is converted");
}

/// Where the first change to the request on its way to a backend is written; unknown if there is none.
Origin change_of_request(const model::Filters& filters) {
  if (filters.rewrite) return filters.rewrite->at;
  if (filters.host_header) return filters.host_header->at;
  if (!filters.request_set.empty()) return filters.request_set.front().at;
  return filters.request_add.empty() ? Origin{} : filters.request_add.front().at;
}

}  // namespace

void PluginReader::refuse(Origin where, std::string_view part, std::string_view why) const {
  sink().report<Code::plugin_not_expressible>(where, part, name, why);
  rule.withhold(Code::plugin_not_expressible, model::Withheld::Omitted);
}

bool has_filter(const yaml::View& entry, std::string_view name) {
  const yaml::View config = entry.get("config");
  return find(name) != nullptr && config && config.node().is_map() && !entry.has("secretRef") && !entry.has("config_set");
}

bool refuse_unread(const yaml::View& entry, std::string_view name, const RuleReader& rule) {
  const Row* row = find(name);
  if (row == nullptr || !row->decides || has_filter(entry, name)) return false;
  rule.sink().report<Code::plugin_not_expressible>(entry.at(), "config", name, "it is no mapping, or not written in the entry alone");
  rule.withhold(Code::plugin_not_expressible, model::Withheld::Omitted);
  return true;
}

bool read_filter(const yaml::View& entry, std::string_view name, const RuleReader& rule, model::Filters& filters) {
  const Row& row = *find(name);
  const PluginReader plugin{name, entry.get("config"), entry.at(), rule, filters};
  if (const yaml::View meta = plugin.config.map("_meta"); meta && !(row.guards && !meta.has("disable")) && !meta.members().empty()) {
    read_meta(row, meta, plugin);
    return false;
  }
  row.read(plugin);
  return true;
}

void report_others(const PluginReader& plugin, std::span<const std::string_view> known) {
  for (const auto& [key, value] : plugin.config.members())
    if (std::ranges::find(known, key.value) == known.end()) plugin.drop(value.at(), key.value, "no filter has it");
}

void set_filters(model::Filters filters, const RuleReader& reader) {
  if (filters.redirect) {
    for (const model::Backend& backend : reader.rule.backends)
      reader.sink().report<Code::field_without_effect>(backend.at, fmt::format("{}:{}", backend.service, backend.port), "because every request is redirected");
    reader.rule.backends.clear();
    if (const Origin at = change_of_request(filters); at.known()) reader.sink().report<Code::field_without_effect>(at, "proxy-rewrite", "because every request is redirected");
    if (filters.mirror) reader.sink().report<Code::field_without_effect>(filters.mirror->at, "proxy-mirror", "because every request is redirected");
    filters.rewrite.reset();
    filters.host_header.reset();
    filters.request_set.clear();
    filters.request_add.clear();
    filters.request_remove.clear();
    filters.mirror.reset();
  }
  reader.rule.filters = std::make_shared<const model::Filters>(std::move(filters));
}

}  // namespace gw::apisix
