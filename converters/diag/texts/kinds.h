/// Long texts of the findings about kinds.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view apisix_upstream_not_converted = R"()";

inline constexpr std::string_view apisix_tls_not_converted = R"()";

inline constexpr std::string_view apisix_consumer_not_converted = R"()";

inline constexpr std::string_view apisix_plugin_config_unused = R"()";

inline constexpr std::string_view apisix_global_rule_not_converted = R"()";

inline constexpr std::string_view apisix_cluster_config_not_converted = R"()";

inline constexpr std::string_view apisix_service_not_converted = R"()";

inline constexpr std::string_view stream_rule_not_converted = R"()";

}  // namespace gw::texts
