#include "kube/known_fields.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

namespace gw::kube {
namespace {

TEST_CASE("a field is known by kind and version") {
  struct Row {
    std::string_view kind, version, field;
    bool known;
  };
  const Row rows[] = {
      {"ApisixRoute", "v2", "apiVersion", true},
      {"ApisixRoute", "v2", "kind", true},
      {"ApisixRoute", "v2", "metadata", true},
      {"ApisixRoute", "v2", "metadata.labels", true},
      {"ApisixRoute", "v2", "metadata.annotations[\"k8s.apisix.apache.org/x.y\"]", true},
      {"ApisixRoute", "v2", "metadata.label", false},
      {"ApisixRoute", "v2", "status", true},
      {"ApisixRoute", "v2", "status.conditions[].type", true},
      {"ApisixRoute", "v2", "spec", true},
      {"ApisixRoute", "v2", "spec.http", true},
      {"ApisixRoute", "v2", "spec.http[]", true},
      {"ApisixRoute", "v2", "spec.http[].match.paths", true},
      {"ApisixRoute", "v2", "spec.http[].match.paths[]", true},
      {"ApisixRoute", "v2", "spec.http[].match.path", false},
      {"ApisixRoute", "v2", "spec.http[].match.nginxVars", true},
      {"ApisixRoute", "v2", "spec.htt", false},
      {"ApisixRoute", "v2", "spec.httpx", false},
      {"ApisixRoute", "v2", "spec.rules", false},
      {"ApisixRoute", "v2", "spec.http[].plugins[].config.anything[].at.all", true},
      {"ApisixRoute", "v2", "spec.http[].plugins[].config[\"a.b\"]", true},
      {"ApisixRoute", "v2", "spec.http[].plugins[].configuration", false},
      {"ApisixRoute", "v2", "spec.http[].backends[].resolveGranularity", true},
      {"ApisixRoute", "v2alpha1", "spec.http[].backends[].resolveGranularity", true},
      {"ApisixRoute", "v2alpha1", "spec.http[].backends[].resolveGranualrity", true},
      {"ApisixRoute", "v2", "spec.http[].authentication.keyauth.header", true},
      {"ApisixRoute", "v2", "spec.http[].authentication.keyAuth.header", true},
      {"ApisixRoute", "v1", "spec.rules[].http.paths[].backend.servicePort", true},
      {"ApisixTls", "v2", "spec.secret.name", true},
      {"ApisixTls", "v2", "spec.secret.key", false},
      {"ApisixUpstream", "v2", "spec.subsets[].labels.version", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.kind);
    CAPTURE(row.version);
    CAPTURE(row.field);
    CHECK(is_known_field(row.kind, row.version, row.field) == row.known);
  }
}

TEST_CASE("nothing speaks against the fields of a kind without a table") {
  CHECK(is_known_field("Gizmo", "v1", "spec.rules[].host"));
  CHECK(is_known_field("ApisixRoute", "v9", "spec.anything"));
  CHECK(known_members("Gizmo", "v1", "spec").empty());
}

TEST_CASE("the members of a field are the names directly below it") {
  const auto has = [](std::string_view parent, std::string_view member) {
    const auto members = known_members("ApisixRoute", "v2", parent);
    CHECK(std::ranges::adjacent_find(members, std::ranges::greater_equal{}) == members.end());
    return std::ranges::find(members, member) != members.end();
  };
  CHECK(has("", "spec"));
  CHECK(has("", "metadata"));
  CHECK(has("metadata", "annotations"));
  CHECK(has("spec", "http"));
  CHECK_FALSE(has("spec", "match"));
  CHECK(has("spec.http[]", "match"));
  CHECK(has("spec.http[].match", "paths"));
  CHECK(has("spec.http[].plugins[]", "config"));
  CHECK(known_members("ApisixRoute", "v2", "spec.http[].plugins[].config").empty());
}

}  // namespace
}  // namespace gw::kube
