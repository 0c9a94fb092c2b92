#include "gateway/validate/demands.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "gateway/validate/field_value.h"
#include "gateway/validate/fields.h"
#include "gateway/validate/rules.h"

namespace gw::gateway {

Demands::Demands(const Schema::Node& node, Defaults& defaults)
    : schema(&node), is_limited(fact_of(node, "maxItems") || fact_of(node, "maxProperties")), checks(checks_of(node)), rulings(rulings_of(node)) {
  const TypeRow& row = type_of(node);
  type = row.type;
  type_in_words = row.words;
  if (const auto json = fact_of(node, "default")) fallback = defaults.parse(*json);
  children.reserve(node.children.size());
  for (const Schema::Node& child : node.children) children.emplace_back(child, defaults);
  rules_below = !rulings.empty() || std::ranges::any_of(children, &Demands::rules_below);
  for (const Demands& one : children) {
    if (one.schema->name == "[]") item = &one;
    if (one.schema->name == "{}") any = &one;
    if (one.schema->required) required.push_back(&one);
    if (one.fallback) defaulted.push_back(&one);
  }
}

const Demands& Demands::of(const Schema::Node& kept) {
  static std::mutex mutex;
  static Defaults defaults;
  static std::map<const Schema::Node*, Demands> all;
  const std::lock_guard lock(mutex);
  const auto found = all.find(&kept);
  return found != all.end() ? found->second : all.try_emplace(&kept, kept, defaults).first->second;
}

}  // namespace gw::gateway
