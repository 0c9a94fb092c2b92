#include "report/whole/json.h"

#include "report/fingerprint.h"
#include "report/whole/account.h"
#include "report/whole/changes.h"

namespace gw::cli {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Part& part, const char* with) {
  const Sums& sums = part.sums;
  Json out = {{"name", part.name}, {"effort", word(effort_of(sums))}, {"objects", sums.objects}, {"converted", sums.converted}, {"rules", sums.rules}, {"rulesNotPrinted", sums.not_printed}};
  for (const Outcome outcome : kOutcomes)
    out[std::string(word(outcome)) + "Values"] = sums.values[static_cast<std::size_t>(outcome)];
  out.update({{"errors", sums.errors}, {"accessErrors", sums.blocked}, {"warnings", sums.warnings}});
  if (with != nullptr) out[with] = part.with;
  return out;
}

Json json_of(const std::vector<Part>& parts, const char* with) {
  Json out = Json::array();
  for (const Part& part : parts) out.push_back(json_of(part, with));
  return out;
}

}  // namespace

Json survey_json(const Report& report) {
  const Account account = account_of(report, Outcomes(report));
  return {{"namespaces", json_of(account.name_spaces, "hosts")}, {"hosts", json_of(account.hosts, "namespaces")}, {"owners", json_of(account.owners, nullptr)}, {"kinds", json_of(account.kinds, nullptr)}};
}

Json target_json(const TargetRow& row) {
  Json out;
  if (row.implementation.empty())
    out = {{"release", row.release}, {"channel", channel_word(row.experimental)}};
  else
    out = {{"implementation", row.implementation}, {"version", row.version}};
  out.update({{"errors", row.errors}, {"warnings", row.warnings}, {"notes", row.notes}, {"notPrinted", row.not_printed}});
  return out;
}

Json targets_json(const Comparison& comparison) {
  Json rows = Json::array();
  for (const TargetRow& row : comparison.rows) rows.push_back(target_json(row));
  Json implementations = Json::array();
  for (const TargetRow& row : comparison.implementations) implementations.push_back(target_json(row));
  const TargetRow& best = comparison.rows[comparison.best];
  return {{"objects", comparison.objects}, {"converted", comparison.converted}, {"rules", comparison.rules}, {"targets", rows},
          {"fewestLosses", {{"release", best.release}, {"channel", channel_word(best.experimental)}}}, {"implementations", implementations}};
}

Json changes_json(const Report& report) {
  const Changes& changes = *report.changes;
  Json numbers = Json::array();
  for (const Changes::Number& number : changes.numbers) numbers.push_back({{"name", number.name}, {"before", number.before}, {"now", number.after}});
  const std::vector<std::string> prints = fingerprints(report.sources, report.conversion.findings);
  Json fresh = Json::array();
  for (const Finding* finding : changes.fresh) fresh.push_back(prints[static_cast<std::size_t>(finding - report.conversion.findings.data())]);
  Json gone = Json::array();
  for (const Changes::Gone& one : changes.gone) gone.push_back({{"code", one.code}, {"severity", one.severity}, {"place", one.place}, {"message", one.message}});
  Json out = {{"numbers", numbers}, {"new", fresh}, {"gone", gone}};
  if (!changes.target_before.empty()) out["targetBefore"] = changes.target_before;
  return out;
}

}  // namespace gw::cli
