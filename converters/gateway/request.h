/// Requests as examples: which request a rule serves, and whether a rule serves a given request.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/route.h"

namespace gw::gateway {

struct Request {
  std::string method = "GET";
  std::string host{};
  std::string path{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::vector<std::pair<std::string, std::string>> query{};
  std::vector<std::pair<std::string, std::string>> cookies{};
  std::vector<std::string> secrets{};  ///< values that no report may show
};

/// "GET http://shop.example.com/left/x?v=1 with X-Canary: always".
std::string describe(const Request& request);

/// A path that `match` serves; the shortest one that shows it.
std::string sample_path(const model::PathMatch& match);
/// A host that `pattern` (exact, `*.example.com` or "" for any) serves.
std::string sample_host(std::string_view pattern);

/// Makes `request` meet the methods and conditions of `rule` as well as what it has already; false if that is not possible
/// or an example is not easily found.
bool meet(const model::Rule& rule, Request& request);

/// Whether the source would serve `path` through `match`.
bool matches(const model::PathMatch& match, std::string_view path);
/// Whether `request` meets the methods and conditions of `rule`, as the source judges them.
bool satisfies(const model::Rule& rule, const Request& request);
/// Whether no request can meet both rules' methods and conditions, as far as that is plain to see.
bool disjoint(const model::Rule& a, const model::Rule& b);

/// Whether a rule serves every request to its hosts and paths.
inline bool unconditional(const model::Rule& rule) {
  return rule.methods.empty() && rule.conditions.empty() && !rule.restricted_otherwise;
}

/// "shop/api:80", or several with their weights: what a request is served by.
std::string describe_backends(const model::Route& route, const model::Rule& rule);

}  // namespace gw::gateway
