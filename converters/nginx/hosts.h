/// Host names as the Gateway API can write them.
#pragma once

#include <string_view>

namespace gw::nginx {

/// A DNS name in lower case, without a wildcard, that is no address.
bool is_plain_host(std::string_view host);
/// Such a name, perhaps behind `*.`.
bool is_host(std::string_view host);

}  // namespace gw::nginx
