/// A guess at a text that a regular expression matches: the first branch of every choice, the fewest repetitions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gw::model {

/// Nothing if the expression uses what this small reader does not know. The caller checks the guess.
std::optional<std::string> guess_match(std::string_view expression);

}  // namespace gw::model
