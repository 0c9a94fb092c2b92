#include "gateway/validate/rules.h"

#include <doctest/doctest.h>

#include <set>

#include "gateway/releases.h"

namespace gw::gateway {
namespace {

void collect(const Schema::Node& node, std::set<std::string_view>& numbers) {
  for (const Fact* fact : node.facts)
    if (fact->name == "cel" || fact->name == "webhook" || fact->name == "library") numbers.insert(fact->value);
  for (const Schema::Node& child : node.children) collect(child, numbers);
}

std::set<std::string_view> numbers_of_all_targets() {
  std::set<std::string_view> out;
  for (const std::string_view release : release_names())
    for (const Channel channel : {Channel::Standard, Channel::Experimental}) {
      const Target target = *find_target(release, channel);
      const Schema schema(target);
      for (const std::string_view kind : kinds(target))
        for (const std::string_view version : served_versions(target, kind))
          if (const Schema::Node* root = schema.find(kind, version)) collect(*root, out);
    }
  return out;
}

TEST_CASE("every rule of the table of fields has a function, and every function a rule") {
  const auto numbers = numbers_of_all_targets();
  CHECK(numbers.size() > 100);
  for (const std::string_view number : numbers) CHECK_MESSAGE(find_rule(number) != nullptr, number);
  for (const auto rows : {match_rules(), filter_rules(), reference_rules(), listener_rules(), policy_rules()})
    for (const Rule& rule : rows) {
      CHECK_MESSAGE(numbers.contains(rule.number), rule.number);
      CHECK_MESSAGE(find_rule(rule.number) == &rule, rule.number);
    }
}

}  // namespace
}  // namespace gw::gateway
