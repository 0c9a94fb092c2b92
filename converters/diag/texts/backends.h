/// Long texts of the findings about backends.
#pragma once

#include <string_view>

namespace gw::texts {

inline constexpr std::string_view service_port_unknown = R"()";

inline constexpr std::string_view weight_without_effect = R"()";

inline constexpr std::string_view no_backend = R"()";

inline constexpr std::string_view too_many_backends = R"()";

inline constexpr std::string_view granularity_service = R"()";

inline constexpr std::string_view subset_not_expressible = R"()";

inline constexpr std::string_view upstream_not_converted = R"()";

inline constexpr std::string_view timeout_not_converted = R"()";

inline constexpr std::string_view websocket_implicit = R"()";

inline constexpr std::string_view upgrade_not_blocked = R"()";

inline constexpr std::string_view weights_all_zero = R"()";

inline constexpr std::string_view timeout_approximated = R"()";

}  // namespace gw::texts
