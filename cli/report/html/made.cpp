#include "report/html/made.h"

#include "report/whole/covering.h"

namespace gw::cli {
namespace {

void add(std::vector<std::size_t>& to, std::size_t manifest) {
  if (to.empty() || to.back() != manifest) to.push_back(manifest);
}

}  // namespace

Made::Made(const Report& report) : survey_(*report.conversion.survey), by_object_(survey_.objects.size()), homes_(report.conversion.manifests.size()) {
  for (std::size_t i = 0; i < report.conversion.manifests.size(); ++i) {
    for (const Origin& at : report.conversion.shown[i].made_from) {
      const auto object = object_at(at);
      if (!object) continue;
      add(by_object_[*object], i);
      if (!homes_[i]) homes_[i] = object;
      if (const SurveyedRule* rule = covering(survey_.rules, at)) add(by_rule_[rule->at], i);
    }
  }
}

std::optional<std::size_t> Made::object_at(Origin at) const {
  const SurveyedObject* object = covering(survey_.objects, at);
  return object == nullptr ? std::nullopt : std::optional(static_cast<std::size_t>(object - survey_.objects.data()));
}

std::optional<std::size_t> Made::shown_object_at(Origin at) const {
  const SurveyedObject* object = covering(survey_.objects, at);
  return object == nullptr || !object->converted ? std::nullopt : object_at(at);
}

const std::vector<std::size_t>& Made::of_place(Origin at) const {
  static const std::vector<std::size_t> kNone;
  if (const SurveyedRule* rule = covering(survey_.rules, at)) {
    const auto found = by_rule_.find(rule->at);
    return found == by_rule_.end() ? kNone : found->second;
  }
  const auto object = object_at(at);
  return object ? by_object_[*object] : kNone;
}

}  // namespace gw::cli
