/// Where findings fall: an exact account of what changed on the way from the input to the manifests.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <list>
#include <optional>
#include <ranges>
#include <set>
#include <string>
#include <vector>

#include "diag/codes.h"
#include "source/rare.h"
#include "source/source.h"

namespace gw {

/// A request that is treated differently, and how. `before` and `after` are backends or answers ("left:80", "404").
struct Witness {
  std::string request;  ///< "GET http://shop.example.com/left/x"
  std::string before;
  std::string after;
};

/// Who has said that a finding is known and meant.
enum class AcceptedBy : std::uint8_t {
  Flag,      ///< --accept: it withholds nothing
  Baseline,  ///< a file of known findings
  Comment,   ///< beside the place in the input
};

struct Finding {
  Code code{};
  Severity severity{};
  bool accepted : 1 = false;                      ///< reported, but it fails nothing
  AcceptedBy accepted_by : 2 = AcceptedBy::Flag;  ///< if it is
  Origin at;              ///< unknown for findings about the whole run
  std::string message;
  std::string help;                ///< empty: the registry's help
  Rare<Witness> witness;  ///< for findings about routing
  std::string target;              ///< object and field of the output that it is about, if one exists
  std::string available;           ///< first release and channel, or implementation, without this loss
  std::string object;              ///< "ApisixRoute web/shop"; filled in by convert()
  std::string field;               ///< "spec.http[0].match.paths[1]"; filled in by convert()
};

/// Collects findings in the order in which they are made.
class Sink {
 public:
  Sink() = default;
  explicit Sink(std::set<Code> accepted) : accepted_(std::move(accepted)) {}

  /// Adds a finding; the number and kinds of `args` are checked against the message at compile time.
  /// The reference stays valid until the next report.
  template <Code C, class... Args>
  Finding& report(Origin at, const Args&... args) {
    static constexpr std::string_view text = info(C).message;
    return add(C, at, fmt::format(fmt::format_string<const Args&...>(text), args...));
  }

  /// Whether the user takes the risk of this code (--accept).
  bool accepts(Code code) const { return accepted_.contains(code); }
  const std::set<Code>& accepted() const { return accepted_; }

  /// Moves the findings of `other` behind these ones.
  void append(Sink&& other);
  /// Marks bytes that no report may show: values of Secrets and credentials.
  void redact(Origin at) {
    if (!inlined_.contains(at)) redacted_.push_back(at);
  }
  /// Says that the values made from this place are secret, although what is written there is not: the name of a Secret.
  void hide_made_from(Origin at) { inlined_.insert(at); }
  /// Whether no report may show a value made from this place.
  bool hides(Origin at) const { return at.known() && (inlined_.contains(at) || std::ranges::find(redacted_, at) != redacted_.end()); }
  const std::set<Origin>& inlined() const { return inlined_; }

  std::list<Finding>& findings() { return findings_; }
  /// Those that came after the first `count`.
  auto findings_after(std::size_t count) {
    return std::ranges::subrange(std::prev(findings_.end(), static_cast<std::ptrdiff_t>(findings_.size() - count)), findings_.end());
  }
  std::vector<Origin>& redacted() { return redacted_; }

 private:
  Finding& add(Code code, Origin at, std::string message);

  std::set<Code> accepted_;
  std::list<Finding> findings_;  // they are large and never move, and most sinks get none
  std::vector<Origin> redacted_;
  std::set<Origin> inlined_;
};

}  // namespace gw
