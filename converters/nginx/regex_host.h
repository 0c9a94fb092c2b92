/// Hosts where one annotation has made every path a regular expression (template.go, enforceRegexModifier).
#pragma once

#include <vector>

#include "nginx/places.h"

namespace gw::nginx {

/// `location ~* "^/p"` for every path: longest first, the first that matches wins. Paths that can never be reached are left
/// out; what is no longer served, or newly, is reported.
std::vector<Place> places_of_regex_host(const Server& server, Lowering& to);

}  // namespace gw::nginx
