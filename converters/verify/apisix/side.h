/// APISIX's reading of ApisixRoutes (spec/apisix §2): one tree of paths for each host, or one for all.
#pragma once

#include <unordered_map>
#include <utility>

#include "verify/apisix/objects.h"
#include "verify/side.h"

namespace gw::verify::apisix {

class ApisixSide : public Side {
 public:
  ApisixSide(Objects objects, const Settings& settings, const Backends& backends);

  std::vector<std::string> hosts() const override;
  bool listens(const Request& request) const override;
  void paths(const Request& request, std::vector<Pattern>& patterns, std::vector<std::string>& probes) const override;
  void conditions(const Request& request, std::vector<const Conditions*>& out) const override;
  Answer answer(const Request& request, Trace* trace) const override;
  std::vector<std::string> not_read() const override { return objects_.not_read; }

  /// The route that wins, or nullptr: for tests of the tables of the specification.
  const Route* route_for(const Request& request) const;

 private:
  struct Entry {
    const Route* route;
    const Uri* uri;
    std::size_t order;
  };
  /// Routes by what stands before the first variable part of their path.
  struct Tree {
    std::unordered_map<std::string, std::vector<Entry>> exact;
    std::unordered_map<std::string, std::vector<Entry>> prefixes;
  };

  void add(const Route& route);
  static void put_in_order(Tree& tree);
  /// The trees that are asked in turn. Stays until another host is asked for: requests for one come together.
  const std::vector<const Tree*>& trees(std::string_view host) const;
  /// The entries whose pattern matches, in the order in which they are tried.
  static std::vector<const Entry*> candidates(const Tree& tree, std::string_view path);
  bool serves_host(const Route& route, std::string_view host) const;
  Answer of(const Route& route, const Request& request) const;
  void explain(const Tree& tree, const Request& request, const Entry* winner, Trace& trace) const;
  const Certificate* certificate(std::string_view host) const;

  Objects objects_;
  Router router_;
  const Backends& backends_;
  std::unordered_map<std::string, Tree> by_host_;  ///< `shop.example.com`, `*.example.com`, `*`; "" for routes without hosts
  mutable std::pair<std::string, std::vector<const Tree*>> trees_{};  ///< the host that was asked for last, and its trees
};

/// Whether the pattern of a host (`*.foo.com`, `*foo.com`, `foo.com`) matches, as APISIX does it: any text stands for `*`.
bool host_matches(std::string_view pattern, std::string_view host);

}  // namespace gw::verify::apisix
