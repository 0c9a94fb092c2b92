#include "gateway/validate/rules.h"

#include <map>

#include "gateway/validate/fields.h"

namespace gw::gateway {

void items_are_distinct(const FieldValue& list, const Rule& rule, Verdict& verdict) { check_distinct(list, rule.a, verdict); }

const Rule* find_rule(std::string_view number) {
  static const auto kRules = [] {
    std::map<std::string_view, const Rule*> out;
    for (const auto rows : {match_rules(), filter_rules(), reference_rules(), listener_rules(), policy_rules()})
      for (const Rule& rule : rows) out.emplace(rule.number, &rule);
    return out;
  }();
  const auto found = kRules.find(number);
  return found == kRules.end() ? nullptr : found->second;
}

}  // namespace gw::gateway
