// Every list in JSON: an array with one object for each row.
#include <nlohmann/json.hpp>

#include "convert.h"
#include "dialects.h"
#include "diag/codes.h"
#include "list_topics.h"
#include "report/formats.h"

namespace gw::cli {
namespace {

using Json = nlohmann::ordered_json;

/// One row on each line.
template <class Rows, class Make>
std::string as_json(const Rows& rows, const Make& make) {
  std::string out = "[";
  const char* separator = "\n";
  for (const auto& row : rows) {
    out += separator + Json(make(row)).dump(-1, ' ', true, Json::error_handler_t::replace);
    separator = ",\n";
  }
  return out + "\n]\n";
}

std::string words_as_json(const std::vector<WordRow>& rows) {
  return as_json(rows, [](const WordRow& row) { return Json{{"name", row.name}, {"about", row.about}}; });
}

}  // namespace

std::string dialects_as_json() {
  return as_json(dialects(), [](const Dialect* dialect) {
    Json kinds = Json::array();
    for (const Kind& kind : dialect->kinds) kinds.push_back({{"kind", kind.name}, {"versions", std::vector<std::string_view>(kind.versions.begin(), kind.versions.end())}, {"becomes", kind.becomes}});
    return Json{{"name", dialect->name}, {"about", dialect->about}, {"groups", std::vector<std::string_view>(dialect->groups.begin(), dialect->groups.end())}, {"kinds", kinds}};
  });
}

std::string codes_as_json() {
  return as_json(kCodes, [](const CodeInfo& row) {
    return Json{{"code", number(row.code)}, {"name", name(row.code)}, {"severity", word(row.severity)}, {"effect", word(row.effect)}, {"security", row.security},
                {"message", row.message}, {"help", row.help}, {"text", row.text}};
  });
}

std::string releases_as_json() {
  return as_json(releases(), [](const ReleaseRow& row) { return Json{{"release", row.name}, {"standard", row.standard}, {"experimental", row.experimental}}; });
}

std::string implementations_as_json() {
  return as_json(implementations(), [](const ImplementationRow& row) {
    return Json{{"name", row.name}, {"version", row.version}, {"release", row.release}, {"channel", row.channel}, {"wholeCore", !row.partial}, {"extendedFeatures", row.extended},
                {"gatewayClass", row.gateway_class}, {"controllerName", row.controller_name}, {"regex", row.regex}};
  });
}

std::string formats_as_json() {
  return as_json(formats(), [](const Format& row) { return Json{{"name", row.name}, {"ending", row.ending}, {"about", row.about}}; });
}

std::string annotations_as_json() { return words_as_json(annotations()); }
std::string plugins_as_json() { return words_as_json(plugins()); }

std::string fields_as_json() {
  return as_json(fields(), [](const FieldRow& row) { return Json{{"kind", row.kind}, {"version", row.version}, {"field", row.field}}; });
}

}  // namespace gw::cli
