/// Hosts that have requests in common, directly or by way of others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gw::gateway {

/// `a.example.com` and `b.example.com` are in one group only if `*.example.com` or any host is there as well, or they are
/// joined by hand.
class HostGroups {
 public:
  using Number = std::uint32_t;

  /// A host behind a door: exact, `*.example.com`, or empty for any. Behind different doors no request is the same.
  Number add(std::string_view door, std::string_view host);
  void join(Number a, Number b) { parents_[group(a)] = group(b); }
  /// Joins the hosts that overlap. Call when all are there.
  void join_overlapping();
  /// The same number for all hosts of a group.
  Number group(Number host);

 private:
  struct Host {
    std::string door;
    std::string name;
  };
  const Number* find(std::string_view door, std::string_view host) const;

  std::vector<Host> hosts_;
  std::vector<Number> parents_;
  std::unordered_map<std::string, Number> numbers_;
};

}  // namespace gw::gateway
