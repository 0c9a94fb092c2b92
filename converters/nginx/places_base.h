/// What hosts with and without regular expressions share when their paths become path matches.
#pragma once

#include <string>
#include <vector>

#include "nginx/places.h"

namespace gw::nginx {

class Places {
 public:
  Places(const Server& server, Lowering& to) : server_(server), to_(to) {}

 protected:
  Sink& sink() const { return to_.sink; }
  /// Whether access to the path is restricted: then other rules must not take its requests.
  bool is_guarded(const Location& location) const {
    return server_.guarded || location.settings->withheld_at(location.path) == model::Withheld::Guarded;
  }
  /// Adds an exact path or prefix; reports one that cannot be written.
  void add_plain(const Location& location, model::PathMatch::Kind kind, const std::string& literal, Rare<Rewritten> rewritten, model::Withheld withheld);
  /// Closes an open place, so that it does not take the requests of a guarded path (GW2145).
  void close(Place& place, std::string_view guard, std::string_view why);
  /// Closes what would take the requests of guarded paths that are too long to be written.
  void close_over_unwritten();
  /// For messages.
  static std::string shortened(std::string_view path);
  /// Instead of a guarded path that cannot be written: the folder that it is in.
  void close_folder(const Location& location, std::string_view start);

  const Server& server_;
  Lowering& to_;
  std::vector<Place> out_;
  std::vector<std::pair<const Location*, std::string>> unwritten_;
};

}  // namespace gw::nginx
