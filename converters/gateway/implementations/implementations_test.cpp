#include "gateway/implementations/implementations.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "gateway/implementations/watch.h"

using namespace gw;
using namespace gw::gateway;

TEST_CASE("every feature is recognised in manifests, or there is a reason why it cannot be") {
  for (const FeatureFact& fact : feature_facts()) {
    CAPTURE(fact.name);
    const auto seen = std::ranges::count(feature_rows(), fact.name, &FeatureRow::feature);
    const auto unseen = std::ranges::count(unseen_features(), fact.name, &UnseenFeature::feature);
    CHECK((seen > 0) != (unseen > 0));
    CHECK(unseen <= 1);
  }
  for (const FeatureRow& row : feature_rows()) CHECK(std::ranges::find(feature_facts(), row.feature, &FeatureFact::name) != feature_facts().end());
  for (const UnseenFeature& row : unseen_features()) {
    CHECK(std::ranges::find(feature_facts(), row.feature, &FeatureFact::name) != feature_facts().end());
    CHECK(row.why.size() > 10);
  }
}

TEST_CASE("every field that is watched is one of some release") {
  const auto exists = [](const Place& place) {
    CAPTURE(place.kind);
    CAPTURE(place.path);
    CHECK(!first_available(place.kind, place.path).empty());
  };
  for (const FeatureRow& row : feature_rows()) exists(row.place);
  for (const Place& place : untested_places()) exists(place);
  for (const Place& place : untested_regexes()) exists(place);
  for (const Limit& limit : apisix_1_limits()) exists(limit.place);
  for (const Limit& limit : apisix_2_limits()) exists(limit.place);
}

TEST_CASE("an implementation is found by its name and version") {
  struct Row {
    std::string_view asked, label;
  };
  const Row rows[] = {{"portable", "portable"},          {"apisix-1", "apisix-1 1.8"},      {"apisix-1@1.5", "apisix-1 1.5"},
                      {"apisix-1@1.8.4", "apisix-1 1.8"}, {"apisix-2@v2.0", "apisix-2 2.0"}, {"contour@1.33", "contour v1.33.0"},
                      {"contour@v1.33.0", "contour v1.33.0"}, {"gke@1.36.2", "gke 1.36.2-gke.2154000"},
                      {"apisix-1@1", "apisix-1 1.8"}};
  for (const Row& row : rows) {
    const Implementation* found = find_implementation(row.asked);
    REQUIRE(found != nullptr);
    CHECK(found->label() == row.label);
  }
  for (const std::string_view asked : {"", "isto", "apisix-1@", "contour@1.3", "contour@2", "portable@1"}) {
    CAPTURE(asked);
    CHECK(find_implementation(asked) == nullptr);
  }
}

TEST_CASE("every implementation but portable says what it supports, and its class has a legal name") {
  std::set<std::string> labels;
  for (const Implementation& one : implementations()) {
    CAPTURE(one.name);
    CHECK(labels.insert(one.label()).second);
    CHECK(!one.gateway_class.empty());
    CHECK((one.name == "portable") == (one.report.empty() && one.limits == nullptr));
    if (one.report.empty()) continue;
    const Report* report = one.report_for(Channel::Standard);
    REQUIRE(report != nullptr);
    CHECK(find_target(report->release, Channel::Standard));
    CHECK(claims(*report, "HTTPRoute"));
  }
}

TEST_CASE("what is claimed depends on the channel, where there are reports for both") {
  const Implementation* cilium = find_implementation("cilium");
  REQUIRE(cilium != nullptr);
  CHECK(claims(*cilium->report_for(Channel::Experimental), "HTTPRouteRetry"));
  CHECK_FALSE(claims(*cilium->report_for(Channel::Standard), "HTTPRouteRetry"));
}

TEST_CASE("of a feature in many places the first ten are named and the others counted") {
  const Implementation* gke = find_implementation("gke");
  REQUIRE(gke != nullptr);
  Sink sink;
  Watch watch(*gke, *find_target("v1.5.0", Channel::Standard), sink);
  constexpr std::uint32_t kRoutes = 1000;
  for (std::uint32_t i = 0; i < kRoutes; ++i) {
    yaml::Value match = yaml::Value::map();
    match.at = {0, {i, i + 1}};
    match.add(yaml::Value::string("method", "GET"));
    yaml::Value matches = yaml::Value::list("matches");
    matches.add(std::move(match));
    yaml::Value rule = yaml::Value::map();
    rule.add(std::move(matches));
    yaml::Value rules = yaml::Value::list("rules");
    rules.add(std::move(rule));
    yaml::Value spec = yaml::Value::map("spec");
    spec.add(std::move(rules));
    yaml::Value route = yaml::Value::map();
    route.add(std::move(spec));
    CHECK(watch.look(route, "HTTPRoute", "web", "shop"));
  }
  CHECK(sink.findings().empty());
  watch.report();
  REQUIRE(sink.findings().size() == 10);
  CHECK(sink.findings().front().message == "`HTTPRoute.spec.rules[].matches[].method` needs the feature HTTPRouteMethodMatching, which gke "
                                           "1.36.2-gke.2154000 reports as unsupported");
  CHECK(sink.findings().back().message.ends_with("; 990 more places of the input have the same finding"));
  CHECK(sink.findings().front().available.find("envoy-gateway") != std::string::npos);
}
