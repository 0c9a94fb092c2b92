/// The requests that two readings can tell apart: hosts, paths, methods, headers, parameters, cookies and clients, with a request
/// for each class.
#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "verify/side.h"

namespace gw::verify {

/// How the space was walked.
struct Coverage {
  std::size_t hosts = 0;
  std::size_t requests = 0;
  std::set<std::string> sampled;  ///< why not every class has a request, in phrases; empty: every one has
};

/// A name for each class of hosts.
std::vector<std::string> host_witnesses(std::span<const Side* const> sides);

/// Calls `visit` for a request of each class of every host; requests of one host come together.
Coverage for_each_request(std::span<const Side* const> sides, const std::function<void(const Request&)>& visit);

/// Why requests are sampled: what a regular expression matches cannot be decided.
std::string undecided(const std::string& pattern);

/// Paths that tell the patterns apart. Adds to `sampled` why they are not all.
std::vector<std::string> path_witnesses(std::vector<Pattern> patterns, const std::vector<std::string>& probes, std::set<std::string>& sampled);

/// Copies of `request` that differ in what the conditions ask for. Adds to `sampled` why they are not all.
std::vector<Request> with_conditions(const Request& request, std::span<const Conditions* const> conditions, std::set<std::string>& sampled);

}  // namespace gw::verify
