#include "yaml/build.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

#include "yaml/extent.h"
#include "yaml/resolve.h"

namespace gw::yaml {
namespace {

constexpr std::string_view kTagPrefix = "tag:yaml.org,2002:";

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
}

/// The bytes of a scalar that begins at `begin`; nothing for a quote that is never closed.
std::optional<Span> scalar_span(std::string_view text, std::size_t begin, std::string_view value, bool plain) {
  if (begin >= text.size()) return span_of(text.size(), text.size());
  if (plain) return span_of(begin, end_of_plain(text, begin, value));
  if (text[begin] == '|' || text[begin] == '>') return span_of(begin, end_of_block(text, begin));
  if (text[begin] != '"' && text[begin] != '\'') return span_of(begin, end_of_plain(text, begin, value));
  const auto end = end_of_quoted(text, begin);
  if (!end) return std::nullopt;
  return span_of(begin, *end);
}

/// The number of values in `node`, but no more than `limit`.
std::size_t count(const Node& node, std::size_t limit) {
  std::size_t n = 1;
  for (const Node& item : node.items())
    if (n < limit) n += count(item, limit - n);
  for (const Member& member : node.members())
    if (n < limit) n += count(member.value, limit - n);
  return n;
}

}  // namespace

std::string_view Builder::keep(std::string_view value) {
  const std::span<const char> kept = keep(std::span<const char>(value.data(), value.size()));
  return {kept.data(), kept.size()};
}

void Builder::add(Node node, std::size_t anchor) {
  if (++nodes_ > kMaxNodes && !failed_) {
    sink_.report<Code::document_too_large>(origin({document_.begin, document_.begin + 1}), kMaxNodes, "");
    fail();
  }
  if (failed_) return;
  if (anchor != 0) anchors_.insert_or_assign(anchor, node);
  pending_.push_back(node);
}

void Builder::null(std::size_t at, std::size_t anchor) { add(Node::null(span_of(at, at)), anchor); }

void Builder::scalar(std::size_t at, std::size_t anchor, std::string_view tag, std::string_view value) {
  if (failed_) return;
  const bool bare = tag == "?" || tag == "!";
  const std::size_t begin = anchor != 0 || !bare ? skip_properties(text_, at) : at;
  bool plain = tag == "?";
  if (!bare) {
    const std::string_view type = tag.starts_with(kTagPrefix) ? tag.substr(kTagPrefix.size()) : tag;
    plain = type == "int" || type == "float" || type == "bool" || type == "null";
    if (!plain && type != "str") {
      sink_.report<Code::tag_not_supported>(origin(span_of(at, begin)));
      return fail();
    }
  }
  const auto span = scalar_span(text_, begin, value, plain);
  if (!span) {
    Finding& finding = sink_.report<Code::yaml_syntax>(origin(span_of(begin, begin + 1)), "this quote is never closed");
    finding.help = "close it, or quote the whole value";
    return fail();
  }
  const std::string_view written = text_.substr(span->begin, span->end - span->begin);
  const std::string_view inside = written.size() >= 2 && !plain ? written.substr(1, written.size() - 2) : written;
  add(Node::scalar(*span, inside == value ? inside : keep(value), plain), anchor);
}

void Builder::alias(std::size_t at, std::size_t anchor) {
  if (failed_) return;
  std::size_t end = at + 1;
  while (end < text_.size() && std::strchr(" \t\r\n,]}:", text_[end]) == nullptr) ++end;
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) {
    sink_.report<Code::alias_invalid>(origin(span_of(at, end)), "stands inside the value that it repeats");
    return fail();
  }
  repeated_ += count(found->second, kMaxRepeated);
  if (repeated_ < kMaxRepeated) return add(copy(found->second), 0);
  sink_.report<Code::document_too_large>(origin(span_of(at, end)), kMaxRepeated, ", aliases expanded");
  fail();
}

Node Builder::copy(const Node& node) {
  if (node.is_list()) {
    std::vector<Node> items;
    for (const Node& item : node.items()) items.push_back(copy(item));
    return Node::list(node.span(), keep(std::span<const Node>(items)));
  }
  if (node.is_map()) {
    std::vector<Member> members;
    for (const Member& member : node.members()) members.push_back({member.key, copy(member.value)});
    return Node::map(node.span(), keep(std::span<const Member>(members)));
  }
  return node;
}

void Builder::open(std::size_t at, std::size_t anchor, std::string_view tag, bool is_map, bool is_flow) {
  if (failed_) return;
  const bool bare = tag.empty() || tag == "?" || tag == "!";
  const std::size_t begin = anchor != 0 || !bare ? skip_properties(text_, at) : at;
  if (!bare && tag != (is_map ? "tag:yaml.org,2002:map" : "tag:yaml.org,2002:seq")) {
    sink_.report<Code::tag_not_supported>(origin(span_of(at, begin)));
    return fail();
  }
  open_.push_back({begin, pending_.size(), anchor, is_map, is_flow});
}

void Builder::close() {
  if (failed_) return;
  const Open open = open_.back();
  open_.pop_back();
  const std::span<const Node> children = std::span<const Node>(pending_).subspan(open.first);
  const Node node = open.is_map ? finish_map(open, children) : finish_list(open, children);
  pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(open.first), pending_.end());
  add(node, open.anchor);
}

Span Builder::extent(const Open& open, std::span<const Node> children) const {
  std::size_t end = open.begin + (open.is_flow ? 1 : 0);
  if (!children.empty() && children.back().span().end > end) end = children.back().span().end;
  return span_of(open.begin, open.is_flow ? end_of_flow(text_, end) : end);
}

Node Builder::finish_list(const Open& open, std::span<const Node> children) {
  return Node::list(extent(open, children), keep(children));
}

std::optional<Node> Builder::root() const {
  if (failed_ || pending_.empty() || !open_.empty()) return std::nullopt;
  return pending_.front();
}

}  // namespace gw::yaml
