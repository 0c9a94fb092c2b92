/// Small pieces of text that several readings take apart or put together in the same way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verify/request.h"
#include "yaml/view.h"

namespace gw::verify {

/// A scalar member, whatever its type; `otherwise` if it is missing or no scalar.
std::string text_of(const yaml::View& view, std::string_view key, std::string_view otherwise = "");

/// The parts between commas, without the blanks around them; empty ones are left out.
std::vector<std::string> comma_list(std::string_view text);

/// A whole number; `otherwise` if it is none, or larger than any that counts.
std::uint64_t number_in(std::string_view text, std::uint64_t otherwise);

/// Replaces variables of nginx that a request answers; others stay as they are written.
std::string with_variables(std::string text, const Request& request);

/// The query of a request with its `?`, or nothing.
std::string query_of(const Request& request);

/// A place that a redirect names, as clients see it: a path is one of the same host.
std::string absolute_url(const std::string& location, const Request& request);

}  // namespace gw::verify
