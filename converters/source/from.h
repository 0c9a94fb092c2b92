/// A value and the place where it was written.
#pragma once

#include "source/source.h"

namespace gw {

template <class T>
struct From {
  T value{};
  Origin at{};
};

}  // namespace gw
