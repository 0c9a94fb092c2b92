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

void report(const FieldValue& ref, std::string_view fault, Verdict& verdict) {
  verdict.broken<Code::references_not_distinct>(ref, ref.text("kind"), ref.text("name"), fault);
}

void service_has_port(const FieldValue& ref, const Rule&, Verdict& verdict) {
  if (ref.text("group").empty() && ref.text("kind") == "Service" && !ref.has("port"))
    verdict.broken<Code::reference_without_port>(ref, ref.text("name"));
}

/// All references to one object name a section, or none does. With `a`, the same for ports.
void references_agree(const FieldValue& refs, const Rule& rule, Verdict& verdict) {
  std::map<std::string, FieldValue> first;
  for (const FieldValue& ref : refs.items()) {
    const FieldValue& other = first.try_emplace(object_of(ref, true), ref).first->second;
    if (has_section(ref) != has_section(other))
      report(ref, has_section(ref) ? "has a `sectionName`, but an earlier one has none" : "has no `sectionName`, but an earlier one has one", verdict);
    else if (rule.a == "port" && (port_of(ref) != 0) != (port_of(other) != 0))
      report(ref, port_of(ref) != 0 ? "has a `port`, but an earlier one has none" : "has no `port`, but an earlier one has one", verdict);
  }
}

/// The same where a port is as good as a section (v0.8).
void references_agree_on_either(const FieldValue& refs, const Rule&, Verdict& verdict) {
  const auto is_narrowed = [](const FieldValue& ref) { return has_section(ref) || port_of(ref) != 0; };
  std::map<std::string, bool> first;
  for (const FieldValue& ref : refs.items())
    if (first.try_emplace(object_of(ref, true), is_narrowed(ref)).first->second != is_narrowed(ref))
      report(ref, "and an earlier one: only one of them has a `sectionName` or `port`", verdict);
}

/// No two references to one object name the same section. With `a`, the same section and port.
void references_are_distinct(const FieldValue& refs, const Rule& rule, Verdict& verdict) {
  std::set<std::string> seen;
  for (const FieldValue& ref : refs.items())
    if (!seen.insert(fmt::format("{}\n{}\n{}", object_of(ref, true), ref.text("sectionName"), rule.a == "port" ? port_of(ref) : 0)).second)
      report(ref, rule.a == "port" ? "has the same `sectionName` and `port` as an earlier one" : "has the same `sectionName` as an earlier one", verdict);
}

/// As the webhook does it: none of several references to one object may leave everything open. With `a`, a port counts too.
void several_references_are_distinct(const FieldValue& refs, const Rule& rule, Verdict& verdict) {
  const bool with_port = rule.a == "port";
  std::map<std::string, FieldValue> first;
  std::set<std::string> seen;
  for (const FieldValue& ref : refs.items()) {
    const std::string object = object_of(ref, false);
    const auto [other, is_first] = first.try_emplace(object, ref);
    const auto is_open = [&](const FieldValue& r) { return !has_section(r) && (!with_port || port_of(r) == 0); };
    if (!seen.insert(fmt::format("{}\n{}\n{}", object, ref.text("sectionName"), with_port ? port_of(ref) : 0)).second)
      report(ref, with_port ? "has the same `sectionName` and `port` as an earlier one" : "has the same `sectionName` as an earlier one", verdict);
    else if (!is_first && (is_open(ref) || is_open(other->second)))
      report(ref, is_open(ref) ? "has no `sectionName`, but an earlier one has one" : "has a `sectionName`, but an earlier one has none", verdict);
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
