/// Where a value ends in the text: yaml-cpp tells only where it begins.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gw::yaml {

/// The first byte at or after `at` that is not part of an anchor (`&x`), a tag (`!t`) or blanks between them.
std::size_t skip_properties(std::string_view text, std::size_t at);

/// One past the closing quote of the quoted scalar that begins at `at`; nothing if it is never closed.
std::optional<std::size_t> end_of_quoted(std::string_view text, std::size_t at);

/// One past the last byte of the plain scalar that begins at `at` and reads `value` once its lines are joined.
std::size_t end_of_plain(std::string_view text, std::size_t at, std::string_view value);

/// One past the last content byte of the block scalar (`|` or `>`) that begins at `at`.
std::size_t end_of_block(std::string_view text, std::size_t at);

/// One past the bracket that closes a flow collection whose last child ends at `at`.
std::size_t end_of_flow(std::string_view text, std::size_t at);

/// The first byte at or after `at` that is neither a blank nor a line break nor part of a comment.
std::size_t skip_blanks_and_comments(std::string_view text, std::size_t at);

}  // namespace gw::yaml
