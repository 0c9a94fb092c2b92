#include "gateway/validate/field_value.h"

#include <algorithm>

#include "yaml/read.h"
#include "yaml/resolve.h"
#include "yaml/view.h"

namespace gw::gateway {
namespace {

const yaml::Node* find(const yaml::Node& map, std::string_view key) {
  for (const yaml::Member& member : map.members())
    if (member.key.text() == key) return &member.value;
  return nullptr;
}

bool is_null(const yaml::Node& node) {
  return node.is_null() || (node.is_scalar() && node.plain() && yaml::meaning(node.text()) == yaml::Meaning::Null);
}

}  // namespace

const yaml::Node& Defaults::parse(std::string_view json) {
  const auto [at, is_new] = entries_.try_emplace(json, Entry{Source("", std::string(json)), {}});
  Entry& entry = at->second;
  if (is_new) {
    Sink none;
    entry.tree = yaml::read({&entry.source, 1}, 1, none);
  }
  static const yaml::Node kNothing = yaml::Node::null({});
  return entry.tree.documents.empty() ? kNothing : entry.tree.documents.front().root;
}

JsonType FieldValue::type() const {
  if (node_->is_list()) return JsonType::Array;
  if (node_->is_map()) return JsonType::Object;
  if (node_->is_null()) return JsonType::Null;
  if (!node_->plain()) return JsonType::String;
  switch (yaml::meaning(node_->text())) {
    case yaml::Meaning::Null: return JsonType::Null;
    case yaml::Meaning::Bool: return JsonType::Boolean;
    case yaml::Meaning::Integer: return JsonType::Integer;
    case yaml::Meaning::Float: return yaml::whole_number(node_->text()) ? JsonType::Integer : JsonType::Number;
    case yaml::Meaning::String: break;
  }
  return JsonType::String;
}

std::string_view FieldValue::text() const {
  return node_ != nullptr && node_->is_scalar() && type() == JsonType::String ? node_->text() : std::string_view();
}

std::optional<std::int64_t> FieldValue::number() const {
  if (node_ == nullptr || !node_->is_scalar() || !node_->plain()) return std::nullopt;
  return yaml::whole_number(node_->text());
}

std::string_view FieldValue::written() const { return node_ != nullptr && node_->is_scalar() ? node_->text() : std::string_view(); }

std::string FieldValue::word() const {
  if (const auto n = number()) return std::to_string(*n);
  if (node_->is_scalar() && type() == JsonType::Boolean) return yaml::truth(node_->text()) ? "true" : "false";
  return std::string(text());
}

bool FieldValue::is_dropped(std::string_view name) const {
  return node_ != nullptr && schema_->child(name) == nullptr && find(*node_, name) != nullptr;
}

FieldValue FieldValue::child(const yaml::Node& node, const Schema::Node& schema, std::string_view name, bool is_default) const {
  FieldValue out;
  out.node_ = &node;
  out.schema_ = &schema;
  out.defaults_ = defaults_;
  out.is_default_ = is_default_ || is_default;
  out.at_ = out.is_default_ ? at_ : Origin{at_.file, node.span()};
  out.name_ = name;
  out.path_.reserve(path_.size() + name.size() + 8);
  out.path_ = path_;
  return out;
}

FieldValue FieldValue::member(std::string_view name) const {
  if (node_ == nullptr) return {};
  const Schema::Node* schema = schema_->child(name);
  if (schema == nullptr) return {};
  const yaml::Node* node = find(*node_, name);
  bool is_default = false;
  if (node == nullptr || is_null(*node)) {
    const auto json = fact_of(*schema, "default");
    if (!json || !node_->is_map()) return {};
    node = &defaults_->parse(*json);
    is_default = true;
  }
  FieldValue out = child(*node, *schema, schema->name, is_default);
  yaml::append_key(out.path_, name);
  return out;
}

std::vector<FieldValue> FieldValue::members() const {
  std::vector<FieldValue> out;
  if (const Schema::Node* any = schema_->child("{}")) {
    for (const yaml::Member& member : node_->members().first(std::min(node_->members().size(), kMostJudged))) {
      out.push_back(child(member.value, *any, member.key.text(), false));
      yaml::append_key(out.back().path_, member.key.text());
    }
    return out;
  }
  for (const Schema::Node& schema : schema_->children)
    if (FieldValue value = member(schema.name)) out.push_back(std::move(value));
  return out;
}

std::vector<FieldValue> FieldValue::items() const {
  std::vector<FieldValue> out;
  const Schema::Node* item = node_ == nullptr ? nullptr : schema_->child("[]");
  if (item == nullptr) return out;
  const auto judged = node_->items().first(std::min(node_->items().size(), kMostJudged));
  out.reserve(judged.size());
  for (const yaml::Node& node : judged) {
    out.push_back(child(node, *item, name_, false));
    out.back().path_.append("[").append(std::to_string(out.size() - 1)).append("]");
  }
  return out;
}

std::size_t FieldValue::size() const {
  return node_ == nullptr ? 0 : node_->is_map() ? node_->members().size() : node_->items().size();
}

std::optional<std::string_view> fact_of(const Schema::Node& schema, std::string_view fact) {
  for (const Fact* row : schema.facts)
    if (row->name == fact) return row->value;
  return std::nullopt;
}

}  // namespace gw::gateway
