#include "gateway/index.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace gw::gateway {
namespace {

constexpr std::size_t kFewEntries = 32;  // on one host: looking at each is faster than searching

}  // namespace

Index::Index(std::span<const RuleRef> rules) : rules_(rules) {
  const auto number = [&](std::string_view host) {
    const auto [found, fresh] = host_numbers_.try_emplace(host, static_cast<std::uint32_t>(host_names_.size()));
    if (fresh) host_names_.push_back(host);
    return found->second;
  };
  for (std::uint32_t r = 0; r < rules.size(); ++r) {
    const model::Rule& rule = *rules[r].rule;
    const auto add = [&](std::uint32_t host) {
      for (std::uint32_t p = 0; p < rule.paths.size(); ++p) entries_.push_back({host, r, p});
    };
    for (const From<std::string>& host : rule.hosts) add(number(host.value));
    if (rule.hosts.empty()) add(number(rule.any_host_written ? "*" : ""));
  }
  std::ranges::stable_sort(entries_, [&](const Entry& a, const Entry& b) {
    if (a.host != b.host) return a.host < b.host;
    const model::Path& left = path(a);
    const model::Path& right = path(b);
    if (const int order = left.match.text.compare(right.match.text); order != 0) return order < 0;
    if (left.match.kind != right.match.kind) return left.match.kind < right.match.kind;
    return left.rank > right.rank;
  });
  std::ranges::copy_if(entries_, std::back_inserter(regexes_),
                       [&](const Entry& e) { return path(e).match.kind == model::PathMatch::Kind::Regex; });
  host_starts_.assign(host_names_.size() + 1, 0);
  for (const Entry& entry : entries_) ++host_starts_[entry.host + 1];
  std::partial_sum(host_starts_.begin(), host_starts_.end(), host_starts_.begin());
}

std::span<const Index::Entry> Index::on_host(std::size_t host) const {
  return std::span(entries_).subspan(host_starts_[host], host_starts_[host + 1] - host_starts_[host]);
}

std::span<const Index::Entry> Index::with_text(std::size_t host, std::string_view text) const {
  const auto range = on_host(host);
  const auto equal = std::ranges::equal_range(range, text, {}, [&](const Entry& e) { return std::string_view(path(e).match.text); });
  return {equal.begin(), equal.end()};
}

std::span<const Index::Entry> Index::beginning_with(std::size_t host, std::string_view text) const {
  const auto range = on_host(host);
  const auto begin = std::ranges::lower_bound(range, text, {}, [&](const Entry& e) { return std::string_view(path(e).match.text); });
  const auto end = std::find_if_not(begin, range.end(), [&](const Entry& e) { return path(e).match.text.starts_with(text); });
  return {begin, end};
}

std::span<const Index::Entry> Index::regexes_on(std::size_t host) const {
  const auto range = std::ranges::equal_range(regexes_, static_cast<std::uint32_t>(host), {}, &Entry::host);  // sorted by host, as all are
  return {range.begin(), range.end()};
}

std::vector<std::size_t> Index::hosts_for(std::string_view name) const {
  std::vector<std::size_t> out;
  const auto add = [&](std::string_view host) {
    if (const auto found = host_numbers_.find(host); found != host_numbers_.end()) out.push_back(found->second);
  };
  if (!name.empty() && name != "*") add(name);
  std::string wildcard;
  for (std::size_t dot = name.starts_with("*.") ? name.find('.', 2) : name.find('.'); dot != std::string_view::npos;
       dot = name.find('.', dot + 1)) {
    wildcard.assign("*").append(name.substr(dot));
    add(wildcard);
  }
  add("*");
  add("");
  return out;
}

const RuleRef* Index::winner(const Request& request, const model::Rule* without) const {
  for (const std::size_t host : hosts_for(request.host)) {
    const Entry* best = nullptr;
    const auto serves = [&](const Entry& entry) {
      if (ref(entry).rule == without) return false;
      return matches(path(entry).match, request.path) && satisfies(*ref(entry).rule, request);
    };
    const auto consider = [&](const Entry& entry) {
      if (best == nullptr || path(entry).rank > path(*best).rank) best = &entry;
    };
    if (const auto all = on_host(host); all.size() <= kFewEntries) {
      for (const Entry& entry : all)
        if (serves(entry)) consider(entry);
      if (best != nullptr) return &ref(*best);
      continue;
    }
    for (const Entry& entry : regexes_)
      if (entry.host == host && serves(entry)) consider(entry);
    for (std::size_t length = 0; length <= request.path.size(); ++length) {
      const auto run = with_text(host, std::string_view(request.path).substr(0, length));
      for (auto entry = run.begin(); entry != run.end(); ++entry) {
        const auto kind = path(*entry).match.kind;
        if (kind == model::PathMatch::Kind::Regex || !serves(*entry)) continue;
        consider(*entry);  // the greatest rank of its kind comes first
        entry = std::find_if(entry, run.end(), [&](const Entry& e) { return path(e).match.kind != kind; }) - 1;
      }
    }
    if (best != nullptr) return &ref(*best);
  }
  return nullptr;
}

}  // namespace gw::gateway
