/// The Gateway API's own reading of manifests: listeners, host names, precedence, filters and weights.
#pragma once

#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "verify/gateway/objects.h"
#include "verify/side.h"

namespace gw::verify::gateway {

/// Which rule wins, by what the releases say (spec/gateway-api §5.2).
enum class Precedence : std::uint8_t {
  PathLength,   ///< before v0.7.0: the longer path, exact or not
  ExactLength,  ///< v0.7.0: the longer exact path, then the longer prefix
  ExactFirst,   ///< since v0.7.1: exact paths, the longer prefix, a method, then headers and query
};
Precedence precedence_of(std::string_view release);

/// What an implementation does where the Gateway API leaves it open.
struct Habits {
  Precedence precedence = Precedence::ExactFirst;
  bool falls_through = false;     ///< a host without a matching rule is served by rules for its wildcard, and for any host
  int without_backend = 500;      ///< the answer of a rule without backends
};

class GatewaySide : public Side {
 public:
  GatewaySide(Objects objects, Habits habits);

  std::vector<std::string> hosts() const override;
  std::vector<Port> ports() const override;
  bool listens(const Request& request) const override;
  void paths(const Request& request, std::vector<Pattern>& patterns, std::vector<std::string>& probes) const override;
  void conditions(const Request& request, std::vector<const Conditions*>& out) const override;
  Answer answer(const Request& request, Trace* trace) const override;
  std::vector<std::string> not_read() const override { return objects_.not_read; }

 private:
  struct Entry {
    const RouteRule* rule;
    const Match* match;
    std::size_t route;
    std::size_t order;  ///< of rule and match in the route
  };
  /// The rules for one host name on one listener, best first, and where to find them by path.
  struct VirtualHost {
    std::vector<Entry> entries;
    std::unordered_map<std::string, std::vector<std::uint32_t>> exact;
    std::unordered_map<std::string, std::vector<std::uint32_t>> prefixes;
    std::vector<std::uint32_t> regexes;
  };
  using Hosts = std::unordered_map<std::string, VirtualHost>;

  /// Who is asked at one port for one host; requests for one come together.
  struct Place {
    Port port;
    std::string host;
    std::vector<std::size_t> listeners;       ///< that take connections for this host: the most specific ones
    std::vector<const VirtualHost*> hosts;    ///< that are asked in turn
  };

  /// What was asked last: requests with one path come together.
  struct Asked {
    const VirtualHost* host = nullptr;
    std::string path;
    std::vector<std::uint32_t> found;
  };

  void attach(std::size_t route);
  void put_in_order(VirtualHost& host);
  bool before(const Entry& a, const Entry& b) const;
  /// What decides before age, name and order do: the greater one wins.
  using Rank = std::array<std::size_t, 5>;
  Rank rank(const Entry& entry) const;
  /// Whether only the age of two routes decides, which nobody has written down.
  bool undecided(const Entry& a, const Entry& b) const;
  /// Stays until another place is asked for.
  const Place& place_of(const Request& request) const;
  void find_listeners(Place& place) const;
  void find_hosts(Place& place) const;
  const std::vector<std::uint32_t>& with_path(const VirtualHost& host, std::string_view path) const;
  Answer of(const Entry& entry, const Request& request) const;
  Answer forward(const Entry& entry, const Request& request) const;
  Answer refused_for(const Entry& entry) const;
  Answer redirect(const Entry& entry, const Request& request) const;
  /// Other rules that may win as well: nothing says where regular expressions stand, nor which route is older.
  void add_others(const std::vector<const Entry*>& holding, const Request& request, Answer& out) const;
  /// The port of a redirect that names none and keeps the scheme (spec/gateway-api §5.7).
  std::int64_t port_of_redirect(const Request& request) const;
  void explain(const VirtualHost& host, const Request& request, Trace& trace) const;

  Objects objects_;
  Habits habits_;
  std::vector<Hosts> by_listener_;
  mutable Place place_{};
  mutable Asked asked_{};
  std::map<Port, std::unordered_map<std::string, std::vector<std::size_t>>> listeners_;  ///< by host name
};

}  // namespace gw::verify::gateway
