#include "yaml/view.h"

#include "yaml/json_view.h"
#include "source/credentials.h"
#include "yaml/resolve.h"

namespace gw::yaml {
namespace {

bool is_string(const Node& node) {
  return node.is_scalar() && (!node.plain() || meaning(node.text()) == Meaning::String);
}

bool is_absent(const Node& node) {
  return node.is_null() || (node.is_scalar() && node.plain() && meaning(node.text()) == Meaning::Null);
}

void mark(const Node& node, bool read) {
  node.mark_read(read);
  for (const Node& item : node.items()) mark(item, read);
  for (const Member& member : node.members()) mark(member.value, read);
}

}  // namespace

const Member* View::find(std::string_view key) const {
  if (node_ == nullptr) return nullptr;
  for (const Member& member : node_->members())
    if (member.key.text() == key) return &member;
  return nullptr;
}

View View::wrong(std::string_view expected) const {
  const bool hidden = names_credential(name_);
  if (hidden) sink_->redact(at());
  sink_->report<Code::wrong_type>(at(), name_, expected, hidden && node_->is_scalar() ? "a value of another type" : describe(*node_));
  mark_all_read();
  return {};
}

bool View::has(std::string_view key) const {
  const Member* member = find(key);
  return member != nullptr && !is_absent(member->value);
}

View View::get(std::string_view key) const {
  const Member* member = find(key);
  if (member == nullptr) return {};
  member->value.mark_read();
  if (is_absent(member->value)) return {};
  return View(member->value, file_, *sink_, member->key.text());
}

View View::map(std::string_view key) const {
  const View value = get(key);
  return value && !value.node().is_map() ? value.wrong("a mapping") : value;
}

View View::list(std::string_view key) const {
  const View value = get(key);
  return value && !value.node().is_list() ? value.wrong("a list") : value;
}

std::optional<View::Text> View::text(std::string_view key) const {
  const View value = get(key);
  return value ? value.as_text() : std::nullopt;
}

std::optional<View::Text> View::required_text(std::string_view key) const {
  if (!has(key)) {
    get(key);
    sink_->report<Code::missing_field>(at(), key, "");
    return std::nullopt;
  }
  return text(key);
}

std::optional<From<bool>> View::boolean(std::string_view key) const {
  const View value = get(key);
  if (!value) return std::nullopt;
  const Node& node = value.node();
  if (!node.is_scalar() || !node.plain() || meaning(node.text()) != Meaning::Bool) {
    value.wrong("true or false");
    return std::nullopt;
  }
  return From<bool>{truth(node.text()), value.at()};
}

std::optional<From<std::int64_t>> View::integer(std::string_view key, std::int64_t low, std::int64_t high) const {
  const View value = get(key);
  return value ? value.as_integer(low, high) : std::nullopt;
}

std::vector<View::Text> View::texts(std::string_view key) const {
  const Items items = list(key).items();
  std::vector<Text> out;
  out.reserve(items.size());
  for (const View& item : items)
    if (const auto value = item.as_text()) out.push_back(*value);
  return out;
}

void View::ignore(std::string_view key, std::string_view /*why*/) const {
  if (const Member* member = find(key)) mark(member->value, true);
}

Origin View::key_at(std::string_view key) const {
  const Member* member = find(key);
  return member == nullptr ? Origin{} : Origin{file_, member->key.span()};
}

std::vector<std::pair<View::Text, View>> View::members() const {
  std::vector<std::pair<Text, View>> out;
  if (node_ == nullptr) return out;
  out.reserve(node_->members().size());
  for (const Member& member : node_->members()) {
    member.value.mark_read();
    out.emplace_back(Text{member.key.text(), {file_, member.key.span()}}, View(member.value, file_, *sink_, member.key.text()));
  }
  return out;
}

std::optional<View::Text> View::as_text() const {
  if (is_string(*node_)) return Text{node_->text(), at()};
  wrong("a string");
  if (node_->is_scalar()) sink_->findings().back().help = "put the value in quotes";
  return std::nullopt;
}

bool View::is_integer() const {
  return node_ != nullptr && node_->is_scalar() && node_->plain() && whole_number(node_->text()).has_value();
}

std::optional<From<std::int64_t>> View::as_integer(std::int64_t low, std::int64_t high) const {
  if (!is_integer()) {
    wrong("a whole number");
    return std::nullopt;
  }
  const std::int64_t n = *whole_number(node_->text());
  if (n < low || n > high) {
    sink_->report<Code::value_out_of_range>(at(), name_, n, low, high);
    return std::nullopt;
  }
  return From<std::int64_t>{n, at()};
}

bool View::as_map() const {
  if (node_->is_map()) return true;
  wrong("a mapping");
  return false;
}

void View::mark_all_read() const {
  if (node_ != nullptr) mark(*node_, true);
}

void mark_nothing_read(const Tree& tree) {
  for (const Document& document : tree.documents) mark(document.root, false);
}

void for_each_named(const Node& root, std::string_view key, const std::function<void(std::string_view)>& found) {
  for (const Node& item : root.items()) for_each_named(item, key, found);
  for (const Member& member : root.members()) {
    if (member.key.text() == key && member.value.is_scalar()) found(member.value.text());
    for_each_named(member.value, key, found);
  }
}

}  // namespace gw::yaml
