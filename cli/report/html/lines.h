/// Lines of the input as they stand in the page: numbered, without what is redacted.
#pragma once

#include <string>

#include "report/whole/outcome.h"

namespace gw::cli {

/// The lines of `within` around the place, which is marked; a few at most.
std::string html_excerpt(const Report& report, Origin at, Span within);

/// All lines of an object, each with a sign and a colour for the worst that becomes of it.
std::string html_object(const Report& report, const Outcomes& outcomes, Origin object);

/// The class of an outcome in the style: "d".
std::string_view sign_of(Outcome outcome);  ///< "=", "≈", "~", "−"

}  // namespace gw::cli
