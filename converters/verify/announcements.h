/// Which findings announce which differences: by where they are made, and by what their codes are about.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "diag/sink.h"
#include "verify/answer.h"

namespace gw::verify {

/// Whether findings of this code announce differences in this. `same_rule`: one rule of the input decides the request before and
/// after; otherwise another rule may differ in anything.
bool announces(Code code, Facet facet, bool same_rule);
/// Whether they announce differences at all.
bool announces_anything(Code code);

class Announcements {
 public:
  explicit Announcements(std::span<const Finding> findings);

  /// The findings about one of these places, or about `request`, whose code announces `facet`, in order.
  std::vector<const Finding*> about(std::span<const Origin> places) const;
  std::vector<const Finding*> find(std::span<const Origin> places, const std::string& request, Facet facet, bool same_rule) const;

 private:
  std::map<std::uint32_t, std::vector<const Finding*>> by_file_;  ///< by their beginning
  std::map<std::string, std::vector<const Finding*>> by_witness_;
  std::vector<const Finding*> of_the_run_;
};

}  // namespace gw::verify
