#include "split.h"

#include <doctest/doctest.h>

using namespace gw;
using namespace gw::cli;

namespace {

std::string text_of(const Pieces& pieces) {
  std::string out;
  for (const std::string_view piece : pieces) out += piece;
  return out;
}

std::vector<std::string> names(const std::vector<Manifest>& manifests, SplitBy by) {
  std::vector<std::string> out;
  for (const FileText& file : split(manifests, by, OutputFormat::Yaml, "out")) out.push_back(file.path);
  return out;
}

const std::vector<Manifest> kManifests = {
    {"GatewayClass", "", "apisix", "class: 1\n"},
    {"Gateway", "web", "gateway", "gateway: 1\n"},
    {"HTTPRoute", "web", "left", "left: 1\n"},
    {"HTTPRoute", "", "open", "open: 1\n"},
};

}  // namespace

TEST_CASE("YAML documents are separated, and JSON objects are the items of a List") {
  std::vector<const Manifest*> all = {&kManifests[0], &kManifests[1]};
  CHECK(text_of(join(all, OutputFormat::Yaml)) == "class: 1\n---\ngateway: 1\n");
  const Manifest object{"Gateway", "", "g", "{\n      \"kind\": \"Gateway\"\n    }"};
  all = {&object, &object};
  CHECK(text_of(join(all, OutputFormat::Json)) ==
        "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"List\",\n  \"items\": [\n    {\n      \"kind\": \"Gateway\"\n    },\n"
        "    {\n      \"kind\": \"Gateway\"\n    }\n  ]\n}\n");
  CHECK(text_of(join({}, OutputFormat::Yaml)).empty());
  CHECK(text_of(join({}, OutputFormat::Json)) == "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"List\",\n  \"items\": []\n}\n");
}

TEST_CASE("files are called by role, namespace or object") {
  CHECK(names(kManifests, SplitBy::Role) == std::vector<std::string>{"out/infrastructure.yaml", "out/routes.yaml"});
  CHECK(names(kManifests, SplitBy::Namespace) ==
        std::vector<std::string>{"out/_cluster.yaml", "out/web.yaml", "out/_no-namespace.yaml"});
  CHECK(names(kManifests, SplitBy::Object) ==
        std::vector<std::string>{"out/gatewayclass-apisix.yaml", "out/gateway-web-gateway.yaml", "out/httproute-web-left.yaml",
                                 "out/httproute-open.yaml"});
  CHECK(text_of(split(kManifests, SplitBy::Role, OutputFormat::Yaml, "out")[1].pieces) == "left: 1\n---\nopen: 1\n");
}

TEST_CASE("what a Gateway refers to is the operator's") {
  const std::vector<Manifest> manifests = {{"Gateway", "a", "g", ""}, {"Secret", "a", "key", ""}, {"GatewayProxy", "a", "p", ""}, {"PluginConfig", "a", "c", "c: 1\n"}};
  CHECK(names(manifests, SplitBy::Role) == std::vector<std::string>{"out/infrastructure.yaml", "out/routes.yaml"});
  CHECK(text_of(split(manifests, SplitBy::Role, OutputFormat::Yaml, "out")[1].pieces) == "c: 1\n");
}

TEST_CASE("different objects never share a file, and no name leads out of the folder") {
  const std::vector<Manifest> alike = {{"HTTPRoute", "a", "b-c", ""}, {"HTTPRoute", "a-b", "c", ""}};
  CHECK(names(alike, SplitBy::Object) == std::vector<std::string>{"out/httproute-a-b-c.yaml", "out/httproute-a-b-c-2.yaml"});
  const std::vector<Manifest> hostile = {{"HTTPRoute", "../up", "../../etc", ""}, {"HTTPRoute", std::string(300, 'n'), "x", ""}};
  CHECK(names(hostile, SplitBy::Namespace) ==
        std::vector<std::string>{"out/-.-up.yaml", "out/" + std::string(200, 'n') + ".yaml"});
  CHECK(names(hostile, SplitBy::Object)[0] == "out/httproute-..-up-..-..-etc.yaml");
}
