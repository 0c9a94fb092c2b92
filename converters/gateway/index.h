/// All paths of all rules by host and text: who serves a request in the source, and which paths meet.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gateway/request.h"
#include "model/route.h"

namespace gw::gateway {

/// A rule together with the object it stands in.
struct RuleRef {
  const model::Route* route = nullptr;
  const model::Rule* rule = nullptr;
};

/// Whether the two are one rule of the source: the second is there for the requests that the first refuses.
inline bool are_halves(const RuleRef& a, const RuleRef& b) {
  return a.route == b.route && a.rule->at == b.rule->at && (a.rule->withheld == model::Withheld::Refused) != (b.rule->withheld == model::Withheld::Refused);
}

class Index {
 public:
  /// One path of one rule on one host. Sorted by host, then text, then kind, then rank, greatest first.
  struct Entry {
    std::uint32_t host;
    std::uint32_t rule;  ///< index into `rules`
    std::uint32_t path;  ///< index into the rule's paths
  };

  /// `rules` must outlive the index and not change.
  explicit Index(std::span<const RuleRef> rules);

  const RuleRef& ref(const Entry& entry) const { return rules_[entry.rule]; }
  const model::Path& path(const Entry& entry) const { return rules_[entry.rule].rule->paths[entry.path]; }

  std::size_t hosts() const { return host_names_.size(); }
  /// Exact name, `*.example.com`, "*" where it was written, or "" for rules without hosts.
  std::string_view host_name(std::size_t host) const { return host_names_[host]; }
  std::span<const Entry> on_host(std::size_t host) const;
  /// Entries on `host` whose path has exactly this text.
  std::span<const Entry> with_text(std::size_t host, std::string_view text) const;
  /// Entries on `host` whose path begins with this text.
  std::span<const Entry> beginning_with(std::size_t host, std::string_view text) const;
  /// The hosts whose rules may serve requests for `name`, in the order in which the source asks them: the host itself,
  /// wildcards from the longest, then "*", then "".
  std::vector<std::size_t> hosts_for(std::string_view name) const;

  /// Entries on `host` whose path is a regular expression of the source.
  std::span<const Entry> regexes_on(std::size_t host) const;

  /// The rule that serves `request` in the source, or nullptr. `without` is passed over.
  const RuleRef* winner(const Request& request, const model::Rule* without = nullptr) const;

 private:
  std::span<const RuleRef> rules_;
  std::vector<std::string_view> host_names_;
  std::unordered_map<std::string_view, std::uint32_t> host_numbers_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> host_starts_;
  std::vector<Entry> regexes_;  // entries whose text is not the beginning of the paths they match
};

}  // namespace gw::gateway
