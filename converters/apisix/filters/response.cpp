// response-rewrite: headers of responses (apisix/plugins/response-rewrite.lua).
#include <array>

#include "apisix/filters/filters.h"

namespace gw::apisix {

void read_response_rewrite(const PluginReader& plugin) {
  constexpr auto kKnown = std::to_array<std::string_view>({"headers", "vars", "status_code", "body", "body_base64", "filters"});
  if (plugin.config.has("vars")) {
    plugin.drop(plugin.config.at(), "vars", "the plugin depends on them, so nothing of it is converted");
    return;
  }
  report_others(plugin, kKnown);
  for (const std::string_view part : {"status_code", "body", "filters"})
    if (plugin.config.has(part)) plugin.drop(plugin.config.get(part).at(), part, "filters change headers of responses only");
  if (const auto base64 = plugin.config.boolean("body_base64"); base64 && base64->value)
    plugin.sink().report<Code::field_without_effect>(base64->at, "body_base64", plugin.config.has("body") ? "once `body` is left out" : "without `body`");
  read_headers(plugin.config.map("headers"), plugin, {plugin.out.response_set, plugin.out.response_add, plugin.out.response_remove, plugin.out.response_at});
}

}  // namespace gw::apisix
