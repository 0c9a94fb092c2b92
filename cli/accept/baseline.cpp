#include "accept/baseline.h"

#include <nlohmann/json.hpp>
#include <unordered_set>

#include "json_file.h"
#include "report/fingerprint.h"

namespace gw::cli {
namespace {

using Json = nlohmann::ordered_json;
constexpr int kVersion = 1;

/// The fingerprints in the file.
Result<std::unordered_set<std::string>> known_in(const std::string& file) {
  const std::string remedy = fmt::format("--write-baseline {} writes it", file);
  Result<Json> read = read_json_file(file, "the baseline", remedy);
  if (!read) return Error{read.error()};
  const Json& json = *read;
  const auto wrong = [&](std::string_view why) { return Error{fmt::format("cannot read the baseline {}: {}; {}", file, why, remedy)}; };
  if (!json.is_object() || !json.contains("version") || json["version"] != kVersion) return wrong("it is no baseline of this version");
  if (!json.contains("findings") || !json["findings"].is_array()) return wrong("it has no list of `findings`");
  std::unordered_set<std::string> out;
  for (const Json& finding : json["findings"]) {
    if (!finding.is_object() || !finding.contains("fingerprint") || !finding["fingerprint"].is_string()) return wrong("a finding has no `fingerprint`");
    out.insert(finding["fingerprint"].get<std::string>());
  }
  return out;
}

}  // namespace

Result<std::size_t> accept_by_baseline(const std::string& file, std::span<const Source> sources, std::vector<Finding>& findings) {
  auto known = known_in(file);
  if (!known) return Error{known.error()};
  const std::vector<std::string> prints = fingerprints(sources, findings);
  std::size_t met = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!known->contains(prints[i])) continue;
    ++met;
    if (findings[i].accepted) continue;
    findings[i].accepted = true;
    findings[i].accepted_by = AcceptedBy::Baseline;
  }
  return known->size() - met;
}

std::string baseline_text(std::span<const Source> sources, const std::vector<Finding>& findings) {
  const std::vector<std::string> prints = fingerprints(sources, findings);
  std::string out = fmt::format("{{\n\"version\": {},\n\"findings\": [", kVersion);
  const char* separator = "\n";
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (finding.accepted) continue;
    Json json = {{"fingerprint", prints[i]}, {"code", number(finding.code)}, {"name", name(finding.code)}};
    if (finding.at.known() && finding.at.file < sources.size()) json["file"] = sources[finding.at.file].name();
    if (!finding.object.empty()) json["object"] = finding.object;
    if (!finding.field.empty()) json["field"] = finding.field;
    out += separator + json.dump(-1, ' ', true, Json::error_handler_t::replace);
    separator = ",\n";
  }
  return out + "\n]\n}\n";
}

}  // namespace gw::cli
