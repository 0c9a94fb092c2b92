/// What is wrong with text that the YAML parser rejects, in the words of the person who wrote it.
#pragma once

#include <cstddef>
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

}  // namespace gw::yaml
