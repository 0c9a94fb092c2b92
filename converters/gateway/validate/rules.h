/// Rules over several fields: one row and one small function each. The table of fields says where each holds, since when,
/// and who enforces it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "gateway/validate/field_value.h"
#include "gateway/validate/verdict.h"

namespace gw::gateway {

/// `check` gets the value at the place that the table names. `a`, `b` and `c` are what rules of one form differ in.
struct Rule {
  std::string_view number;  ///< as in schemas/gateway-api/fields.tsv
  void (*check)(const FieldValue& value, const Rule& rule, Verdict& verdict);  ///< null: it compares two states of an object
  std::string_view a{};
  std::string_view b{};
  std::string_view c{};
};

/// The rule with this number, or nullptr.
const Rule* find_rule(std::string_view number);
/// The rules that begin at a field, in the order of the table.
std::vector<Ruling> rulings_of(const Schema::Node& schema);

/// No two items of a list have the same value of the key `a`.
void items_are_distinct(const FieldValue& list, const Rule& rule, Verdict& verdict);

// The rows, file by file.
std::span<const Rule> match_rules();      ///< matches of routes, and what depends on them
std::span<const Rule> filter_rules();     ///< filters and their members
std::span<const Rule> reference_rules();  ///< references to parents, targets and Services
std::span<const Rule> listener_rules();   ///< listeners and addresses of a Gateway
std::span<const Rule> policy_rules();     ///< durations, sessions, TLS to backends, names

}  // namespace gw::gateway
