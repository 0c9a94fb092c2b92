/// Plugins of a rule that filters of the Gateway API stand for: what is written means the same, and what does not is reported.
#pragma once

#include <string_view>

#include "apisix/rule.h"
#include "model/filters.h"

namespace gw::apisix {

/// One plugin of a rule, on its way into the filters of the rule.
struct PluginReader {
  std::string_view name;
  yaml::View config;
  Origin at;  ///< of the entry
  const RuleReader& rule;
  model::Filters& out;

  Sink& sink() const { return rule.sink(); }
  /// A setting that no filter has; the rest of the plugin is converted (GW1420).
  void drop(Origin where, std::string_view part, std::string_view why) const { sink().report<Code::plugin_part_not_converted>(where, part, name, why); }
  /// The plugin cannot be left out without serving other paths or backends: the rule is withheld (GW1421).
  void refuse(Origin where, std::string_view part, std::string_view why) const;
};

/// Whether a plugin, as it is configured, can be read as a filter: its whole configuration stands in the entry.
bool has_filter(const yaml::View& entry, std::string_view name);

/// Withholds the rule if the plugin decides where its requests go, but cannot be read (GW1421). Whether it did.
bool refuse_unread(const yaml::View& entry, std::string_view name, const RuleReader& rule);

/// Reads such an entry, which is in force, into `filters`. Whether there is anything of it.
bool read_filter(const yaml::View& entry, std::string_view name, const RuleReader& rule, model::Filters& filters);

/// Gives the filters to the rule, once all plugins have been read. A redirect leaves nothing for others to do.
void set_filters(model::Filters filters, const RuleReader& rule);

// One function for each plugin; priorities of APISIX decide nothing among them.
void read_proxy_rewrite(const PluginReader& plugin);
void read_redirect(const PluginReader& plugin);
void read_response_rewrite(const PluginReader& plugin);
void read_cors(const PluginReader& plugin);
void read_forward_auth(const PluginReader& plugin);
void read_proxy_mirror(const PluginReader& plugin);
void read_traffic_split(const PluginReader& plugin);

/// The headers that a plugin changes. Of several changes to one header the last counts, as in APISIX: first it adds, then it
/// sets, then it removes.
struct HeaderChanges {
  std::vector<model::Header>& set;
  std::vector<model::Header>& add;
  std::vector<std::string>& remove;
  Origin& at;
};
/// `headers` of proxy-rewrite and response-rewrite: `{set, add, remove}`, or names and values to set.
void read_headers(const yaml::View& headers, const PluginReader& plugin, HeaderChanges to);

/// Reports settings that are none of `known` (GW1420).
void report_others(const PluginReader& plugin, std::span<const std::string_view> known);

}  // namespace gw::apisix
