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

std::string proof_json(const Proof& proof, std::span<const Source> sources) {
  const verify::Verdict& verdict = proof.verdict;
  const std::size_t all = verdict.coverage.requests;
  Json out = {{"formatVersion", 1},
              {"hosts", verdict.coverage.hosts},
              {"requestClasses", all},
              {"identical", all - verdict.different},
              {"different", verdict.different},
              {"complete", verdict.coverage.sampled.empty()},
              {"sampled", verdict.coverage.sampled},
              {"notCompared", verdict.not_read},
              {"differences", Json::array()}};
  for (const verify::Difference& one : verdict.differences) out["differences"].push_back(difference_json(one, sources, proof.own));
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace gw::cli
