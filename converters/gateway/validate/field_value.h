/// A value of a manifest as the API server judges it: beside its schema, and with the default where nothing is written.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/releases.h"
#include "source/source.h"
#include "yaml/tree.h"

namespace gw::gateway {

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

/// The type that a value has in JSON.
enum class JsonType : std::uint8_t { Null, Boolean, Integer, Number, String, Array, Object };

/// A value with its field. Members that the schema lacks are not there: the API server drops them before it judges.
class FieldValue {
 public:
  FieldValue() = default;
  FieldValue(const yaml::Node& object, std::uint32_t file, const Schema::Node& schema, Defaults& defaults)
      : node_(&object), schema_(&schema), defaults_(&defaults), at_{file, object.span()} {}

  explicit operator bool() const { return node_ != nullptr; }
  const yaml::Node& node() const { return *node_; }
  const Schema::Node& schema() const { return *schema_; }
  Origin at() const { return at_; }                    ///< of a default: that of the mapping in which it is missing
  const std::string& path() const { return path_; }    ///< "spec.rules[0].matches[1]"
  std::string_view name() const { return name_; }      ///< the key; of an item that of its list

  JsonType type() const;
  std::string_view text() const;                       ///< of a string; "" for anything else
  std::optional<std::int64_t> number() const;          ///< nothing if it is no whole number, or does not fit
  std::string_view written() const;                    ///< a scalar as it is written; "" for anything else
  std::string word() const;                            ///< a string, number or truth value as an enumeration lists it

  /// A member as it is written or by default; a null without a default counts as missing.
  FieldValue member(std::string_view name) const;
  bool has(std::string_view name) const { return static_cast<bool>(member(name)); }
  std::string_view text(std::string_view name) const { return member(name).text(); }
  bool is_dropped(std::string_view name) const;        ///< whether a member is written that the schema lacks
  std::vector<FieldValue> members() const;             ///< those of the schema, or the first kMostJudged of a mapping with free keys
  std::vector<FieldValue> items() const;               ///< the first kMostJudged of them
  std::size_t size() const;                            ///< of a list or mapping

 private:
  FieldValue child(const yaml::Node& node, const Schema::Node& schema, std::string_view name, bool is_default) const;

  const yaml::Node* node_ = nullptr;
  const Schema::Node* schema_ = nullptr;
  Defaults* defaults_ = nullptr;
  Origin at_{};
  bool is_default_ = false;
  std::string_view name_;
  std::string path_;
};

/// What `fact` says about a field, or nothing.
std::optional<std::string_view> fact_of(const Schema::Node& schema, std::string_view fact);

}  // namespace gw::gateway
