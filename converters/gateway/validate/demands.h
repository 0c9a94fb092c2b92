/// What a target demands of one field and its parts, worked out once: the facts of the table as functions and numbers.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "gateway/releases.h"
#include "yaml/json_view.h"

namespace gw::gateway {

class Defaults;
class FieldValue;
class Verdict;
struct Objections;
struct Rule;

/// What a fact about one value becomes.
struct Check {
  void (*check)(const FieldValue& value, std::string_view limit, Verdict& verdict);
  std::string_view limit;
};

/// A rule over several fields that begins at this one, and who enforces it.
struct Ruling {
  const Rule* rule;
  bool Objections::*who;
};

/// A field of one kind. Its parts point at each other, so that it is moved, never copied.
struct Demands {
  /// `schema` and `defaults` must outlive this.
  Demands(const Schema::Node& schema, Defaults& defaults);
  Demands(Demands&&) = default;
  Demands& operator=(Demands&&) = default;
  Demands(const Demands&) = delete;
  Demands& operator=(const Demands&) = delete;
  ~Demands() = default;
  /// Those of a kind whose schema is kept, made when they are first asked for and kept too; for any number of threads.
  static const Demands& of(const Schema::Node& kept);

  const Demands* child(std::string_view name) const {
    for (const Demands& one : children)
      if (one.schema->name == name) return &one;
    return nullptr;
  }

  const Schema::Node* schema;
  std::optional<yaml::JsonType> type;    ///< nothing: any
  std::string_view type_in_words;
  bool is_limited = false;               ///< in the number of its entries
  yaml::JsonView fallback;               ///< the default; nothing if there is none
  std::vector<Check> checks;
  std::vector<Ruling> rulings;
  bool rules_below = false;              ///< whether rules begin here or at any part
  std::vector<Demands> children;         ///< an item of a list is a child `[]`, a value of a map with free keys a child `{}`
  const Demands* item = nullptr;         ///< the child `[]`
  const Demands* any = nullptr;          ///< the child `{}`
  std::vector<const Demands*> required;  ///< children that must be there
  std::vector<const Demands*> defaulted; ///< children with a default
};

}  // namespace gw::gateway
