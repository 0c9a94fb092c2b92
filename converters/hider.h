/// Takes what no report may show out of texts.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "source/source.h"

namespace re2 {
class RE2;
}

namespace gw {

class Hider {
 public:
  /// `redacted`: places in the input whose text is hidden wherever it stands. Very short ones are left, since they are parts of
  /// other words; names tell about them.
  Hider(std::span<const Source> sources, std::span<const Origin> redacted);

  /// Puts `***` in the place of each of them.
  void apply(std::string& text) const;

 private:
  std::shared_ptr<const re2::RE2> any_;  ///< null: there is nothing to hide
};

}  // namespace gw
