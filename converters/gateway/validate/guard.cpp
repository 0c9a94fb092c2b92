#include "gateway/validate/guard.h"

#include <algorithm>

namespace gw::gateway {
namespace {

constexpr std::size_t kMostFaults = 10;

std::string_view text_of(const yaml::Value* map, std::string_view key) {
  const yaml::Value* found = map == nullptr ? nullptr : map->find(key);
  return found == nullptr ? std::string_view() : std::string_view(found->text);
}

/// "HTTPRoute web/shop", as far as it is written.
std::string label_of(const yaml::Value& object) {
  const yaml::Value* metadata = object.find("metadata");
  std::string out(text_of(&object, "kind"));
  const std::string_view name_space = text_of(metadata, "namespace");
  return out.append(" ").append(name_space).append(name_space.empty() ? "" : "/").append(text_of(metadata, "name"));
}

bool keeps_out(const Finding& finding) { return finding.severity == Severity::Error; }

}  // namespace

void Guard::look(const yaml::Value& object) {
  auto& findings = found_.findings();
  if (findings.size() >= kMostFaults) return;
  const std::size_t before = findings.size();
  const std::string_view version = text_of(&object, "apiVersion");
  const std::string_view kind = text_of(&object, "kind");
  const std::size_t slash = std::min(version.find('/'), version.size());
  const std::string_view group = version.substr(0, slash);
  if (version.empty() || kind.empty())
    found_.report<Code::missing_field>(object.at, version.empty() ? "apiVersion" : "kind", ": this is not a Kubernetes object");
  else if (group.starts_with("gateway.networking."))
    validator_.validate({group, version.substr(std::min(slash + 1, version.size())), kind, object, object.at, object.at, object.at}, found_);
  if (findings.size() == before) return;
  findings.remove_if([](const Finding& one) { return !keeps_out(one); });  // only new ones can be
  for (Finding& finding : found_.findings_after(before)) finding.object = label_of(object);
}

std::vector<Finding> Guard::faults() { return {found_.findings().begin(), found_.findings().end()}; }

}  // namespace gw::gateway
