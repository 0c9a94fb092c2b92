#include "gateway/fit.h"

#include <algorithm>
#include <array>

namespace gw::gateway {
namespace {

using yaml::Value;

constexpr auto kEveryKindHas = std::to_array<std::string_view>({"apiVersion", "kind", "metadata", "status"});

class Fitting {
 public:
  Fitting(const Value& object, std::string_view kind, const Schema& schema, Sink& sink)
      : object_(object), kind_(kind), schema_(schema), sink_(sink) {}

  bool run(Value& object) {
    const Value* api_version = object.find("apiVersion");
    const std::string_view version = api_version ? std::string_view(api_version->text) : std::string_view();
    const Schema::Node* root = schema_.find(kind_, version.substr(version.find('/') + 1));
    if (!root) {
      report_field("", object.at);
      return false;
    }
    return fits_map(object, *root, object.at);
  }

 private:
  /// Whether `value`, without what had to be removed, can stand. `near` is the nearest known place around it.
  bool fits(Value& value, const Schema::Node& node, Origin near) {
    if (value.at.known()) near = value.at;
    switch (value.kind) {
      case Value::Kind::Map: return fits_map(value, node, near);
      case Value::Kind::List: return fits_list(value, node, near);
      default: return fits_scalar(value, node, near);
    }
  }

  bool fits_scalar(const Value& value, const Schema::Node& node, Origin near) {
    if (node.values.empty() || std::ranges::find(node.values, value.text) != node.values.end()) return true;
    report_value(node.path, value.text, near);
    return false;
  }

  bool fits_list(Value& list, const Schema::Node& node, Origin near) {
    const Schema::Node* item = node.child("[]");
    if (!item) return true;
    return keep_if(list, [&](Value& value) { return fits(value, *item, near); });
  }

  bool fits_map(Value& map, const Schema::Node& node, Origin near) {
    if (node.chooses && !fits_choice(map, node, near)) return false;
    const Schema::Node* any = node.children.size() == 1 ? node.child("{}") : nullptr;
    const bool is_root = node.path.empty();
    bool complete = true;
    const bool stands = keep_if(map, [&](Value& value) {
      const Schema::Node* child = any ? any : node.child(value.key);
      if (!child) {
        if (is_root && std::ranges::find(kEveryKindHas, value.key) != kEveryKindHas.end()) return true;
        std::string path(node.path);
        report_field(path.append(is_root ? "" : ".").append(value.key), value.at.known() ? value.at : near);
        return false;
      }
      if (fits(value, *child, near)) return true;
      complete = complete && !child->required;
      return false;
    });
    return stands && complete;
  }

  /// The member that says which of the others count, before these: if the target lacks that choice, one finding is enough.
  bool fits_choice(const Value& map, const Schema::Node& node, Origin near) {
    return std::ranges::all_of(map.items, [&](const Value& value) {
      const Schema::Node* child = node.child(value.key);
      if (!child || !child->required || child->values.empty()) return true;
      return fits_scalar(value, *child, value.at.known() ? value.at : near);
    });
  }

  /// Keeps the items that `fits`, in order. False if nothing is left of something.
  template <class Fits>
  static bool keep_if(Value& value, Fits&& fits) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      if (!fits(value.items[i])) continue;
      if (kept != i) value.items[kept] = std::move(value.items[i]);
      ++kept;
    }
    if (kept == value.items.size()) return true;
    value.items.resize(kept);
    return kept != 0;
  }

  void report_field(std::string_view path, Origin at) {
    const std::string shown = full_path(path);
    std::string since = first_available(kind_, path);
    Finding& finding = sink_.report<Code::target_lacks_field>(at, shown, since.empty() ? never() : since, describe(schema_.target()));
    finding.available = std::move(since);
    finding.target = label();
  }

  void report_value(std::string_view path, std::string_view value, Origin at) {
    const std::string shown = full_path(path);
    std::string since = first_available(kind_, path, value);
    Finding& finding =
        sink_.report<Code::target_lacks_value>(at, shown, value, since.empty() ? never() : since, describe(schema_.target()));
    finding.available = std::move(since);
    finding.target = label();
  }

  /// Stands where a release would: no known release has the field.
  static std::string never() { return std::string("newer than ").append(release_names().back()); }

  std::string full_path(std::string_view path) const {
    std::string out(kind_);
    return path.empty() ? out : out.append(".").append(path);
  }

  /// "HTTPRoute shop/left"
  std::string label() const {
    std::string out(kind_);
    const Value* metadata = object_.find("metadata");
    if (!metadata) return out;
    const Value* name_space = metadata->find("namespace");
    const Value* name = metadata->find("name");
    out += ' ';
    if (name_space) out.append(name_space->text).append("/");
    return name ? out.append(name->text) : out;
  }

  const Value& object_;
  std::string_view kind_;
  const Schema& schema_;
  Sink& sink_;
};

}  // namespace

bool fit(Value& object, std::string_view kind, const Schema& schema, Sink& sink) {
  return Fitting(object, kind, schema, sink).run(object);
}

}  // namespace gw::gateway
