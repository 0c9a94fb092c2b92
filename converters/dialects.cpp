#include "dialects.h"

#include <array>

#include "apisix/kinds.h"

namespace gw {

std::span<const Dialect* const> dialects() {
  static constexpr auto kDialects = std::to_array<const Dialect*>({&apisix::kDialect});
  return kDialects;
}

}  // namespace gw
