#include "kube/bundle.h"

#include <algorithm>
#include <array>

#include "kube/secrets.h"
#include "yaml/json_view.h"

namespace gw::kube {
namespace {

/// Kinds whose objects live outside of namespaces, among those that this tool reads.
constexpr auto kClusterScoped =
    std::to_array<std::string_view>({"ApisixClusterConfig", "GatewayClass", "IngressClass", "Namespace"});

struct Gatherer {
  std::span<const Source> sources;
  std::string_view default_namespace;
  Sink& sink;
  Bundle& bundle;

  void take(const yaml::Node& node, std::uint32_t file, std::string_view list_version, std::string_view list_kind);
  void take_list(const yaml::View& view, std::uint32_t file, std::string_view version, std::string_view kind);
  void take_object(const yaml::View& view, std::uint32_t file, From<std::string_view> version, std::string_view kind);
};

void Gatherer::take(const yaml::Node& node, std::uint32_t file, std::string_view list_version, std::string_view list_kind) {
  if (!node.is_map()) {
    sink.report<Code::not_an_object>(Origin{file, node.span()}, yaml::describe(node));
    redact_text(sources[file].text(), {file, node.span()}, sink);
    return;
  }
  const yaml::View view(node, file, sink, "document");
  auto version = view.text("apiVersion");
  auto kind = view.text("kind");
  if (!version && !list_version.empty()) version = From<std::string_view>{list_version, view.at()};
  if (!kind && !list_kind.empty()) kind = From<std::string_view>{list_kind, view.at()};
  if (!version || !kind) {
    if (!view.get("apiVersion") || !view.get("kind"))
      sink.report<Code::missing_field>(view.at(), version ? "kind" : "apiVersion", ": this is not a Kubernetes object");
    redact_text(sources[file].text(), view.at(), sink);
    return;
  }
  if (kind->value.ends_with("List") && view.has("items"))
    take_list(view, file, version->value, kind->value.substr(0, kind->value.size() - 4));
  else
    take_object(view, file, *version, kind->value);
}

void Gatherer::take_list(const yaml::View& view, std::uint32_t file, std::string_view version, std::string_view kind) {
  view.ignore("metadata", "of the list, not of an object");
  if (!view.get("items").node().is_list()) redact_text(sources[file].text(), view.at(), sink);
  for (const yaml::View& item : view.list("items").items()) take(item.node(), file, kind.empty() ? "" : version, kind);
}

void Gatherer::take_object(const yaml::View& view, std::uint32_t file, From<std::string_view> version, std::string_view kind) {
  const std::size_t slash = version.value.find('/');
  Object object;
  object.group = slash == std::string_view::npos ? "" : version.value.substr(0, slash);
  object.version = slash == std::string_view::npos ? version.value : version.value.substr(slash + 1);
  object.version_at = version.at;
  object.kind = kind;
  object.file = file;
  object.root = &view.node();
  if (is_secret(kind)) redact_secret(view, sources[file].text(), sink);
  const yaml::View metadata = view.map("metadata");
  if (metadata) redact_annotations(metadata, sources[file].text(), sink);
  const auto name = metadata ? metadata.text("name") : std::nullopt;
  if (!name) {
    if (!metadata || !metadata.get("name")) sink.report<Code::missing_field>(view.at(), "metadata.name", "");
    redact_text(sources[file].text(), view.at(), sink);
    return;
  }
  object.name = name->value;
  object.name_at = name->at;
  const bool cluster_scoped = std::ranges::find(kClusterScoped, kind) != kClusterScoped.end();
  auto name_space = metadata.text("namespace");
  if (const yaml::View other = metadata.get("namespace"); !name_space && other && other.node().is_scalar())
    name_space = From<std::string_view>{other.node().text(), other.at()};  // no string, as is reported; taken as it is written
  object.name_space = cluster_scoped ? "" : name_space && !name_space->value.empty() ? name_space->value : default_namespace;
  if (const Object* first = bundle.find(object.group, object.kind, object.name_space, object.name)) {
    const Position at = sources[first->file].position(first->name_at.span.begin);
    Finding& finding = sink.report<Code::duplicate_object>(
        object.name_at, object.label(), fmt::format("{}:{}:{}", sources[first->file].name(), at.line, at.column));
    finding.object = object.label();
    finding.field = "metadata.name";
    bundle.add_repeated(object);
    return;
  }
  bundle.add(object);
}

}  // namespace

std::size_t Bundle::Hash::operator()(const Key& key) const {
  std::size_t out = 0;
  for (const std::string_view part : key) out = out * 31 + std::hash<std::string_view>()(part);
  return out;
}

const Object* Bundle::find(std::string_view group, std::string_view kind, std::string_view name_space, std::string_view name) const {
  const auto found = by_name_.find({group, kind, name_space, name});
  return found == by_name_.end() ? nullptr : &objects_[found->second];
}

void Bundle::add(Object object) {
  by_name_.try_emplace({object.group, object.kind, object.name_space, object.name}, objects_.size());
  objects_.push_back(object);
}

Bundle gather(const yaml::Tree& tree, std::span<const Source> sources, std::string_view default_namespace, Sink& sink) {
  Bundle bundle;
  redact_flawed(tree, sources, sink);
  Gatherer gatherer{sources, default_namespace, sink, bundle};
  for (const yaml::Document& document : tree.documents) gatherer.take(document.root, document.file, {}, {});
  return bundle;
}

void count_namespaces(const yaml::Node& document, bool& named, bool& open) {
  const auto member = [](const yaml::Node& node, std::string_view key) -> const yaml::Node* {
    for (const yaml::Member& m : node.members())
      if (m.key.text() == key) return &m.value;
    return nullptr;
  };
  const yaml::Node* kind = member(document, "kind");
  if (kind == nullptr || !kind->is_scalar()) return;
  const yaml::Node* items = member(document, "items");
  if (kind->text().ends_with("List") && items != nullptr) {
    for (const yaml::Node& item : items->items()) count_namespaces(item, named, open);
    return;
  }
  if (std::ranges::find(kClusterScoped, kind->text()) != kClusterScoped.end()) return;
  const yaml::Node* metadata = member(document, "metadata");
  const yaml::Node* name_space = metadata == nullptr ? nullptr : member(*metadata, "namespace");
  (name_space != nullptr && name_space->is_scalar() && !name_space->text().empty() ? named : open) = true;
}

}  // namespace gw::kube
