/// Reading files in JSON that the program has written itself before.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "diag/result.h"

namespace gw::cli {

/// What stands in `file`, which is called `what` in errors: "the baseline". `remedy`: what to do if it is not there or no JSON.
Result<nlohmann::ordered_json> read_json_file(const std::string& file, std::string_view what, std::string_view remedy);

}  // namespace gw::cli
