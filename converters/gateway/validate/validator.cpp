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
bool is_served(const ManifestObject& object, Verdict& verdict) {
  const Target target = verdict.target();
  const Presence found = presence(target, object.group, object.kind, object.version);
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
    if (value.node().is_map()) right = check_mapping(value) && right;
    return right;
  }

 private:
  bool check_mapping(const FieldValue& map) {
    for (const Schema::Node& field : map.schema().children)
      if (field.required && !map.has(field.name))
        verdict_.broken_at<Code::field_required>(map.at(), with(map.path(), field.name), field.name);
    report_unknown(map);
    bool right = true;
    for (const FieldValue& member : map.members()) right = check(member) && right;
    return right;
  }

  void report_unknown(const FieldValue& map) {
    const Schema::Node& schema = map.schema();
    if (schema.child("{}") != nullptr) return;
    for (const yaml::Member& member : map.node().members()) {
      const std::string_view name = member.key.text();
      if (schema.child(name) != nullptr) continue;
      if (schema.path.empty() && std::ranges::find(kEveryKindHas, name) != kEveryKindHas.end()) continue;
      verdict_.ask(&Objections::unknown_field);
      verdict_.broken_at<Code::field_not_in_release>({map.at().file, member.key.span()}, with(map.path(), name), name, verdict_.kind(),
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

struct Enforcer {
  std::string_view fact;
  bool Objections::*who;
};

constexpr auto kEnforcers = std::to_array<Enforcer>({
    {"cel", &Objections::cel},
    {"webhook", &Objections::webhook},
    {"library", &Objections::library},
});

/// Second pass: rules over several fields, wherever the table of fields names them.
void check_rules(const FieldValue& value, Verdict& verdict) {
  for (const Fact* fact : value.schema().facts) {
    const auto* const enforcer = std::ranges::find(kEnforcers, fact->name, &Enforcer::fact);
    const Rule* rule = enforcer == kEnforcers.end() ? nullptr : find_rule(fact->value);
    if (rule == nullptr || rule->check == nullptr) continue;
    verdict.ask(enforcer->who);
    rule->check(value, *rule, verdict);
  }
  for (const FieldValue& item : value.items()) check_rules(item, verdict);
  if (value.node().is_map())
    for (const FieldValue& member : value.members()) check_rules(member, verdict);
}

}  // namespace

Objections Validator::validate(const ManifestObject& object, Sink& sink) {
  Verdict verdict(schema_.target(), object.kind, patterns_, sink);
  if (!is_served(object, verdict)) return verdict.objections();
  check_metadata(*object.root, object.file, verdict);
  const Schema::Node* schema = schema_.find(object.kind, object.version);
  if (schema == nullptr) return verdict.objections();
  verdict.ask(&Objections::schema);
  const FieldValue root(*object.root, object.file, *schema, defaults_);
  if (Shape(verdict).check(root)) check_rules(root, verdict);
  return verdict.objections();
}

}  // namespace gw::gateway
