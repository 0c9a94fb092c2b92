#include "verify/doors.h"

#include <algorithm>

namespace gw::verify {

std::vector<std::string> Doors::hosts() const {
  std::vector<std::string> out;
  for (const auto& door : doors_)
    for (std::string& host : door->hosts()) out.push_back(std::move(host));
  return out;
}

std::vector<Port> Doors::ports() const {
  std::vector<Port> out;
  for (const auto& door : doors_)
    for (Port& port : door->ports()) out.push_back(std::move(port));
  return out;
}

bool Doors::listens(const Request& request) const {
  return std::ranges::any_of(doors_, [&](const auto& door) { return door->listens(request); });
}

void Doors::paths(const Request& request, std::vector<Pattern>& patterns, std::vector<std::string>& probes) const {
  for (const auto& door : doors_) door->paths(request, patterns, probes);
}

void Doors::conditions(const Request& request, std::vector<const Conditions*>& out) const {
  for (const auto& door : doors_) door->conditions(request, out);
}

Answer Doors::answer(const Request& request, Trace* trace) const {
  Answer best;
  best.kind = Answer::Kind::Refused;
  bool found = false;
  for (const auto& door : doors_) {
    Answer answer = door->answer(request, trace);
    const bool better = !found || (best.kind == Answer::Kind::Refused && answer.kind != Answer::Kind::Refused) || (best.rule == nullptr && answer.rule != nullptr);
    if (better) best = std::move(answer);
    found = true;
  }
  return best;
}

std::vector<std::string> Doors::not_read() const {
  std::vector<std::string> out;
  for (const auto& door : doors_)
    for (std::string& what : door->not_read()) out.push_back(std::move(what));
  return out;
}

}  // namespace gw::verify
