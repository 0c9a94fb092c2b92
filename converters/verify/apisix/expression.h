/// Conditions on variables (spec/apisix §2.5).
#pragma once

#include "verify/condition.h"
#include "yaml/view.h"

namespace gw::verify::apisix {

/// Reads one entry of `exprs`, which compares a subject with a value or set.
Condition read_expression(const yaml::View& expression);

/// Reads one entry of `vars`: a variable, perhaps `!`, an operator, and a value or list.
Condition read_variable(const yaml::View& variable);

}  // namespace gw::verify::apisix
