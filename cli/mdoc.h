/// Source of manual pages in the mdoc language.
#pragma once

#include <string>
#include <string_view>

namespace gw::cli {

/// `text` as lines of running text, without the last line break: nothing in it is a request or an escape of mdoc.
std::string mdoc_line(std::string_view text);

/// `text` as arguments of a macro: the same, and words that are names of macros stay words.
std::string mdoc_word(std::string_view text);

/// A long text: paragraphs become paragraphs, lines that begin with a blank become displays.
std::string mdoc_text(std::string_view text);

/// The head of a page of section 7, up to and with the line after `.Sh DESCRIPTION`.
std::string mdoc_head(std::string_view title, std::string_view name, std::string_view about);

}  // namespace gw::cli
