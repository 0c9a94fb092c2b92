#include "apisix/inline_secrets.h"

#include <map>
#include <optional>
#include <string>

#include "kube/base64.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

using yaml::Members;
using yaml::Node;

constexpr int kConfigNotNeeded = 200;  ///< 1.x reads the Secret only where `config` is there as well

const Node* member(const Node& node, std::string_view key) {
  for (const yaml::Member& one : node.members())
    if (one.key.text() == key) return &one.value;
  return nullptr;
}

void set(Members& members, const Node& key, const Node& value) {
  for (yaml::Member& one : members)
    if (one.key.text() == key.text()) {
      one.value = value;
      return;
    }
  members.push_back({key, value});
}

class Inliner {
 public:
  explicit Inliner(const Preparation& to) : bundle_(to.bundle), version_(to.options.apisix_version), nodes_(to.nodes), sink_(to.sink) {}

  void object(kube::Object& object) {
    object_ = &object;
    if (const auto body = rebuilt(*object.root)) object.root = nodes_.keep(*body);
  }

 private:
  /// `node` with the settings in their places; nothing if it takes none.
  std::optional<Node> rebuilt(const Node& node) {
    if (!node.is_map()) return rebuilt_items(node);
    if (const Node* secret = member(node, "secretRef"); secret != nullptr && secret->is_scalar() && member(node, "name") != nullptr)
      return plugin(node, *secret);
    bool changed = false;
    Members members(node.members().begin(), node.members().end());
    for (yaml::Member& one : members) {
      if (one.key.text() == "config") continue;
      const bool taken = one.key.text() == "wolfRBAC" || one.key.text() == "ldapAuth";
      const auto body = taken ? parameter(one.value) : rebuilt(one.value);
      if (body) one.value = *body;
      changed = changed || body;
    }
    return changed ? std::optional(nodes_.map(at(node), members)) : std::nullopt;
  }

  std::optional<Node> rebuilt_items(const Node& list) {
    bool changed = false;
    std::vector<Node> items(list.items().begin(), list.items().end());
    for (Node& item : items)
      if (const auto body = rebuilt(item)) {
        item = *body;
        changed = true;
      }
    return changed ? std::optional(nodes_.list(at(list), items)) : std::nullopt;
  }

  /// An entry of a list of plugins.
  std::optional<Node> plugin(const Node& entry, const Node& secret) {
    if (const Node* enable = member(entry, "enable"); enable != nullptr && enable->is_scalar() && enable->text() == "false") return std::nullopt;
    const Node* config = member(entry, "config");
    const bool has_config = config != nullptr && config->is_map();
    Members members;
    for (const yaml::Member& one : entry.members())
      if (one.key.text() != "secretRef") members.push_back(one);
    if (!has_config && version_ != 0 && version_ < kConfigNotNeeded) {
      sink_.report<Code::field_without_effect>(at(secret), "secretRef", "without `config`, before version 2.0");
      return nodes_.map(at(entry), members);
    }
    const auto settings = with_secret(has_config ? config : nullptr, secret);
    if (!settings) return std::nullopt;
    set(members, yaml::Nodes::text({"config", at(secret)}), *settings);
    return nodes_.map(at(entry), members);
  }

  /// A way to authenticate of an ApisixConsumer: `value` counts if it is there.
  std::optional<Node> parameter(const Node& given) {
    const Node* reference = member(given, "secretRef");
    const Node* name = reference == nullptr ? nullptr : member(*reference, "name");
    if (name == nullptr || !name->is_scalar() || member(given, "value") != nullptr) return std::nullopt;
    const auto settings = with_secret(nullptr, *name);
    if (!settings) return std::nullopt;
    return nodes_.map(at(given), {{yaml::Nodes::text({"value", at(*name)}), *settings}});
  }

  /// `config`, perhaps null, with the values of the Secret, which count first; nothing if it is not there.
  std::optional<Node> with_secret(const Node* config, const Node& name) {
    const kube::Object* secret = bundle_.find("", "Secret", object_->name_space, name.text());
    if (secret == nullptr) return std::nullopt;
    const auto values = values_of(*secret);
    if (!values) return std::nullopt;
    Members members;
    if (config != nullptr) members.assign(config->members().begin(), config->members().end());
    for (const auto& [key, value] : *values)
      if (!insert(members, nodes_.keep(key), nodes_.keep(value), name)) return std::nullopt;
    sink_.hide_made_from(at(name));
    sink_.report<Code::secret_inlined>(at(name), name.text());
    return nodes_.map(at(config == nullptr ? name : *config), members);
  }

  /// Nothing if there are none, or one cannot be read.
  static std::optional<std::map<std::string, std::string>> values_of(const kube::Object& secret) {
    std::map<std::string, std::string> out;
    for (const std::string_view part : {"data", "stringData"}) {  // the later one wins, as in the API server
      const Node* values = member(*secret.root, part);
      if (values == nullptr) continue;
      for (const yaml::Member& one : values->members()) {
        const auto text = !one.value.is_scalar() ? std::nullopt : part == "data" ? kube::decoded_base64(one.value.text()) : std::optional(std::string(one.value.text()));
        if (!text) return std::nullopt;
        out[std::string(one.key.text())] = *text;
      }
    }
    return out.empty() ? std::nullopt : std::optional(std::move(out));
  }

  /// `a.b: x` becomes `a: {b: x}` (1.8.4 pkg/providers/utils/insert_map.go). Everything stands where the Secret is named: its own
  /// text is for no report. False if something else is where a mapping must be: of the two values one would be lost.
  bool insert(Members& members, std::string_view key, std::string_view value, const Node& name) {
    const std::size_t dot = key.find('.');
    const Node first = yaml::Nodes::text({key.substr(0, dot), at(name)});
    if (dot == std::string_view::npos) {
      set(members, first, yaml::Nodes::text({value, at(name)}));
      return true;
    }
    Members below;
    for (const yaml::Member& one : members) {
      if (one.key.text() != first.text()) continue;
      if (!one.value.is_map()) return false;
      below.assign(one.value.members().begin(), one.value.members().end());
    }
    if (!insert(below, key.substr(dot + 1), value, name)) return false;
    set(members, first, nodes_.map(at(name), below));
    return true;
  }

  Origin at(const Node& node) const { return {object_->file, node.span()}; }

  kube::Bundle& bundle_;
  int version_;
  yaml::Nodes& nodes_;
  Sink& sink_;
  kube::Object* object_ = nullptr;
};

}  // namespace

void inline_secrets(const Preparation& to) {
  if (!to.options.inline_secrets || !to.options.keeps.plugins) return;
  Inliner inliner(to);
  for (kube::Object& object : to.bundle.objects())
    if (object.group == "apisix.apache.org") inliner.object(object);
}

}  // namespace gw::apisix
