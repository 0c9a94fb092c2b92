// Paths of values inside a document, and the walk that finds what nobody has read.
#include <algorithm>

#include "yaml/view.h"

namespace gw::yaml {
namespace {

using Found = std::function<void(const std::string&, const Member&)>;

void append_index(std::string& path, std::size_t index) { path += '[' + std::to_string(index) + ']'; }

void walk_unread(const Node& node, std::string& path, const Found& found) {
  const std::size_t length = path.size();
  for (const Member& member : node.members()) {
    append_key(path, member.key.text());
    if (!member.value.was_read())
      found(path, member);
    else
      walk_unread(member.value, path, found);
    path.resize(length);
  }
  for (std::size_t i = 0; i < node.items().size(); ++i) {
    const Node& item = node.items()[i];
    append_index(path, i);
    if (!item.was_read())
      found(path, Member{item, item});
    else
      walk_unread(item, path, found);
    path.resize(length);
  }
}

/// Whether anything below `node` is unread; nearly always nothing is, and then no path needs to be built.
bool has_unread(const Node& node) {
  for (const Member& member : node.members())
    if (!member.value.was_read() || has_unread(member.value)) return true;
  for (const Node& item : node.items())
    if (!item.was_read() || has_unread(item)) return true;
  return false;
}

/// Appends the way from `node` down to the innermost value or key that covers `span`; false if there is none.
bool descend(const Node& node, Span span, std::string& path) {
  const std::size_t length = path.size();
  const auto enter = [&](const Node& child) {
    // The content of an alias stands elsewhere, so that a child may lie outside of its parent.
    const bool here = child.span().contains(span);
    if (descend(child, span, path)) return true;
    return here;
  };
  for (const Member& member : node.members()) {
    append_key(path, member.key.text());
    if (member.key.span().contains(span) || enter(member.value)) return true;
    path.resize(length);
  }
  for (std::size_t i = 0; i < node.items().size(); ++i) {
    append_index(path, i);
    if (enter(node.items()[i])) return true;
    path.resize(length);
  }
  return false;
}

/// As `descend`, but trusts spans to nest, which they do without aliases; looks at one child per level.
bool descend_fast(const Node& node, Span span, std::string& path) {
  const std::size_t length = path.size();
  for (const Member& member : node.members()) {
    const Span whole{member.key.span().begin, std::max(member.key.span().end, member.value.span().end)};
    if (whole.contains(span) || member.value.span().contains(span)) {
      append_key(path, member.key.text());
      descend_fast(member.value, span, path);
      return true;
    }
  }
  for (std::size_t i = 0; i < node.items().size(); ++i) {
    if (node.items()[i].span().contains(span)) {
      append_index(path, i);
      descend_fast(node.items()[i], span, path);
      return true;
    }
  }
  path.resize(length);
  return false;
}

bool is_simple(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '$';
  });
}

}  // namespace

void append_key(std::string& path, std::string_view key) {
  if (is_simple(key)) {
    if (!path.empty()) path += '.';
    path += key;
  } else {
    path += "[\"";
    path += key;
    path += "\"]";
  }
}

void for_each_unread(const Node& root, const Found& found) {
  if (!has_unread(root)) return;
  std::string path;
  walk_unread(root, path, found);
}

std::string path_of(const Node& root, Span span) {
  std::string path;
  if (root.span().contains(span)) {
    descend_fast(root, span, path);
    return path;
  }
  descend(root, span, path);
  return path;
}

}  // namespace gw::yaml
