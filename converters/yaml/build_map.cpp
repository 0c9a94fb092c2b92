// Mappings: duplicate keys, merge keys, keys without a colon. The order of assignments is that of go-yaml v2, so that a
// later key, or a later `<<`, wins over an earlier one.
#include <algorithm>
#include <unordered_map>

#include "yaml/build.h"
#include "yaml/extent.h"
#include "yaml/json_view.h"
#include "yaml/resolve.h"

namespace gw::yaml {
namespace {

constexpr std::size_t kLinearSearch = 24;

/// Whether a plain key certainly means its own text: it begins with a letter that no number and no y/n/true/null word
/// begins with. Saves the full question for nearly every key of a manifest.
bool is_ordinary_word(std::string_view text) {
  constexpr std::string_view kLetters = "abcdeghijklmpqrsuvwxzABCDEGHIJKLMPQRSUVWXZ";
  return !text.empty() && kLetters.find(text.front()) != std::string_view::npos;
}

}  // namespace

/// Turns a scalar into a key with the text that Kubernetes gives it; false if it is none.
bool Builder::make_key(Node& key) {
  if (key.is_list() || key.is_map()) {
    sink_.report<Code::key_not_scalar>(origin(key.span()), describe(key));
    fail();
    return false;
  }
  if (key.is_null()) {
    key = Node::scalar(key.span(), "null", false);
  } else if (key.plain() && !is_ordinary_word(key.text()) && meaning(key.text()) != Meaning::String) {
    key = Node::scalar(key.span(), keep(std::string_view(key_text(key.text()))), false);
  }
  return true;
}

/// An empty value has no place of its own: it gets that of its key. A key of a block mapping without a colon behind it
/// is text that yaml-cpp takes for a key.
Node Builder::value_of(const Node& key, const Node& value, const Open& open) {
  if (!value.is_null()) return value;
  std::size_t colon = key.span().end;
  while (colon < text_.size() && (text_[colon] == ' ' || text_[colon] == '\t')) ++colon;
  const bool has_colon = colon < text_.size() && text_[colon] == ':';
  const std::size_t line = text_.rfind('\n', key.span().begin);
  const std::size_t first = text_.find_first_not_of(" -", line == std::string_view::npos ? 0 : line + 1);
  const bool explicit_key = first < key.span().begin && text_[first] == '?';
  if (!has_colon && !open.is_flow && !explicit_key) {
    Finding& finding = sink_.report<Code::yaml_syntax>(
        origin(key.span()), "this is neither a key with a colon nor part of the value above");
    finding.help = "put a colon and a blank after the key, or check the indentation";
    fail();
  }
  const std::size_t at = value.span().begin;
  if (has_colon && at > colon && text_.substr(colon, at - colon).find('\n') == std::string_view::npos) {
    const std::string_view word = text_.substr(at, text_.find_first_of(" \t\r\n,]}#", at) - at);
    if (!word.empty() && meaning(word) == Meaning::Null)
      return Node::null({value.span().begin, static_cast<std::uint32_t>(at + word.size())});
  }
  return Node::null(key.span());
}

void Builder::assign(std::vector<Member>& members, const Member& member) {
  const auto same = std::find_if(members.begin(), members.end(),
                                 [&](const Member& other) { return other.key.text() == member.key.text(); });
  if (same == members.end())
    members.push_back(member);
  else
    *same = member;
}

void Builder::merge(std::vector<Member>& members, const Node& key, const Node& value) {
  const auto add = [&](const Node& map) {
    for (const Member& member : map.members()) assign(members, member);
  };
  if (value.is_map()) return add(value);
  const auto is_map = [](const Node& node) { return node.is_map(); };
  if (value.is_list() && std::ranges::all_of(value.items(), is_map)) {
    for (auto map = value.items().rbegin(); map != value.items().rend(); ++map) add(*map);
    return;
  }
  Finding& finding = sink_.report<Code::yaml_syntax>(origin(key.span()), "`<<` merges mappings, but what stands here is none");
  finding.help = "name an anchored mapping, or write the fields out";
  fail();
}

Node Builder::finish_map(const Open& open, std::span<const Node> children) {
  members_.clear();
  bool merged = false;
  std::unordered_map<std::string_view, std::size_t> index;  // only for mappings too large for a linear search
  for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
    Member member{children[i], children[i + 1]};
    member.value = value_of(member.key, member.value, open);
    if (member.key.is_scalar() && member.key.plain() && member.key.text() == "<<") {
      merge(members_, member.key, member.value);
      merged = true;
      index.clear();
      continue;
    }
    if (!make_key(member.key)) break;
    const std::string_view text = member.key.text();
    std::size_t earlier = members_.size();
    if (members_.size() < kLinearSearch || merged) {
      const auto found = std::ranges::find(members_, text, [](const Member& m) { return m.key.text(); });
      earlier = static_cast<std::size_t>(found - members_.begin());
    } else {
      if (index.empty())
        for (std::size_t m = 0; m < members_.size(); ++m) index.emplace(members_[m].key.text(), m);
      earlier = index.emplace(text, members_.size()).first->second;
    }
    if (earlier == members_.size()) {
      members_.push_back(member);
      continue;
    }
    const bool from_merge = merged && members_[earlier].key.span().begin < open.begin;
    if (!from_merge) sink_.report<Code::duplicate_key>(origin(members_[earlier].key.span()), text);
    members_[earlier] = member;
  }
  return Node::map(extent(open, children), keep(std::span<const Member>(members_)));
}

}  // namespace gw::yaml
