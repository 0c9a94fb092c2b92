#include "survey.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "dialects.h"
#include "make_survey.h"

namespace gw {
namespace {

constexpr auto kOwnerLabels = std::to_array<std::string_view>({"owner", "team", "app.kubernetes.io/part-of", "app.kubernetes.io/managed-by"});

std::string owner_of(const yaml::View& body, std::span<const std::string_view> labels) {
  for (const std::string_view label : labels)
    for (const std::string_view which : {"labels", "annotations"})
      for (const kube::Pair& pair : kube::metadata_pairs(body, which))
        if (pair.key == label && !pair.value.value.empty()) return std::string(pair.value.value);
  return {};
}

void add_values(const yaml::Node& node, std::uint32_t file, std::vector<Origin>& out) {
  if (node.is_scalar()) out.push_back({file, node.span()});
  for (const yaml::Node& item : node.items()) add_values(item, file, out);
  for (const yaml::Member& member : node.members()) add_values(member.value, file, out);
}

void put_in_order(Survey& survey) {
  const auto place = [](Origin at) { return std::tuple(at.file, at.span.begin, at.span.end); };
  std::ranges::stable_sort(survey.objects, {}, [&](const SurveyedObject& object) { return place(object.at); });
  std::ranges::stable_sort(survey.rules, {}, [&](const SurveyedRule& rule) { return place(rule.at); });
  std::vector<SurveyedRule> rules;  // one for each place: a rule behind several doors is several in the model
  for (SurveyedRule& rule : survey.rules) {
    if (rules.empty() || rules.back().at != rule.at) rules.push_back(std::move(rule));
    else rules.back().hosts.insert(rules.back().hosts.end(), rule.hosts.begin(), rule.hosts.end());
  }
  survey.rules = std::move(rules);
  std::ranges::sort(survey.values, {}, place);
  const auto repeated = std::ranges::unique(survey.values);  // those of anchors
  survey.values.erase(repeated.begin(), repeated.end());
}

}  // namespace

std::span<const std::string_view> usual_owner_labels() { return kOwnerLabels; }

Survey make_survey(const kube::Bundle& bundle, const Selection& selection, std::span<const kube::Object* const> left_out, const model::Model& model, const Options& options) {
  Survey out;
  const std::string_view chosen[] = {options.owner_label};
  const std::span<const std::string_view> labels = options.owner_label.empty() ? usual_owner_labels() : std::span<const std::string_view>(chosen);
  std::unordered_set<const kube::Object*> chosen_ones;
  for (const Dialect* dialect : dialects())
    for (const Kind& kind : dialect->kinds) chosen_ones.insert(selection.of(kind).begin(), selection.of(kind).end());
  for (const kube::Object* object : left_out) chosen_ones.erase(object);
  Sink unused;
  for (const kube::Object& object : bundle.objects()) {
    const bool converted = chosen_ones.contains(&object);
    out.objects.push_back({std::string(object.kind), std::string(object.name_space), std::string(object.name), owner_of(object.view(unused), labels), object.at(), converted});
    if (converted) kube::for_each_own_member(*object.root, [&](const yaml::Node& value) { add_values(value, object.file, out.values); });
  }
  for (const kube::Object& object : bundle.repeated())
    out.objects.push_back({std::string(object.kind), std::string(object.name_space), std::string(object.name), owner_of(object.view(unused), labels), object.at(), false});
  for (const model::Route& route : model.routes)
    for (const model::Rule& rule : route.rules) {
      if (route.order == model::Order::Repeated || rule.withheld == model::Withheld::Refused) continue;  // of others that are counted
      SurveyedRule& one = out.rules.emplace_back(SurveyedRule{{}, rule.at});
      for (const From<std::string>& host : rule.hosts) one.hosts.push_back(host.value);
    }
  for (const model::Stream& stream : model.streams) out.rules.push_back({{}, stream.at});
  put_in_order(out);
  return out;
}

}  // namespace gw
