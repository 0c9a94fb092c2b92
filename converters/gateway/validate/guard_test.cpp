#include "gateway/validate/guard.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace gw::gateway {
namespace {

using yaml::Value;

Value gateway(std::string version, std::string name) {
  Value out = Value::map();
  out.add(Value::string("apiVersion", std::move(version)));
  out.add(Value::string("kind", "Gateway"));
  out.add(Value::map("metadata")).add(Value::string("name", std::move(name)));
  Value& spec = out.add(Value::map("spec"));
  spec.add(Value::string("gatewayClassName", "some"));
  Value listener = Value::map();
  listener.add(Value::string("name", "http"));
  listener.add(Value::string("protocol", "HTTP"));
  listener.add(Value::number("port", 80));
  spec.add(Value::list("listeners")).add(std::move(listener));
  return out;
}

/// "object field GWnnnn" for each fault.
std::vector<std::string> faults_of(const Value& object) {
  Guard guard(*find_target("v1.2.0", Channel::Standard));
  guard.look(object);
  std::vector<std::string> out;
  for (const Finding& fault : guard.faults()) out.push_back(fault.object + " " + fault.field + " " + number(fault.code));
  return out;
}

constexpr const char* kVersion = "gateway.networking.k8s.io/v1";

}  // namespace

TEST_CASE("the guard judges what is about to be written, as the target would") {
  CHECK(faults_of(gateway(kVersion, "edge")).empty());
  CHECK(faults_of(gateway(kVersion, "Edge")) == std::vector<std::string>{"Gateway Edge metadata.name GW5013"});
  CHECK(faults_of(gateway("gateway.networking.k8s.io/v1alpha2", "edge")) == std::vector<std::string>{"Gateway edge apiVersion GW5002"});
  CHECK(faults_of(gateway("example.com/v1", "Edge")).empty());
  CHECK(faults_of(Value::map()).size() == 1);

  Value unknown = gateway(kVersion, "edge");
  unknown.items.back().add(Value::string("class", "some"));
  CHECK(faults_of(unknown) == std::vector<std::string>{"Gateway edge spec.class GW5004"});

  Value text = gateway(kVersion, "edge");
  text.items.back().items.back().items.front().items.back() = Value::string("port", "80");
  CHECK(faults_of(text) == std::vector<std::string>{"Gateway edge spec.listeners[0].port GW5006"});
}

TEST_CASE("a key that would be written twice is a fault, which no parsed manifest can show") {
  Value object = gateway(kVersion, "edge");
  object.items.back().add(Value::string("gatewayClassName", "other"));
  CHECK(faults_of(object) == std::vector<std::string>{"Gateway edge spec.gatewayClassName GW0002"});
  object = gateway(kVersion, "edge");
  object.items[2].add(Value::string("name", "edge"));
  CHECK(faults_of(object) == std::vector<std::string>{"Gateway edge metadata.name GW0002"});
}

TEST_CASE("what only the library of a release says keeps nothing out, and a few faults are enough") {
  Value route = Value::map();
  route.add(Value::string("apiVersion", "gateway.networking.k8s.io/v1alpha2"));
  route.add(Value::string("kind", "TCPRoute"));
  route.add(Value::map("metadata")).add(Value::string("name", "db"));
  Value rule = Value::map();
  Value backend = Value::map();
  backend.add(Value::string("name", "db"));  // without a port
  rule.add(Value::list("backendRefs")).add(std::move(backend));
  route.add(Value::map("spec")).add(Value::list("rules")).add(std::move(rule));
  Guard guard(*find_target("v0.7.1", Channel::Experimental));
  guard.look(route);
  CHECK(guard.faults().empty());
  for (int i = 0; i < 100; ++i) guard.look(gateway(kVersion, "Edge"));
  CHECK(guard.faults().size() < 20);
}

}  // namespace gw::gateway
