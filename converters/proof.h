/// What a conversion does to requests: the source read by its own rules, beside the manifests read by those of the Gateway API.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "convert.h"
#include "verify/side.h"
#include "verify/verdict.h"

namespace gw {

/// One request on one side.
struct Ending {
  verify::Answer answer;
  verify::Trace trace;
};

class Proof {
 public:
  /// Converts `sources` and reads them and the manifests: `against`, or our own if it is empty. Both must outlive it.
  Proof(std::span<const Source> sources, std::span<const Source> against, const Options& options);
  ~Proof();

  /// Its findings announce the differences, if our own manifests are compared.
  const Conversion& conversion() const;
  bool own() const;
  /// What cannot be read of the manifests that the input is compared with.
  const std::vector<Finding>& unreadable() const;

  /// Compares the sides for every class of requests.
  verify::Verdict compare() const;
  /// What no report may show of the input is `***` in what it gives; an answer itself is as it is.
  void hide(std::string& text) const;
  Ending before(const verify::Request& request) const;
  Ending after(const verify::Request& request) const;

 private:
  struct Sides;
  std::unique_ptr<Sides> sides_;
};

}  // namespace gw
