#include "gateway/validate/rules.h"

#include <algorithm>
#include <array>
#include <map>

#include "gateway/validate/fields.h"

namespace gw::gateway {
namespace {

struct Enforcer {
  std::string_view fact;
  bool Objections::*who;
};

constexpr auto kEnforcers = std::to_array<Enforcer>({
    {"cel", &Objections::cel},
    {"webhook", &Objections::webhook},
    {"library", &Objections::library},
});

}  // namespace

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

std::vector<Ruling> rulings_of(const Schema::Node& schema) {
  std::vector<Ruling> out;
  for (const Fact* fact : schema.facts) {
    const auto* const enforcer = std::ranges::find(kEnforcers, fact->name, &Enforcer::fact);
    const Rule* rule = enforcer == kEnforcers.end() ? nullptr : find_rule(fact->value);
    if (rule != nullptr && rule->check != nullptr) out.push_back({rule, enforcer->who});
  }
  return out;
}

}  // namespace gw::gateway
