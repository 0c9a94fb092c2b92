/// One place of a server as rules of a route.
#pragma once

#include <vector>

#include "nginx/routes.h"

namespace gw::nginx {

enum class Door : std::uint8_t { Http, Https, Both };

class Rules {
 public:
  Rules(const Server& server, const RouteContext& context) : server_(server), context_(context) {}

  /// Appends the rules that serve the place behind `door`, canaries first; none if nginx answers 404 there.
  void serve(const Place& place, Door door, std::vector<model::Rule>& out) const;
  /// A rule that sends the requests of the place to HTTPS.
  model::Rule to_https(const Place& place) const;
  /// Whether nginx sends plain HTTP requests for the place to HTTPS.
  bool goes_to_https(const Place& place) const;
  /// `app-root`: a rule that sends `/` elsewhere.
  model::Rule app_root(const Annotation& annotation) const;
  /// Reports about backends of the place: protocols that cannot be spoken withhold it.
  model::Withheld check_backend(const Place& place) const;

 private:
  model::Rule base(const Place& place) const;
  std::shared_ptr<const model::Filters> filters(const Place& place, Door door) const;
  void mark_grpc(const Settings& settings, model::Rule& rule) const;
  void add_canary(const Place& place, model::Rule& main, std::vector<model::Rule>& out) const;

  const Server& server_;
  const RouteContext& context_;
};

}  // namespace gw::nginx
