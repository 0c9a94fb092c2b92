// The fields of one target as trees.
#include <algorithm>
#include <memory>
#include <mutex>

#include "gateway/release_table.h"

namespace gw::gateway {
namespace {

bool lists(std::string_view versions, std::string_view version) {
  while (!versions.empty()) {
    const std::size_t comma = versions.find(',');
    if (versions.substr(0, comma) == version) return true;
    versions = comma == std::string_view::npos ? std::string_view() : versions.substr(comma + 1);
  }
  return false;
}

/// The last step of a path, and how many steps it has: `spec.rules[]` ends in `[]` after two others.
std::pair<std::string_view, std::size_t> last_step(std::string_view path) {
  const auto steps = static_cast<std::size_t>(std::ranges::count_if(path, [](char c) { return c == '.' || c == '[' || c == '{'; }));
  const std::size_t at = path.find_last_of(".[{");
  if (at == std::string_view::npos) return {path, 0};
  return {path.substr(path[at] == '.' ? at + 1 : at), steps};
}

Schema::Node make_node(const Field& field, std::string_view name, Target target, std::string_view version) {
  Schema::Node node{.name = name, .path = field.path, .values = {}, .facts = {}, .children = {}};
  for (const Fact& fact : field.facts) {
    if ((fact.targets & bit(target)) == 0 || (!fact.versions.empty() && !lists(fact.versions, version))) continue;
    node.facts.push_back(&fact);
    if (fact.name == "required") node.required = true;
    if (fact.name == "enum") node.values.push_back(fact.value);
  }
  return node;
}

/// The table lists a field before its parts, so the open ones are those on the way to the last one.
Schema::Node make_tree(const KindFields& kind, Target target, std::string_view version) {
  Schema::Node root{.name = {}, .path = {}, .values = {}, .facts = {}, .children = {}};
  std::vector<Schema::Node*> open = {&root};
  for (const Field& field : kind.fields) {
    if ((field.targets & bit(target)) == 0) continue;
    const auto [name, depth] = last_step(field.path);
    Schema::Node node = make_node(field, name, target, version);
    if (node.facts.empty()) continue;  // other versions of the kind have it
    open.resize(depth + 1);
    if (node.required && !node.values.empty()) open.back()->chooses = true;
    open.push_back(&open.back()->children.emplace_back(std::move(node)));
  }
  return root;
}

bool versions_differ(const KindFields& kind, Target target) {
  for (const Field& field : kind.fields)
    for (const Fact& fact : field.facts)
      if (!fact.versions.empty() && (fact.targets & bit(target)) != 0) return true;
  return false;
}

}  // namespace

Schema::Schema(Target target) : target_(target) {
  for (const KindFields& kind : ReleaseTable::get().kinds()) {
    const bool differ = versions_differ(kind, target);
    const std::string_view best = best_version(target, kind.kind);
    const std::size_t first = trees_.size();
    for (const std::string_view version : served_versions(target, kind.kind)) {
      if (differ || trees_.size() == first) trees_.push_back(make_tree(kind, target, version));
      roots_.push_back({kind.kind, version, trees_.size() - 1, version == best});
    }
  }
}

const Schema& Schema::of(Target target) {
  static std::vector<std::once_flag> made(2 * release_names().size());
  static std::vector<std::unique_ptr<const Schema>> kept(made.size());
  const std::size_t at = 2UL * target.release + (target.channel == Channel::Experimental ? 1 : 0);
  std::call_once(made[at], [&] { kept[at] = std::make_unique<const Schema>(target); });
  return *kept[at];
}

const Schema::Node* Schema::find(std::string_view kind, std::string_view version) const {
  const Root* best = nullptr;
  for (const Root& root : roots_) {
    if (root.kind != kind) continue;
    if (root.version == version) return &trees_[root.tree];
    if (root.best) best = &root;
  }
  return best ? &trees_[best->tree] : nullptr;
}

}  // namespace gw::gateway
