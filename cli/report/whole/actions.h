/// The findings by what has to be done about them: one action, all places.
#pragma once

#include <string_view>
#include <vector>

#include "report/report.h"

namespace gw::cli {

/// The findings of one code with one help and one severity.
struct Action {
  enum class Class : std::uint8_t { Error, Warning, Note, Accepted };
  Class of{};
  Code code{};
  std::string_view help;
  std::vector<const Finding*> findings;  ///< in their order
};
std::string_view title(Action::Class of);

/// The most severe first, then by code and help.
std::vector<Action> actions_of(const Report& report);

}  // namespace gw::cli
