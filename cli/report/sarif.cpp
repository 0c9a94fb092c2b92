// SARIF 2.1.0, for code scanning.
#include <nlohmann/json.hpp>

#include <map>

#include "report/fingerprint.h"
#include "report/formats.h"
#include "report/place.h"
#include "report/safe_text.h"

namespace gw::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostSnippetBytes = 500;
constexpr std::string_view kAbout = "Converts routing resources of Kubernetes ingress products into Gateway API manifests, and says what changes";

std::string dump(const Json& json) { return json.dump(-1, ' ', true, Json::error_handler_t::replace); }

std::string_view level_of(Severity severity) { return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "note"; }

/// "PathPrefixWidened"
std::string pascal_case(std::string_view identifier) {
  std::string out;
  bool first = true;
  for (const char c : identifier) {
    if (c != '_') out += first && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    first = c == '_';
  }
  return out;
}

/// As a sentence: upper case, full stop.
std::string sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 'a' + 'A');
  if (!out.ends_with('.')) out += '.';
  return out;
}

/// The template of the message, with `…` for what is filled in.
std::string general_message(const CodeInfo& row) {
  std::string out(row.message);
  for (std::size_t at = out.find("{}"); at != std::string::npos; at = out.find("{}", at)) out.replace(at, 2, "…");
  return sentence(out);
}

Json rule_of(const CodeInfo& row) {
  Json properties = {{"tags", Json::array({"gateway-api", std::string(word(row.effect))})}};
  if (row.security) {
    properties["tags"].push_back("security");
    properties["security-severity"] = row.severity == Severity::Error ? "8.0" : row.severity == Severity::Warning ? "5.0" : "2.0";
  }
  const std::string what_to_do = row.help.empty() ? "Nothing needs to be done." : sentence(row.help);
  return {{"id", number(row.code)},
          {"name", pascal_case(row.identifier)},
          {"shortDescription", {{"text", general_message(row)}}},
          {"fullDescription", {{"text", row.text}}},
          {"help", {{"text", what_to_do + "\n\n" + std::string(row.text)}, {"markdown", what_to_do + "\n\n```text\n" + std::string(row.text) + "\n```"}}},
          {"defaultConfiguration", {{"level", level_of(row.severity)}}},
          {"properties", std::move(properties)}};
}

class Sarif {
 public:
  explicit Sarif(const Report& report) : report_(report), cursor_(report.sources), prints_(fingerprints(report.sources, report.conversion.findings)) {
    for (const Finding& finding : report.conversion.findings) rules_.emplace(finding.code, 0);
    std::size_t index = 0;
    for (auto& [code, at] : rules_) at = index++;
  }

  /// One rule and one result per line, so that it can be compared with line tools.
  std::string render() {
    std::string out = "{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n\"version\": \"2.1.0\",\n\"runs\": [{\n";
    out += "\"tool\": {\"driver\": {\"name\": \"gwconvert\", \"version\": " + dump(GWCONVERT_VERSION) + ", \"semanticVersion\": " + dump(GWCONVERT_VERSION) +
           ", \"fullName\": " + dump("gwconvert " GWCONVERT_VERSION) + ", \"shortDescription\": " + dump({{"text", sentence(kAbout)}}) + ", \"informationUri\": \"man:gwconvert(1)\", \"rules\": [";
    const char* separator = "\n";
    for (const auto& [code, index] : rules_) {
      out += separator + dump(rule_of(info(code)));
      separator = ",\n";
    }
    out += "\n]}},\n\"columnKind\": \"unicodeCodePoints\",\n\"results\": [";
    separator = "\n";
    for (std::size_t i = 0; i < report_.conversion.findings.size(); ++i) {
      out += separator + dump(result_of(report_.conversion.findings[i], prints_[i]));
      separator = ",\n";
    }
    return out + "\n]\n}]\n}\n";
  }

 private:
  Json result_of(const Finding& finding, const std::string& print) {
    Json out = {{"ruleId", number(finding.code)},
                {"ruleIndex", rules_.at(finding.code)},
                {"level", level_of(finding.severity)},
                {"message", {{"text", sentence(whole_message(finding))}}}};
    if (Json location = location_of(finding); !location.empty()) out["locations"] = Json::array({std::move(location)});
    out["partialFingerprints"] = {{"gwconvertFinding/v1", print}};
    if (finding.accepted) out["suppressions"] = Json::array({{{"kind", finding.accepted_by == AcceptedBy::Comment ? "inSource" : "external"}, {"justification", sentence(why_accepted(finding, report_))}}});
    return out;
  }

  Json location_of(const Finding& finding) {
    const auto place = place_of(finding, report_, cursor_);
    if (!place) return {};
    Json region = {{"startLine", place->begin.line}, {"startColumn", place->begin.column}, {"endLine", place->end.line}, {"endColumn", place->end.column}};
    if (std::string text = value_text(report_, finding.at, kMostSnippetBytes); !text.empty()) region["snippet"] = {{"text", std::move(text)}};
    Json out = {{"physicalLocation", {{"artifactLocation", {{"uri", uri_of(place->file)}}}, {"region", std::move(region)}}}};
    if (!finding.object.empty()) out["logicalLocations"] = Json::array({{{"fullyQualifiedName", safe(finding.object + (finding.field.empty() ? "" : " " + finding.field))}}});
    return out;
  }

  const Report& report_;
  Cursor cursor_;
  std::vector<std::string> prints_;
  std::map<Code, std::size_t> rules_;
};

}  // namespace

std::string render_sarif(const Report& report) { return Sarif(report).render(); }

}  // namespace gw::cli
