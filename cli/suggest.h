/// The known word that somebody most likely meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace gw::cli {

/// The word of `known` that is nearest to `word`; empty if none is near.
std::string nearest(std::string_view word, std::span<const std::string> known);

/// "; did you mean `lint`?" or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace gw::cli
