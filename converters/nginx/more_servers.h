/// What annotations make of a host beside its paths: further names, redirects between names, TLS that goes through.
#pragma once

#include <string_view>
#include <vector>

#include "nginx/servers.h"

namespace gw::nginx {

/// `server-alias`: the same paths under another name, unless a host of that name exists.
void add_aliases(std::vector<Server>& servers, Lowering& to);

/// `from-to-www-redirect`: `www.h` for `h` and the other way round, unless a host of that name exists.
void add_www_redirects(std::vector<Server>& servers, Lowering& to);

/// `ssl-passthrough`: a listener and a route that leave TLS to the backend of `/`.
void pass_tls_through(std::vector<Server>& servers, std::string_view gateway, Lowering& to);

}  // namespace gw::nginx
