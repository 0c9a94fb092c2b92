#include "gateway/grpc_call.h"

#include <doctest/doctest.h>

using gw::model::PathMatch;

TEST_CASE("a path is a call of gRPC only if both mean the same calls") {
  using enum PathMatch::Kind;
  struct Row {
    PathMatch::Kind kind;
    std::string_view path;
    bool is_call;
    std::string_view service, method;
  };
  for (const Row& row : {
           Row{Exact, "/pkg.Svc/Method", true, "pkg.Svc", "Method"}, Row{Exact, "/Svc/_m1", true, "Svc", "_m1"},
           Row{TextPrefix, "/pkg.Svc/", true, "pkg.Svc", ""},        Row{SegmentPrefix, "/pkg.Svc", true, "pkg.Svc", ""},
           Row{SegmentPrefix, "/pkg.Svc/", true, "pkg.Svc", ""},     Row{TextPrefix, "/", true, "", ""},
           Row{SegmentPrefix, "/", true, "", ""},                    Row{Exact, "/", false, "", ""},
           Row{Exact, "/pkg.Svc", false, "", ""},                    Row{Exact, "/pkg.Svc/", false, "", ""},
           Row{Exact, "/pkg.Svc/Method/", false, "", ""},            Row{Exact, "/pkg.Svc/a/b", false, "", ""},
           Row{TextPrefix, "/pkg.Svc", false, "", ""},               Row{TextPrefix, "/pkg.Svc/Get", false, "", ""},
           Row{TextPrefix, "/pkg.Svc/Method/", false, "", ""},       Row{SegmentPrefix, "/pkg.Svc/Method", false, "", ""},
           Row{Exact, "/.pkg.Svc/Method", false, "", ""},            Row{Exact, "/pkg..Svc/Method", false, "", ""},
           Row{Exact, "/pkg.Svc./Method", false, "", ""},            Row{Exact, "/pkg-a.Svc/Method", false, "", ""},
           Row{Exact, "/pkg.Svc/get-all", false, "", ""},            Row{Exact, "/1.Svc/Method", false, "", ""},
           Row{Exact, "//Method", false, "", ""},                    Row{TextPrefix, "//", false, "", ""},
           Row{Regex, "/pkg.Svc/Method", false, "", ""},             Row{Exact, "", false, "", ""},
       }) {
    CAPTURE(row.path);
    const PathMatch path{row.kind, std::string(row.path)};
    const auto call = gw::gateway::grpc_call(path);
    REQUIRE(call.has_value() == row.is_call);
    if (!call) continue;
    CHECK(call->service == row.service);
    CHECK(call->method == row.method);
  }
}
