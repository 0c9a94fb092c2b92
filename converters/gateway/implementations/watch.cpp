#include "gateway/implementations/watch.h"

#include <algorithm>

#include "gateway/extensions/extensions.h"

namespace gw::gateway {
namespace {

constexpr std::size_t kMostPlaces = 10;  // of one feature; the rest are counted

/// The first name of a path and the rest: `rules`, `[].matches`. Items of a list are a name of their own.
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  if (path.starts_with("[]")) return {path.substr(0, 2), path.substr(path.size() > 2 && path[2] == '.' ? 3 : 2)};
  const std::size_t end = std::min(path.find_first_of(".["), path.size());
  return {path.substr(0, end), path.substr(end + (end < path.size() && path[end] == '.' ? 1 : 0))};
}

}  // namespace

Watch::Watch(const Implementation& implementation, Target target, Sink& sink)
    : implementation_(implementation), target_(target), sink_(sink), report_(implementation.report_for(target.channel)) {
  if (report_ != nullptr) {
    for (const FeatureRow& row : feature_rows())
      if (!claims(*report_, row.feature)) add(row.place, row.feature, nullptr);
    for (const Place& place : untested_places()) add(place, {}, nullptr);
    if (implementation.regex == RegexSyntax::Unknown)
      for (const Place& place : untested_regexes()) add(place, {}, nullptr);
  }
  if (implementation.limits != nullptr)
    for (const Limit& limit : implementation.limits())
      if (implementation.has(limit)) add(limit.place, {}, &limit);
}

void Watch::add(const Place& place, std::string_view feature, const Limit* limit) {
  std::vector<Node>* siblings = &kinds_;
  Node* node = nullptr;
  std::string_view name = place.kind;
  std::string_view rest = place.path;
  while (true) {
    auto found = std::ranges::find(*siblings, name, &Node::name);
    if (found == siblings->end()) found = siblings->insert(siblings->end(), Node{.name = name});
    node = &*found;
    if (rest.empty()) break;
    siblings = &node->children;
    std::tie(name, rest) = split(rest);
  }
  node->watched.push_back(watched_.size());
  watched_.push_back({.place = &place, .feature = feature, .limit = limit});
}

bool Watch::look(const yaml::Value& object, std::string_view kind, std::string_view name_space, std::string_view name) {
  const auto node = std::ranges::find(kinds_, kind, &Node::name);
  if (node == kinds_.end()) return true;
  label_ = fmt::format("{} {}{}{}", kind, name_space, name_space.empty() ? "" : "/", name);
  opened_ = false;
  visit(object, *node, object.at);
  return !opened_;
}

void Watch::visit(const yaml::Value& value, const Node& node, Origin near) {
  if (value.at.known()) near = value.at;
  for (const std::size_t which : node.watched)
    if (watched_[which].place->holds(value)) meet(which, near);
  for (const Node& child : node.children) {
    if (child.name == "[]") {
      for (const yaml::Value& item : value.items) visit(item, child, near);
    } else if (const yaml::Value* member = value.find(child.name)) {
      visit(*member, child, near);
    }
  }
}

void Watch::meet(std::size_t which, Origin at) {
  Watched& watched = watched_[which];
  if (watched.limit != nullptr && watched.limit->guards) {
    Finding& finding = sink_.report<Code::implementation_opens_guard>(at, describe(*watched.place), implementation_.label(), watched.limit->says, label_);
    finding.target = label_;
    opened_ = opened_ || !finding.accepted;
    return;
  }
  if (watched.places.emplace(at.file, at.span.begin, at.span.end).second && watched.first.size() < kMostPlaces) watched.first.push_back({at, label_});
}

void Watch::report() {
  for (const Watched& watched : watched_) {
    for (const Use& use : watched.first) {
      const bool last = &use == &watched.first.back();
      report(watched, use, last ? watched.places.size() - watched.first.size() : 0);
    }
  }
}

void Watch::report(const Watched& watched, const Use& use, std::size_t more) {
  const std::string also = more == 0 ? "" : fmt::format("; {} more places of the input have the same finding", more);
  const std::string what = describe(*watched.place);
  if (watched.limit != nullptr) {
    Finding& finding = sink_.report<Code::implementation_differs>(use.at, what, implementation_.label(), watched.limit->says, also);
    finding.target = use.target;
    finding.help = watched.limit->help;
  } else if (watched.feature.empty()) {
    sink_.report<Code::feature_not_tested>(use.at, what, implementation_.label(), also).target = use.target;
  } else {
    Finding& finding = sink_.report<Code::feature_not_claimed>(use.at, what, watched.feature, why_unclaimed(implementation_, *report_, watched.feature), also);
    finding.target = use.target;
    finding.available = who_claims(watched.feature, target_.channel);
  }
}

void report_implementation(const Implementation& implementation, const Settings& settings, std::string_view parameters, bool class_left_out, Sink& sink) {
  const Target target = settings.target;
  if (implementation.extensions != nullptr && !parameters.empty())
    sink.report<Code::parameters_expected>(Origin{}, implementation.extensions->parameters.kind, parameters);
  if (class_left_out) sink.report<Code::controller_name_unknown>(Origin{}, implementation.label(), settings.gateway_class);
  if (const Report* report = implementation.report_for(target.channel)) {
    const auto minor = [](std::string_view release) { return release.substr(0, release.rfind('.')); };
    if (minor(report->release) != minor(release_names()[target.release]))
      sink.report<Code::report_of_other_release>(Origin{}, implementation.label(), report->release, describe(target));
  }
  constexpr std::string_view kKind = "HTTPRoute";
  const auto served = served_versions(target, kKind);
  if (!implementation.reads.empty() && std::ranges::find(served, implementation.reads) == served.end())
    sink.report<Code::version_not_read>(Origin{}, implementation.label(), kKind, implementation.reads, describe(target));
}

}  // namespace gw::gateway
