#include <nlohmann/json.hpp>

#include "report/fingerprint.h"
#include "report/formats.h"
#include "report/whole/changes.h"
#include "report/whole/json.h"

namespace gw::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kReportVersion = 1;
constexpr std::size_t kMostValueBytes = 500;

/// Everything but ASCII is escaped, because `lint --format json` may print on a terminal.
std::string dump(const Json& json) { return json.dump(-1, ' ', true, Json::error_handler_t::replace); }

/// Leaves out what a finding does not have.
void put(Json& json, const char* key, std::string_view text) {
  if (!text.empty()) json[key] = text;
}

class JsonReport {
 public:
  explicit JsonReport(const Report& report) : report_(report), cursor_(report.sources) {}

  /// One finding per line, so that the report can be searched and compared with line tools.
  std::string render() {
    std::string out = "{\n";
    out += "\"version\": " + std::to_string(kReportVersion) + ",\n";
    out += "\"tool\": " + dump({{"name", "gwconvert"}, {"version", GWCONVERT_VERSION}}) + ",\n";
    out += "\"target\": " + dump(target()) + ",\n";
    out += "\"totals\": " + dump(totals()) + ",\n";
    out += "\"findings\": [";
    const char* separator = "\n";
    const std::vector<std::string> prints = fingerprints(report_.sources, report_.conversion.findings);
    for (std::size_t i = 0; i < prints.size(); ++i) {
      out += separator + dump(json_of(report_.conversion.findings[i], prints[i]));
      separator = ",\n";
    }
    out += "\n]";
    if (report_.conversion.survey != nullptr) out += ",\n\"survey\": " + dump(survey_json(report_));
    if (report_.targets != nullptr) out += ",\n\"comparison\": " + dump(targets_json(*report_.targets));
    if (report_.changes != nullptr) out += ",\n\"changes\": " + dump(changes_json(report_));
    return out + "\n}\n";
  }

 private:
  Json target() const {
    Json out = {{"gatewayApi", report_.options.release}, {"channel", channel_word(report_.options.experimental)}};
    put(out, "apiVersion", report_.options.api_version);
    return out;
  }

  Json totals() const {
    Json out;
    for (const auto& [name, n] : numbers_of(report_)) out[name] = n;
    out["manifests"] = report_.conversion.manifests.size();
    if (report_.conversion.checks_only) out["checked"] = report_.conversion.totals.checked;
    return out;
  }

  void put_place(const Finding& finding, Json& out) {
    if (!finding.at.known() || finding.at.file >= report_.sources.size()) return;
    const Position begin = cursor_.at(finding.at.file, finding.at.span.begin);
    const Position end = cursor_.after(finding.at.span.end);
    out["file"] = report_.sources[finding.at.file].name();
    out["line"] = begin.line;
    out["column"] = begin.column;
    out["endLine"] = end.line;
    out["endColumn"] = end.column;
    put(out, "value", value_text(report_, finding.at, kMostValueBytes));
  }

  Json json_of(const Finding& finding, const std::string& fingerprint) {
    const CodeInfo& row = info(finding.code);
    Json out = {{"code", number(finding.code)},     {"name", name(finding.code)}, {"severity", word(finding.severity)},
                {"effect", word(row.effect)},       {"security", row.security},   {"accepted", finding.accepted},
                {"fingerprint", fingerprint},       {"message", finding.message}};
    put(out, "object", finding.object);
    put(out, "field", finding.field);
    put_place(finding, out);
    put(out, "help", help_of(finding));
    if (finding.witness)
      out["witness"] = {{"request", finding.witness->request}, {"before", finding.witness->before}, {"after", finding.witness->after}};
    put(out, "target", finding.target);
    put(out, "available", finding.available);
    if (finding.accepted) put(out, "acceptedBy", why_accepted(finding, report_));
    return out;
  }

  const Report& report_;
  Cursor cursor_;
};

}  // namespace

std::string render_json(const Report& report) { return JsonReport(report).render(); }

}  // namespace gw::cli
