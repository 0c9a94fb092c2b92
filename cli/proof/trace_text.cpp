#include <fmt/format.h>

#include "proof/render.h"
#include "report/safe_text.h"
#include "wrap.h"

namespace gw::cli {
namespace {

constexpr std::string_view kElsewhere = ": the path does not match";
constexpr std::size_t kMostElsewhere = 20;  ///< such steps are shown

/// What is not in the summary of an answer: how the backend sees the request, and what has to be passed first.
std::string details(const verify::Answer& answer, const verify::Request& request) {
  std::string out;
  const auto add = [&](const std::string& what) { out += fmt::format("{}{}", out.empty() ? "" : ", ", what); };
  for (const std::string& guard : answer.guards) add("behind " + guard);
  if (answer.kind == verify::Answer::Kind::Forward) {
    if (answer.path != request.path) add("as " + answer.path);
    if (answer.host != request.host) add("for host " + answer.host);
    if (answer.method != request.method) add("with method " + answer.method);
    for (const auto& [name, change] : answer.request_headers) add(change == "-" ? "without header " + name : "with header " + name);
    for (const std::string& mirror : answer.mirrors) add("with a copy to " + mirror);
  }
  for (const verify::Answer& other : answer.others)
    if (summary(other) != summary(answer)) add("or " + summary(other) + ", which nothing decides");
  return out;
}

std::string side(std::string_view title, const Ending& ending, const verify::Request& request) {
  std::string out = fmt::format("{}:\n", title);
  std::size_t elsewhere = 0;
  for (const verify::Trace::Step& step : ending.trace.steps) {
    if (step.text.ends_with(kElsewhere) && ++elsewhere > kMostElsewhere) continue;
    out += fmt::format("  {} {}\n", step.taken ? '>' : ' ', safe(step.text));
  }
  if (elsewhere > kMostElsewhere) out += fmt::format("    ... and {} more{}\n", elsewhere - kMostElsewhere, kElsewhere);
  const std::string more = details(ending.answer, request);
  return out + fmt::format("  = {}{}{}\n", safe(summary(ending.answer)), more.empty() ? "" : ", ", safe(more));
}

}  // namespace

std::string trace_text(const verify::Request& request, const Ending& before, const Ending& after) {
  const std::vector<verify::Facet> facets = differences(before.answer, after.answer);
  std::string verdict = facets.empty() ? "the same" : "different:";
  for (std::size_t i = 0; i < facets.size(); ++i) verdict += fmt::format("{}{}", i == 0 ? " " : ", ", word(facets[i]));
  return safe(text(request)) + '\n' + side("before", before, request) + side("after", after, request) + verdict + '\n';
}

}  // namespace gw::cli
