/// What a field demands of its own value: type, words, form, length, size. One row per kind of fact.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "gateway/validate/field_value.h"
#include "gateway/validate/verdict.h"

namespace gw::gateway {

/// A type of JSON Schema.
struct TypeRow {
  std::string_view name;
  std::optional<JsonType> type;  ///< nothing: any
  std::string_view words;
};
/// The type that a field demands.
const TypeRow& type_of(const Schema::Node& schema);
/// All other facts of a field, as functions.
std::vector<Check> checks_of(const Schema::Node& schema);

/// Whether the value has the type of its field; reports it if not.
bool has_right_type(const FieldValue& value, Verdict& verdict);

/// Holds a value of the right type against all other facts of its field.
void check_facts(const FieldValue& value, Verdict& verdict);

/// Whether two members of a mapping have the same key.
bool repeats_keys(yaml::JsonView map);
/// Reports each key that stands there again.
void report_repeated_keys(yaml::JsonView map, Origin at, std::string_view path, Verdict& verdict);

// Facts that rules over several fields state once more.

/// The value is one of those that the field enumerates.
void check_words(const FieldValue& value, Verdict& verdict);
/// No two items have the same values of `keys`, which are joined by commas. Items without any of them do not count.
void check_distinct(const FieldValue& list, std::string_view keys, Verdict& verdict);
/// An address of type IPAddress is one.
void check_ip_address(const FieldValue& address, Verdict& verdict);

}  // namespace gw::gateway
