/// A value of a manifest as the API server judges it: beside its schema, and with the default where nothing is written.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/releases.h"
#include "gateway/validate/demands.h"
#include "source/source.h"
#include "yaml/json_view.h"

namespace gw::gateway {

using yaml::JsonType;

/// Values of the table that are written as JSON, parsed once each.
class Defaults {
 public:
  /// `json` must outlive this.
  const yaml::Node& parse(std::string_view json);

 private:
  struct Entry {
    Source source;
    yaml::Tree tree;
  };
  std::map<std::string_view, Entry> entries_;
};

/// Of a list or mapping no more entries are judged: no field of the Gateway API holds nearly as many.
inline constexpr std::size_t kMostJudged = 4096;
/// So many lists stand in one another in the Gateway API, and more.
inline constexpr std::size_t kMostLists = 6;

/// A value with its field. Members that the schema lacks are not there: the API server drops them before it judges. Copies
/// are cheap: a path is put together only when somebody asks for it.
class FieldValue {
 public:
  class Items;

  FieldValue() = default;
  /// The whole object, whose kind demands this.
  FieldValue(yaml::JsonView object, Origin at, const Demands& demands) : value_(object), demands_(&demands), at_(at) {}

  explicit operator bool() const { return demands_ != nullptr; }
  yaml::JsonView value() const { return value_; }
  const Demands& demands() const { return *demands_; }
  const Schema::Node& schema() const { return *demands_->schema; }
  Origin at() const { return at_; }                    ///< of a default: that of the mapping in which it is missing
  std::string path() const;                            ///< "spec.rules[0].matches[1]"
  std::string_view name() const;                       ///< the key; of an item that of its list

  JsonType type() const { return value_.type(); }
  std::string_view text() const;                       ///< of a string; "" for anything else
  std::optional<std::int64_t> number() const;          ///< nothing if it is no whole number, or does not fit
  std::string_view written() const;                    ///< a scalar as it is written; "" for anything else
  std::string word() const;                            ///< a string, number or truth value as an enumeration lists it

  /// A member as it is written or by default; a null without a default counts as missing.
  FieldValue member(std::string_view name) const;
  bool has(std::string_view name) const { return static_cast<bool>(value_of(name)); }
  std::string_view text(std::string_view name) const;  ///< of the member, if it is a string
  bool is_dropped(std::string_view name) const;        ///< whether a member is written that the schema lacks
  Items items() const;                                 ///< the first kMostJudged of them
  std::size_t size() const { return demands_ == nullptr ? 0 : value_.size(); }  ///< of a list or mapping

  /// Calls `found` with every member that the schema has, written or by default, or the first kMostJudged of a mapping with free keys.
  template <class Found>
  void for_each_member(const Found& found) const {
    if (!value_.is_map()) return;
    if (demands_->any != nullptr) {
      for (std::size_t i = 0; i < std::min(value_.size(), kMostJudged); ++i) found(free_member(i));
      return;
    }
    for (std::size_t i = 0; i < value_.size(); ++i)
      if (const Demands* demands = demands_->child(value_.key(i)); demands != nullptr && !value_.at(i).is_null()) found(child(value_.at(i), *demands));
    for (const Demands* demands : demands_->defaulted)
      if (const yaml::JsonView written = value_.find(demands->schema->name); !written || written.is_null()) found(fallback(*demands));
  }

 private:
  yaml::JsonView value_of(std::string_view name) const;  ///< of a member, as it is written or by default
  FieldValue child(yaml::JsonView value, const Demands& demands) const;
  FieldValue fallback(const Demands& demands) const;
  FieldValue free_member(std::size_t i) const;
  FieldValue item(std::size_t i) const;

  yaml::JsonView value_;
  const Demands* demands_ = nullptr;
  Origin at_{};
  bool is_default_ = false;
  std::uint8_t lists_ = 0;                             ///< in which it stands
  std::array<std::uint16_t, kMostLists> numbers_{};    ///< its place in each of them
  std::string_view free_key_;                          ///< behind which it stands, in a mapping with free keys
};

/// The items of a list, made one by one.
class FieldValue::Items {
 public:
  class Iterator {
   public:
    Iterator(const FieldValue& list, std::size_t at) : list_(&list), at_(at) {}
    FieldValue operator*() const { return list_->item(at_); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const FieldValue* list_;
    std::size_t at_;
  };

  Items(const FieldValue& list, std::size_t size) : list_(list), size_(size) {}

  Iterator begin() const { return {list_, 0}; }
  Iterator end() const { return {list_, size_}; }
  std::size_t size() const { return size_; }
  FieldValue front() const { return list_.item(0); }

 private:
  FieldValue list_;  // not a reference: loops run over items of temporary values
  std::size_t size_;
};

inline FieldValue::Items FieldValue::items() const {
  const bool has_items = demands_ != nullptr && demands_->item != nullptr && value_.is_list();
  return {*this, has_items ? std::min(value_.size(), kMostJudged) : 0};
}

/// What `fact` says about a field, or nothing.
std::optional<std::string_view> fact_of(const Schema::Node& schema, std::string_view fact);

}  // namespace gw::gateway
