#include <nlohmann/json.hpp>

#include "proof/render.h"

namespace gw::cli {
namespace {

using Json = nlohmann::ordered_json;

Json finding_json(const Finding& finding, std::span<const Source> sources) {
  Json out = {{"code", number(finding.code)}, {"name", name(finding.code)}};
  if (finding.at.file >= sources.size()) return out;
  const Source& source = sources[finding.at.file];
  const Position at = source.position(finding.at.span.begin);
  out["file"] = source.name();
  out["line"] = at.line;
  out["column"] = at.column;
  return out;
}

Json difference_json(const verify::Difference& difference, std::span<const Source> sources, bool own) {
  Json out = {{"request", difference.request}, {"before", difference.before}, {"after", difference.after}, {"requests", difference.requests}};
  Json parts = Json::array();
  for (const verify::Part& part : difference.parts) {
    Json one = {{"differs", word(part.facet)}};
    if (own) {
      one["announcedBy"] = Json::array();
      for (const Finding* finding : part.announced_by) one["announcedBy"].push_back(finding_json(*finding, sources));
    }
    parts.push_back(std::move(one));
  }
  out["parts"] = std::move(parts);
  return out;
}

}  // namespace

std::string verdict_json(const verify::Verdict& verdict, bool own, std::span<const Source> sources) {
  const std::size_t all = verdict.coverage.requests;
  Json out = {{"version", 1},
              {"hosts", verdict.coverage.hosts},
              {"requestClasses", all},
              {"identical", all - verdict.different},
              {"different", verdict.different},
              {"complete", verdict.coverage.sampled.empty()},
              {"sampled", verdict.coverage.sampled},
              {"notCompared", verdict.not_read},
              {"differences", Json::array()}};
  for (const verify::Difference& one : verdict.differences) out["differences"].push_back(difference_json(one, sources, own));
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

namespace {

Json ending_json(const Ending& ending) {
  const verify::Answer& answer = ending.answer;
  Json out = {{"ends", summary(answer)}};
  if (answer.rule != nullptr) out["rule"] = answer.rule->label;
  if (answer.kind == verify::Answer::Kind::Forward) {
    out["path"] = answer.path;
    out["host"] = answer.host;
  }
  if (!answer.guards.empty()) out["guards"] = answer.guards;
  Json steps = Json::array();
  for (const verify::Trace::Step& step : ending.trace.steps) steps.push_back({{"step", step.text}, {"taken", step.taken}});
  out["steps"] = std::move(steps);
  return out;
}

}  // namespace

std::string trace_json(const verify::Request& request, const Ending& before, const Ending& after) {
  const Json out = {{"version", 1}, {"request", text(request)}, {"before", ending_json(before)}, {"after", ending_json(after)},
                    {"same", differences(before.answer, after.answer).empty()}};
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace gw::cli
