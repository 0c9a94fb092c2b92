#include "report/whole/actions.h"

#include <array>
#include <map>
#include <tuple>

namespace gw::cli {
namespace {

Action::Class class_of(const Finding& finding) {
  if (finding.accepted) return Action::Class::Accepted;
  switch (finding.severity) {
    case Severity::Error: return Action::Class::Error;
    case Severity::Warning: return Action::Class::Warning;
    case Severity::Note: break;
  }
  return Action::Class::Note;
}

}  // namespace

std::string_view title(Action::Class of) {
  constexpr auto kTitles = std::to_array<std::string_view>({"Errors: rules are left out or would change", "Warnings: something is lost or changes", "Notes", "Accepted"});
  return kTitles[static_cast<std::size_t>(of)];
}

std::vector<Action> actions_of(const Report& report) {
  std::map<std::tuple<Action::Class, Code, std::string_view>, std::vector<const Finding*>> sorted;
  for (const Finding& finding : report.conversion.findings) sorted[{class_of(finding), finding.code, help_of(finding)}].push_back(&finding);
  std::vector<Action> out;
  for (auto& [key, findings] : sorted) out.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::move(findings)});
  return out;
}

}  // namespace gw::cli
