/// Whether two rules treat a request alike on its way to the backend.
#pragma once

#include "model/filters.h"

namespace gw::model {

/// Whether it makes no difference which of the two are applied; null: none.
bool same_filters(const Filters* a, const Filters* b);

}  // namespace gw::model
