/// Which findings announce which differences: by where they are made, and by what their codes are about.
#pragma once

#include <map>
#include <memory>
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

using Findings = std::vector<const Finding*>;

class Announcements {
 public:
  explicit Announcements(std::span<const Finding> findings);

  /// The findings at these places, or with `request` as their witness, whose code announces `facet`.
  Findings find(std::span<const Origin> places, const std::string& request, Facet facet, bool same_rule) const;
  /// Likewise at places that many rules share, or about the whole run. The result stays.
  const Findings& find_shared(const std::shared_ptr<const std::vector<Origin>>& places, Facet facet, bool same_rule) const;
  /// Every finding at these places.
  Findings about(std::span<const Origin> places) const;

 private:
  struct Key {
    std::shared_ptr<const std::vector<Origin>> places;
    Facet facet;
    bool same_rule;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  std::map<std::uint32_t, Findings> by_file_;  ///< by their beginning
  std::map<std::string, Findings> by_witness_;
  Findings of_the_run_;
  mutable std::map<Key, Findings> shared_;
};

}  // namespace gw::verify
