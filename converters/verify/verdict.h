/// Two readings compared: every class of requests that ends differently, and the finding that has announced it.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "diag/sink.h"
#include "verify/space.h"

namespace gw::verify {

/// One way in which two answers differ, and the findings that have announced it: the nearest ones, at most a few.
struct Part {
  Facet facet{};
  std::vector<const Finding*> announced_by;
};

/// Requests that end differently for the same reason: one rule, one finding that announces it.
struct Difference {
  std::string request;  ///< the first of them
  std::string before;
  std::string after;
  std::vector<Part> parts;
  std::size_t requests = 1; ///< how many were found

  bool announced() const;
};

struct Verdict {
  Coverage coverage;
  std::size_t different = 0;  ///< of the requests
  std::vector<Difference> differences;
  std::vector<std::string> not_read;
  std::size_t served = 0;              ///< requests that a rule decides before
  std::map<const Finding*, Witness> shown;  ///< findings that have announced a difference, with the first request that shows it
  std::set<const Finding*> moot;            ///< findings about rules that serve nothing any more

  std::size_t unannounced() const;
};

/// Compares what the sides answer. `findings` are those of the conversion, which live as long as the verdict is used.
Verdict compare(const Side& before, const Side& after, std::span<const Finding> findings);

}  // namespace gw::verify
