/// What is wrong with text that the YAML parser rejects, in the words of the person who wrote it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "source/source.h"

namespace gw::yaml {

/// Where the mistake is, and what it is: one phrase, lower case, no full stop.
struct SyntaxError {
  Span span;
  std::string what;
  std::string help;
};

/// Explains why parsing `document` of `text` stopped at byte `at` with yaml-cpp's `message`.
SyntaxError explain_syntax(std::string_view text, Span document, std::size_t at, std::string_view message);

/// Where the bracket stands that opens level `depth` of a flow collection, if there is one.
std::optional<std::size_t> bracket_at_depth(std::string_view text, Span document, std::size_t depth);

}  // namespace gw::yaml
