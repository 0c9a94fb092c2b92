/// What a path pattern of APISIX matches.
#pragma once

#include <string>
#include <string_view>

#include "model/route.h"

namespace gw::apisix {

struct Pattern {
  model::PathMatch match;
  std::int64_t key_length = 0;    ///< bytes of literal text before the first `*`: the key in the radix tree
  std::string dead;               ///< not empty: why it never matches a request
  std::string not_expressible;    ///< not empty: why a Gateway API path cannot say it
  std::string same_as;            ///< not empty: the shorter pattern that matches the same
};

/// Reads `text`. `parameters`: the router is `radixtree_uri_with_parameter`, for which `:name` is any segment.
/// Rules: lua-resty-radixtree 2.9.2, common_route_data, fetch_pat and compare_param, executed.
Pattern read_pattern(std::string_view text, bool parameters = false);

/// The same for a whole path, in which `*` and `:` stand for themselves.
Pattern read_literal(std::string_view path);

}  // namespace gw::apisix
