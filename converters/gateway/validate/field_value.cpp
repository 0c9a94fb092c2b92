#include "gateway/validate/field_value.h"

#include "diag/sink.h"
#include "yaml/read.h"
#include "yaml/view.h"

namespace gw::gateway {

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

/// The path of the schema with the numbers of the items and the free key in it.
std::string FieldValue::path() const {
  std::string out;
  std::string_view rest = schema().path;
  std::size_t list = 0;
  while (!rest.empty()) {
    const std::size_t next = std::min(rest.find_first_of("[{"), rest.size());
    out.append(rest.substr(0, next));
    rest.remove_prefix(next);
    if (rest.starts_with('['))
      out.append("[").append(std::to_string(list < kMostLists ? numbers_[list] : 0)).append("]");
    else if (!rest.empty())
      yaml::append_key(out, free_key_);
    list += rest.starts_with('[') ? 1 : 0;
    rest.remove_prefix(std::min<std::size_t>(2, rest.size()));
  }
  return out;
}

std::string_view FieldValue::name() const {
  std::string_view path = schema().path;
  if (path.ends_with("{}")) return free_key_;
  while (path.ends_with("[]")) path.remove_suffix(2);
  return path.substr(path.find_last_of('.') + 1);  // npos + 1 is 0
}

std::string_view FieldValue::text() const {
  return demands_ != nullptr && type() == JsonType::String ? value_.text() : std::string_view();
}

std::optional<std::int64_t> FieldValue::number() const { return demands_ == nullptr ? std::nullopt : value_.whole_number(); }

std::string_view FieldValue::written() const { return demands_ == nullptr ? std::string_view() : value_.text(); }

std::string FieldValue::word() const {
  if (const auto n = number()) return std::to_string(*n);
  if (type() == JsonType::Boolean) return value_.truth() ? "true" : "false";
  return std::string(text());
}

bool FieldValue::is_dropped(std::string_view name) const {
  return demands_ != nullptr && demands_->child(name) == nullptr && value_.find(name);
}

FieldValue FieldValue::child(yaml::JsonView value, const Demands& demands) const {
  FieldValue out = *this;
  out.value_ = value;
  out.demands_ = &demands;
  if (!is_default_) out.at_ = value.place(at_.file, at_);
  return out;
}

FieldValue FieldValue::fallback(const Demands& demands) const {
  FieldValue out = *this;
  out.value_ = demands.fallback;
  out.demands_ = &demands;
  out.is_default_ = true;
  return out;
}

yaml::JsonView FieldValue::value_of(std::string_view name) const {
  const Demands* demands = demands_ == nullptr ? nullptr : demands_->child(name);
  if (demands == nullptr) return {};
  const yaml::JsonView written = value_.find(name);
  if (written && !written.is_null()) return written;
  return value_.is_map() ? demands->fallback : yaml::JsonView();
}

std::string_view FieldValue::text(std::string_view name) const {
  const yaml::JsonView value = value_of(name);
  return value && value.type() == JsonType::String ? value.text() : std::string_view();
}

FieldValue FieldValue::member(std::string_view name) const {
  const Demands* demands = demands_ == nullptr ? nullptr : demands_->child(name);
  if (demands == nullptr) return {};
  const yaml::JsonView written = value_.find(name);
  if (written && !written.is_null()) return child(written, *demands);
  return demands->fallback && value_.is_map() ? fallback(*demands) : FieldValue();
}

FieldValue FieldValue::free_member(std::size_t i) const {
  FieldValue out = child(value_.at(i), *demands_->any);
  out.free_key_ = value_.key(i);
  return out;
}

FieldValue FieldValue::item(std::size_t i) const {
  FieldValue out = child(value_.at(i), *demands_->item);
  if (lists_ < kMostLists) out.numbers_[lists_] = static_cast<std::uint16_t>(i);
  ++out.lists_;
  return out;
}

std::optional<std::string_view> fact_of(const Schema::Node& schema, std::string_view fact) {
  for (const Fact* row : schema.facts)
    if (row->name == fact) return row->value;
  return std::nullopt;
}

}  // namespace gw::gateway
