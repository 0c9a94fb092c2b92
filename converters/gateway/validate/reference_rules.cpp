// Rules over references: to parents, to targets of policies, to Services.
#include <array>
#include <map>
#include <set>

#include "gateway/validate/rules.h"

namespace gw::gateway {
namespace {

/// Group, kind, namespace and name of what is referred to, as one key. The group can be left out.
std::string object_of(const FieldValue& ref, bool with_group) {
  return fmt::format("{}\n{}\n{}\n{}", with_group ? ref.text("group") : "", ref.text("kind"), ref.text("namespace"), ref.text("name"));
}

bool has_section(const FieldValue& ref) { return !ref.text("sectionName").empty(); }
std::int64_t port_of(const FieldValue& ref) { return ref.member("port").number().value_or(0); }

void report(const FieldValue& ref, const std::string& fault, Verdict& verdict) {
  verdict.broken<Code::references_not_distinct>(ref, ref.text("kind"), ref.text("name"), fault);
}

void service_has_port(const FieldValue& ref, const Rule&, Verdict& verdict) {
  if (ref.text("group").empty() && ref.text("kind") == "Service" && !ref.has("port"))
    verdict.broken<Code::reference_without_port>(ref, ref.text("name"));
}

void report_unlike(const FieldValue& ref, std::string_view field, bool is_set, Verdict& verdict) {
  report(ref, fmt::format("has {} `{}`, but an earlier one has {}", is_set ? "a" : "no", field, is_set ? "none" : "one"), verdict);
}

void report_same(const FieldValue& ref, bool with_port, Verdict& verdict) {
  report(ref, with_port ? "has the same `sectionName` and `port` as an earlier one" : "has the same `sectionName` as an earlier one", verdict);
}

/// What tells references to one object apart.
std::string part_of(const FieldValue& ref, bool with_port) {
  return fmt::format("{}\n{}", ref.text("sectionName"), with_port ? port_of(ref) : 0);
}

/// All references to one object name a section, or none does. With `a`, the same for ports.
void references_agree(const FieldValue& refs, const Rule& rule, Verdict& verdict) {
  std::map<std::string, FieldValue> first;
  for (const FieldValue& ref : refs.items()) {
    const FieldValue& other = first.try_emplace(object_of(ref, true), ref).first->second;
    if (has_section(ref) != has_section(other))
      report_unlike(ref, "sectionName", has_section(ref), verdict);
    else if (rule.a == "port" && (port_of(ref) != 0) != (port_of(other) != 0))
      report_unlike(ref, "port", port_of(ref) != 0, verdict);
  }
}

/// The same where a port is as good as a section (v0.8).
void references_agree_on_either(const FieldValue& refs, const Rule&, Verdict& verdict) {
  const auto is_narrowed = [](const FieldValue& ref) { return has_section(ref) || port_of(ref) != 0; };
  std::map<std::string, bool> first;
  for (const FieldValue& ref : refs.items())
    if (first.try_emplace(object_of(ref, true), is_narrowed(ref)).first->second != is_narrowed(ref))
      report_unlike(ref, "sectionName", is_narrowed(ref), verdict);
}

/// No two references to one object name the same section. With `a`, the same section and port.
void references_are_distinct(const FieldValue& refs, const Rule& rule, Verdict& verdict) {
  const bool with_port = rule.a == "port";
  std::set<std::string> seen;
  for (const FieldValue& ref : refs.items())
    if (!seen.insert(object_of(ref, true) + '\n' + part_of(ref, with_port)).second) report_same(ref, with_port, verdict);
}

/// As the webhook does it: none of several references to one object may leave everything open. With `a`, a port counts too.
void several_references_are_distinct(const FieldValue& refs, const Rule& rule, Verdict& verdict) {
  const bool with_port = rule.a == "port";
  const auto is_open = [&](const FieldValue& ref) { return !has_section(ref) && (!with_port || port_of(ref) == 0); };
  std::map<std::string, FieldValue> first;
  std::set<std::string> seen;
  for (const FieldValue& ref : refs.items()) {
    const std::string object = object_of(ref, false);
    const auto [other, is_first] = first.try_emplace(object, ref);
    if (!seen.insert(object + '\n' + part_of(ref, with_port)).second)
      report_same(ref, with_port, verdict);
    else if (!is_first && (is_open(ref) || is_open(other->second)))
      report_unlike(ref, "sectionName", !is_open(ref), verdict);
  }
}

constexpr auto kRules = std::to_array<Rule>({
    {"C018", service_has_port},
    {"C011", references_agree},
    {"C058", references_agree},
    {"C061", references_agree, "port"},
    {"C081", references_agree},
    {"C051", references_agree_on_either},
    {"C012", references_are_distinct},
    {"C052", references_are_distinct, "port"},
    {"C082", references_are_distinct},
    {"W12", several_references_are_distinct},
    {"W13", several_references_are_distinct, "port"},
});

}  // namespace

std::span<const Rule> reference_rules() { return kRules; }

}  // namespace gw::gateway
