/// What annotations make of a host beside its paths: further names, redirects between names, TLS that goes through, and
/// client certificates.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "model/filters.h"
#include "nginx/servers.h"

namespace gw::nginx {

/// `server-alias`: the same paths under another name, unless a host of that name exists.
void add_aliases(std::vector<Server>& servers, Lowering& to);

/// `from-to-www-redirect`: `www.h` for `h` and the other way round, unless a host of that name exists.
void add_www_redirects(std::vector<Server>& servers, Lowering& to);

/// `ssl-passthrough`: a listener and a route that leave TLS to the backend of `/`.
void pass_tls_through(std::vector<Server>& servers, std::string_view gateway, Lowering& to);

/// `auth-tls-secret` and `server-snippet` guard all of a host. Where the risk of the former is taken, headers that nginx would set are
/// removed from requests, so that nobody can forge them.
void guard_hosts(std::vector<Server>& servers, std::map<const Settings*, model::Filters>& filters, Lowering& to);

}  // namespace gw::nginx
