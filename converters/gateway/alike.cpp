#include "gateway/alike.h"

#include <algorithm>
#include <array>

#include "gateway/paths.h"

namespace gw::gateway {
namespace {

/// Facts that the writing of manifests asks for; rules over several fields are obeyed in every release.
constexpr auto kAsked = std::to_array<std::string_view>({"type", "required", "enum", "pattern", "maxItems", "maxLength", "minLength", "minimum", "maximum"});

void add(const Schema::Node& node, std::string& out) {
  out.append(node.name).append(node.required ? "!" : "?");
  for (const Fact* fact : node.facts)
    if (std::ranges::find(kAsked, fact->name) != kAsked.end()) out.append(fact->name).append("=").append(fact->value).append(";");
  out += '{';
  for (const Schema::Node& child : node.children) add(child, out);
  out += '}';
}

}  // namespace

std::string likeness(Target target) {
  std::string out = prefers_exact(target) ? "exact" : "length";
  out += std::to_string(http_limits(target).matches_per_route);  // as for GRPCRoute
  const Schema schema(target);
  for (const std::string_view kind : kinds(target)) {
    out.append(kind).append(best_version(target, kind));
    for (const std::string_view version : served_versions(target, kind)) {
      out += version;
      if (const Schema::Node* root = schema.find(kind, version)) add(*root, out);
    }
  }
  return out;
}

}  // namespace gw::gateway
