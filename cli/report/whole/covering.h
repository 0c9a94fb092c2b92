/// Finding the object or rule that a place is in.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "source/source.h"

namespace gw::cli {

/// The row of `rows`, which are sorted by their places and do not overlap, that covers `at`; null if none does.
template <class Row>
const Row* covering(const std::vector<Row>& rows, Origin at) {
  const auto begin_of = [](Origin place) { return std::pair(place.file, place.span.begin); };
  const auto after = std::ranges::upper_bound(rows, begin_of(at), {}, [&](const Row& row) { return begin_of(row.at); });
  if (!at.known() || after == rows.begin()) return nullptr;
  const Row& row = *std::prev(after);
  return row.at.file == at.file && row.at.span.contains(at.span) ? &row : nullptr;
}

}  // namespace gw::cli
