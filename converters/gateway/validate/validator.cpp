#include "gateway/validate/validator.h"

#include <algorithm>
#include <array>

#include "gateway/validate/fields.h"
#include "gateway/validate/metadata.h"
#include "gateway/validate/rules.h"
#include "yaml/view.h"

namespace gw::gateway {
namespace {

constexpr auto kEveryKindHas = std::to_array<std::string_view>({"apiVersion", "kind", "metadata", "status"});

/// Whether the target takes objects of this kind and version at all.
bool is_served(const ManifestObject& object, const Presence& found, Verdict& verdict) {
  if (found.kind && found.served && !found.deprecated) return true;
  const Target target = verdict.target();
  if (!found.kind) {
    verdict.ask(&Objections::unknown_kind);
    verdict.broken_at<Code::kind_not_in_release>(object.kind_at, "kind", object.kind, describe(target)).available =
        first_available(object.kind, "");
    return false;
  }
  const auto versions = served_versions(target, object.kind);
  if (!found.served) {
    verdict.ask(found.defined ? &Objections::not_served : &Objections::unknown_kind);
    std::string served;
    for (const std::string_view version : versions) served.append(served.empty() ? "" : ", ").append(version);
    verdict.broken_at<Code::version_not_served>(object.version_at, "apiVersion", object.kind, object.version, describe(target), served)
        .available = object.version.empty() ? std::string() : first_available(object.kind, "", object.version);
    return false;
  }
  if (found.deprecated) verdict.note_deprecated(object.version_at, object.version, object.kind, versions.back());
  return true;
}

/// First pass: every value by itself. False if a type is wrong, because then nothing else can be judged.
class Shape {
 public:
  explicit Shape(Verdict& verdict) : verdict_(verdict) {}

  bool check(const FieldValue& value) {
    if (!has_right_type(value, verdict_)) return false;
    check_facts(value, verdict_);
    bool right = true;
    for (const FieldValue& item : value.items()) right = check(item) && right;
    if (value.value().is_map()) right = check_mapping(value) && right;
    return right;
  }

 private:
  bool check_mapping(const FieldValue& map) {
    for (const Demands* field : map.demands().required)
      if (!map.has(field->schema->name)) verdict_.broken_at<Code::field_required>(map.at(), with(map.path(), field->schema->name), field->schema->name);
    if (map.demands().any == nullptr) report_unknown(map);
    if (repeats_keys(map.value())) report_repeated_keys(map.value(), map.at(), map.path(), verdict_);
    bool right = true;
    map.for_each_member([&](const FieldValue& member) { right = check(member) && right; });
    return right;
  }

  void report_unknown(const FieldValue& map) {
    const Schema::Node& schema = map.schema();
    for (std::size_t i = 0; i < map.size(); ++i) {
      const std::string_view name = map.value().key(i);
      if (map.demands().child(name) != nullptr) continue;
      if (schema.path.empty() && std::ranges::find(kEveryKindHas, name) != kEveryKindHas.end()) continue;
      verdict_.ask(&Objections::unknown_field);
      verdict_.broken_at<Code::field_not_in_release>(map.value().key_place(i, map.at().file, map.at()), with(map.path(), name), name, verdict_.kind(),
                                                     describe(verdict_.target()))
          .available = first_available(verdict_.kind(), with(std::string(schema.path), name));
      verdict_.ask(&Objections::schema);
    }
  }

  static std::string with(std::string path, std::string_view key) {
    yaml::append_key(path, key);
    return path;
  }

  Verdict& verdict_;
};

/// Second pass: rules over several fields, wherever the table of fields names them.
void check_rules(const FieldValue& value, Verdict& verdict) {
  if (!value.demands().rules_below) return;
  for (const Ruling& ruling : value.demands().rulings) {
    verdict.ask(ruling.who);
    ruling.rule->check(value, *ruling.rule, verdict);
  }
  for (const FieldValue& item : value.items()) check_rules(item, verdict);
  value.for_each_member([&](const FieldValue& member) { check_rules(member, verdict); });
}

}  // namespace

const Validator::Known& Validator::know(const ManifestObject& object) {
  for (const auto& one : known_)
    if (one->kind == object.kind && one->version == object.version && one->group == object.group) return *one;
  const Presence found = presence(schema_.target(), object.group, object.kind, object.version);
  const Schema::Node* schema = found.kind && found.served ? schema_.find(object.kind, object.version) : nullptr;
  Known made{std::string(object.group), std::string(object.kind), std::string(object.version), found, schema == nullptr ? nullptr : &Demands::of(*schema)};
  if (known_.size() == kMostKnown) known_.pop_back();
  return *known_.emplace_back(std::make_unique<Known>(std::move(made)));
}

Objections Validator::validate(const ManifestObject& object, Sink& sink) {
  const Known& known = know(object);
  Verdict verdict(schema_.target(), object.kind, patterns_, sink);
  if (!is_served(object, known.presence, verdict)) return verdict.objections();
  check_metadata(object.root, object.at, verdict);
  if (known.demands == nullptr) return verdict.objections();
  verdict.ask(&Objections::schema);
  const FieldValue root(object.root, object.at, *known.demands);
  if (Shape(verdict).check(root)) check_rules(root, verdict);
  return verdict.objections();
}

}  // namespace gw::gateway
