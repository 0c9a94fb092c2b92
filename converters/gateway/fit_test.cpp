#include "gateway/fit.h"

#include <doctest/doctest.h>

#include <string>

namespace gw::gateway {
namespace {

using yaml::Value;

Target target(std::string_view release, Channel channel = Channel::Standard) { return *find_target(release, channel); }

Origin at(std::uint32_t offset) { return {0, {offset, offset + 1}}; }

Value map(std::string_view key, std::vector<Value> members) {
  return {.key = key, .items = std::move(members)};
}
Value list(std::string_view key, std::vector<Value> items) {
  return {.kind = Value::Kind::List, .key = key, .items = std::move(items)};
}
Value text(std::string_view key, std::string value, Origin origin = {}) { return Value::string(key, std::move(value), origin); }

Value route(std::vector<Value> rule) {
  std::vector<Value> metadata = {text("name", "left"), map("labels", {text("colour", "red")})};
  return map({}, {text("apiVersion", "gateway.networking.k8s.io/v1"), text("kind", "HTTPRoute"), map("metadata", std::move(metadata)),
                  map("spec", {list("rules", {map({}, std::move(rule))})})});
}

Value filter(std::string type, std::string_view member) {
  return map({}, {text("type", std::move(type), at(7)), map(member, {text("name", "x")})});
}

Value backends() { return list("backendRefs", {map({}, {text("name", "left"), Value::number("port", 80)})}); }

/// The value as flow text, without the envelope's quotes.
std::string shown(const Value& value) {
  std::string out = value.key.empty() ? "" : std::string(value.key) + ":";
  if (value.kind != Value::Kind::Map && value.kind != Value::Kind::List) return out + value.text;
  const bool is_map = value.kind == Value::Kind::Map;
  out += is_map ? '{' : '[';
  for (std::size_t i = 0; i < value.items.size(); ++i) out += (i == 0 ? "" : ",") + shown(value.items[i]);
  return out + (is_map ? '}' : ']');
}

std::string fitted(Value object, Target to, Sink& sink) {
  fit(object, "HTTPRoute", Schema(to), sink);
  return shown(*object.find("spec"));
}

TEST_CASE("what the target has stays as it is, without a finding") {
  Value object = route({backends(), map("timeouts", {text("backendRequest", "3s")}), list("filters", {filter("CORS", "cors")})});
  object.items.back().items[0].items[0].items[2].items[0].items.back().items[0] = list("allowOrigins", {text({}, "https://a.com")});
  const std::string before = shown(object);
  Sink sink;
  CHECK(fit(object, "HTTPRoute", Schema(target("v1.5.0")), sink));
  CHECK(shown(object) == before);
  CHECK(sink.findings().empty());
}

TEST_CASE("a field that the target lacks goes, and the finding says who has it") {
  Sink sink;
  Value timeouts = map("timeouts", {text("backendRequest", "3s")});
  timeouts.at = at(42);
  CHECK(fitted(route({backends(), std::move(timeouts)}), target("v0.5.0"), sink) ==
        "spec:{rules:[{backendRefs:[{name:left,port:80}]}]}");
  REQUIRE(sink.findings().size() == 1);
  const Finding& finding = sink.findings().front();
  CHECK(finding.code == Code::target_lacks_field);
  CHECK(finding.at == at(42));
  CHECK(finding.available == "v1.2.0 standard or v0.8.1 experimental");
  CHECK(finding.message ==
        "`HTTPRoute.spec.rules[].timeouts` needs Gateway API v1.2.0 standard or v0.8.1 experimental, but the target is v0.5.0 standard");
}

TEST_CASE("a field that no release has goes as well") {
  Sink sink;
  CHECK(fitted(route({backends(), text("colour", "red")}), target("v1.6.1"), sink) ==
        "spec:{rules:[{backendRefs:[{name:left,port:80}]}]}");
  REQUIRE(sink.findings().size() == 1);
  CHECK(sink.findings().front().available.empty());
  CHECK(sink.findings().front().message.find("needs Gateway API newer than v1.6.1") != std::string::npos);
}

TEST_CASE("a filter of a type that the target lacks goes as a whole") {
  Sink sink;
  CHECK(fitted(route({backends(), list("filters", {filter("URLRewrite", "urlRewrite"), filter("ExtensionRef", "extensionRef")})}),
               target("v0.5.0"), sink) ==
        "spec:{rules:[{backendRefs:[{name:left,port:80}],filters:[{type:ExtensionRef,extensionRef:{name:x}}]}]}");
  REQUIRE(sink.findings().size() == 1);
  CHECK(sink.findings().front().code == Code::target_lacks_value);
  CHECK(sink.findings().front().at == at(7));
  CHECK(sink.findings().front().available == "v0.7.0 standard or v0.5.0 experimental");
}

TEST_CASE("a list that loses its last item goes with it") {
  Sink sink;
  CHECK(fitted(route({backends(), list("filters", {filter("CORS", "cors")})}), target("v1.2.0"), sink) ==
        "spec:{rules:[{backendRefs:[{name:left,port:80}]}]}");
}

TEST_CASE("an object of which nothing is left is not to be printed") {
  Sink sink;
  Value object = route({list("filters", {filter("CORS", "cors")})});
  CHECK_FALSE(fit(object, "HTTPRoute", Schema(target("v1.2.0")), sink));
  CHECK(sink.findings().size() == 1);
}

TEST_CASE("an optional word that the target lacks goes alone") {
  Sink sink;
  const auto redirect = [] {
    Value value = filter("RequestRedirect", "requestRedirect");
    value.items[1].items = {text("scheme", "https"), Value::number("statusCode", 308)};
    return route({list("filters", {std::move(value)})});
  };
  CHECK(fitted(redirect(), target("v1.4.1"), sink) == "spec:{rules:[{filters:[{type:RequestRedirect,requestRedirect:{scheme:https}}]}]}");
  REQUIRE(sink.findings().size() == 1);
  CHECK(sink.findings().front().available == "v1.5.0 standard");
  CHECK(fitted(redirect(), target("v1.5.0"), sink).find("statusCode:308") != std::string::npos);
}

TEST_CASE("the keys of a map with free keys are not fields") {
  const auto gateway = [] {
    std::vector<Value> infrastructure = {map("labels", {text("any.thing/at-all", "yes")}), map("parametersRef", {text("name", "p")})};
    return map({}, {text("kind", "Gateway"), map("spec", {text("gatewayClassName", "c"), map("infrastructure", std::move(infrastructure))})});
  };
  Sink sink;
  Value object = gateway();
  fit(object, "Gateway", Schema(target("v1.0.0", Channel::Experimental)), sink);
  CHECK(shown(*object.find("spec")) == "spec:{gatewayClassName:c,infrastructure:{labels:{any.thing/at-all:yes}}}");
  CHECK(sink.findings().size() == 1);
}

TEST_CASE("an object of a kind that the target lacks is reported as a whole") {
  Sink sink;
  Value object = map({}, {text("kind", "ReferenceGrant"), map("spec", {list("from", {})})});
  CHECK_FALSE(fit(object, "ReferenceGrant", Schema(target("v0.5.0")), sink));
  REQUIRE(sink.findings().size() == 1);
  CHECK(sink.findings().front().available.starts_with("v0.6.0 standard or v0.5.0 experimental"));
  CHECK(sink.findings().front().message.starts_with("`ReferenceGrant` needs"));
}

}  // namespace
}  // namespace gw::gateway
