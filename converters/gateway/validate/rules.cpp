#include "gateway/validate/rules.h"

#include <map>

namespace gw::gateway {

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
