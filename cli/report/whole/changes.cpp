#include "report/whole/changes.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "json_file.h"
#include "report/fingerprint.h"
#include "report/whole/account.h"

namespace gw::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::size_t number_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

Result<Json> read(const std::string& file) {
  constexpr std::string_view kRemedy = "`gwconvert report -o old.json` writes one";
  Result<Json> json = read_json_file(file, "the report", kRemedy);
  if (!json) return json;
  const auto wrong = [&](std::string_view why) { return Error{fmt::format("cannot compare with {}: {}; {}", file, why, kRemedy)}; };
  if (!json->is_object() || number_of(*json, "version") != 1 || !json->contains("totals") || !(*json)["totals"].is_object()) return wrong("it is no report in JSON");
  if (!json->contains("findings") || !(*json)["findings"].is_array()) return wrong("it has no list of `findings`");
  for (const Json& finding : (*json)["findings"])
    if (!finding.is_object() || text_of(finding, "fingerprint").empty()) return wrong("a finding has no `fingerprint`");
  return json;
}

Changes::Gone gone(const Json& finding) {
  Changes::Gone out{text_of(finding, "code"), text_of(finding, "severity"), text_of(finding, "file"), text_of(finding, "message")};
  if (!out.place.empty()) out.place += fmt::format(":{}:{}", number_of(finding, "line"), number_of(finding, "column"));
  return out;
}

}  // namespace

std::vector<std::pair<std::string, std::size_t>> numbers_of(const Report& report) {
  const Totals& totals = report.conversion.totals;
  std::vector<std::pair<std::string, std::size_t>> out = {
      {"objects", totals.objects}, {"converted", totals.converted}, {"rules", totals.rules}, {"rulesNotPrinted", totals.not_printed},
      {"errors", report.counts.errors}, {"warnings", report.counts.warnings}, {"notes", report.counts.notes}, {"accepted", report.counts.accepted}};
  if (report.conversion.survey == nullptr) return out;
  std::array<std::size_t, 4> values{};
  const Outcomes outcomes(report);
  for (const Outcome outcome : outcomes.of_values()) ++values[static_cast<std::size_t>(outcome)];
  for (std::size_t i = 0; i < values.size(); ++i) out.emplace_back(fmt::format("{}Values", word(static_cast<Outcome>(i))), values[i]);
  return out;
}

Result<Changes> changes_since(const std::string& file, const Report& report) {
  Result<Json> old = read(file);
  if (!old) return Error{old.error()};
  Changes out;
  for (const auto& [name, after] : numbers_of(report)) {
    const Json& totals = (*old)["totals"];
    if (totals.contains(name)) out.numbers.push_back({name, number_of(totals, name.c_str()), after});
  }
  const std::string now = release_of(report.options);
  if (const auto target = old->find("target"); target != old->end() && target->is_object()) {
    const std::string before = text_of(*target, "gatewayApi") + " " + text_of(*target, "channel");
    if (before != now) out.target_before = before;
  }
  const std::vector<std::string> prints = fingerprints(report.sources, report.conversion.findings);
  const std::unordered_set<std::string> here(prints.begin(), prints.end());
  std::unordered_set<std::string> there;
  for (const Json& finding : (*old)["findings"]) {
    const std::string print = text_of(finding, "fingerprint");
    there.insert(print);
    if (!here.contains(print)) out.gone.push_back(gone(finding));
  }
  for (std::size_t i = 0; i < prints.size(); ++i)
    if (!there.contains(prints[i])) out.fresh.push_back(&report.conversion.findings[i]);
  return out;
}

}  // namespace gw::cli
