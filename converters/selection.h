/// Which objects of the input a run is about, and what is said once about the others.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "convert.h"
#include "dialects.h"
#include "kube/bundle.h"

namespace gw {

/// Sorts the objects: those that a dialect converts, of the wanted ingress class, by kind; all others are counted and named
/// once (GW0101, GW0106, GW0109), unknown versions of known kinds are errors (GW0102). Secrets are hidden from reports.
class Selection {
 public:
  Selection(const kube::Bundle& bundle, const Options& options, Sink& sink);

  std::span<const kube::Object* const> of(const Kind& kind) const;
  std::size_t count() const { return count_; }
  /// Whether an object that may restrict access to every route cannot be read.
  bool unread_guard() const { return unread_guard_; }

 private:
  struct Seen {
    std::size_t count = 0;
    Origin first;
  };
  using Counts = std::map<std::string, Seen>;

  void take(const kube::Object& object);
  bool is_of_no_group(const kube::Object& object);
  void choose(const kube::Object& object, const Dialect& dialect, const Kind& kind);
  void report();

  const Options& options_;
  Sink& sink_;
  std::map<const Kind*, std::vector<const kube::Object*>> chosen_;  // never iterated: looked up in the order of the table
  Counts others_;
  Counts gateway_api_;
  std::map<std::string, std::size_t> skipped_;
  std::size_t count_ = 0;
  bool unread_guard_ = false;
};

}  // namespace gw
