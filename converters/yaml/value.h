/// Values by the name that they have where they are written as text.
#pragma once

#include "source/value.h"

namespace gw::yaml {

using gw::Value;

}  // namespace gw::yaml
