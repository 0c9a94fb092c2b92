/// Takes out of an object what the target release lacks, and reports each such field and value.
#pragma once

#include <string_view>

#include "diag/sink.h"
#include "gateway/releases.h"
#include "yaml/value.h"

namespace gw::gateway {

/// Removes every field that the target lacks (GW4001) and every value of an enumeration that it lacks (GW4002). What cannot
/// do without the removed part goes with it: a filter without its type, a list without items. Returns false if the object
/// itself is such a thing, or the target lacks its kind: then it is incomplete and must not be printed.
bool fit(yaml::Value& object, std::string_view kind, const Schema& schema, Sink& sink);

}  // namespace gw::gateway
