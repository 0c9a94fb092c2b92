/// The paths of a host as nginx tries them, each as a path match, with what its rewrite amounts to.
#pragma once

#include <string>
#include <vector>

#include "model/route.h"
#include "nginx/rewrite.h"
#include "nginx/servers.h"

namespace gw::nginx {

struct Place {
  const Location* location = nullptr;
  model::PathMatch match;
  Rare<Rewritten> rewritten{};
  model::Withheld withheld = model::Withheld::No;
  std::string also{};  ///< a guarded path: a regular expression for its other spellings, which are refused as well
};

/// In the order in which nginx tries them where that matters; the implicit `/` comes last and only if it is the only way to
/// reach what its Ingress says. Reports where the paths differ from what nginx serves.
std::vector<Place> places_of(const Server& server, Lowering& to);

/// `path` with every character that the Gateway API forbids percent-encoded; empty if even that is not allowed. nginx decodes
/// requests, but not its own paths: its `/a%20b` is `/a%2520b` in a request.
std::string encoded_path(std::string_view path);

}  // namespace gw::nginx
