/// What a field demands of its own value: type, words, form, length, size. One row per kind of fact.
#pragma once

#include <string_view>

#include "gateway/validate/field_value.h"
#include "gateway/validate/verdict.h"

namespace gw::gateway {

/// Whether the value has the type of its field; reports it if not.
bool has_right_type(const FieldValue& value, Verdict& verdict);

/// Holds a value of the right type against all other facts of its field.
void check_facts(const FieldValue& value, Verdict& verdict);

// Facts that rules over several fields state once more.

/// The value is one of those that the field enumerates.
void check_words(const FieldValue& value, Verdict& verdict);
/// No two items have the same values of `keys`, which are joined by commas. Items without any of them do not count.
void check_distinct(const FieldValue& list, std::string_view keys, Verdict& verdict);
/// An address of type IPAddress is one.
void check_ip_address(const FieldValue& address, Verdict& verdict);

}  // namespace gw::gateway
