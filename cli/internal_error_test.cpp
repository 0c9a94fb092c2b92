// What a user sees of a mistake of ours: nothing on standard output, exit status 2, and what to report.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "commands.h"
#include "convert_with.h"
#include "output.h"
#include "temporary_folder.h"

using namespace gw;
using namespace gw::cli;

namespace {

constexpr std::string_view kRoute = R"(apiVersion: apisix.apache.org/v2
kind: ApisixRoute
metadata: {name: shop, namespace: web}
spec:
  http:
  - name: api
    match: {hosts: [shop.example.com], paths: [/api]}
    backends: [{serviceName: api, servicePort: 80}]
)";

Value path_match(std::string path) {
  Value match = Value::map();
  Value& value = match.add(Value::map("path"));
  value.add(Value::string("type", "Exact"));
  value.add(Value::string("value", std::move(path), {0, {39, 50}}));
  return match;
}

Value route(std::string version, std::string path) {
  Value out = Value::map();
  out.add(Value::string("apiVersion", std::move(version)));
  out.add(Value::string("kind", "HTTPRoute"));
  Value& metadata = out.add(Value::map("metadata"));
  metadata.add(Value::string("name", "api"));
  metadata.add(Value::string("namespace", "web"));
  Value rule = Value::map();
  rule.add(Value::list("matches")).add(path_match(std::move(path)));
  out.add(Value::map("spec")).add(Value::list("rules")).add(std::move(rule));
  return out;
}

constexpr char kRight[] = "/api";
constexpr char kWrong[] = "api";
constexpr char kOurs[] = "gateway.networking.k8s.io/v1beta1";
constexpr char kNotServed[] = "gateway.networking.k8s.io/v9";
constexpr char kOthers[] = "example.com/v1";

/// A lowering that emits a route with this path, behind one that is right.
template <const char* kPath, const char* kOf>
Conversion convert_to(std::span<const Source> sources, const Options& options) {
  const Lower lower = [](const model::Model&, const gateway::Settings&, const gateway::ObjectNames&,
                         const gateway::Emit& emit, Sink&) {
    emit("HTTPRoute", "web", "right", route(kOurs, "/right"));
    emit("HTTPRoute", "web", "api", route(kOf, kPath));
    return gateway::Summary{1, 0};
  };
  return convert_with(lower, sources, options);
}

/// Runs with standard output and standard error in files of `folder`.
template <class Run>
int run_into(const TemporaryFolder& folder, const Run& run) {
  int saved[2];
  for (const int file : {STDOUT_FILENO, STDERR_FILENO}) {
    saved[file - 1] = ::dup(file);
    const int to = ::open((folder / (file == STDOUT_FILENO ? "out" : "err")).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(to, file);
    ::close(to);
  }
  const int status = run();
  for (const int file : {STDOUT_FILENO, STDERR_FILENO}) {
    ::dup2(saved[file - 1], file);
    ::close(saved[file - 1]);
  }
  return status;
}

Flags flags_for(const TemporaryFolder& folder) {
  Flags out;
  out.words = {folder.write("shop.yaml", std::string(kRoute))};
  return out;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("a manifest of ours that the target would refuse is an internal error, and nothing is printed") {
  const TemporaryFolder folder;
  Flags flags = flags_for(folder);
  for (const bool risks_taken : {false, true}) {
    if (risks_taken) {  // no flag lets it through
      flags.keep_going = true;
      flags.quiet = true;
      flags.fail_on = FailOn::Never;
      for (const CodeInfo& row : kCodes) flags.conversion.accepted.insert(row.code);
    }
    CHECK(run_into(folder, [&] { return convert_command_with(convert_to<kWrong, kOurs>, flags); }) == kFailed);
    CHECK(folder.read("out").empty());
    const std::string said = folder.read("err");
    CHECK(contains(said, "gwconvert: internal error: HTTPRoute web/api (made from "));
    CHECK(contains(said, "shop.yaml:2:7) breaks a rule of its target: spec.rules[0].matches[0].path.value: "));
    CHECK(contains(said, " [GW5101 path-invalid]\n"));
    CHECK(contains(said, "please report it together with the input"));
  }
}

TEST_CASE("a mistake of ours leaves files as they are") {
  const TemporaryFolder folder;
  Flags flags = flags_for(folder);
  flags.output = folder.write("gateway.yaml", "as before");
  flags.report = folder / "report.json";
  CHECK(run_into(folder, [&] { return convert_command_with(convert_to<kWrong, kOurs>, flags); }) == kFailed);
  CHECK(folder.read("gateway.yaml") == "as before");
  CHECK(folder.read("report.json").empty());
}

TEST_CASE("the guard knows which versions are served, and nothing of kinds of other groups") {
  const TemporaryFolder folder;
  const Flags flags = flags_for(folder);
  CHECK(run_into(folder, [&] { return convert_command_with(convert_to<kWrong, kNotServed>, flags); }) == kFailed);
  CHECK(contains(folder.read("err"), "internal error: HTTPRoute web/api"));
  CHECK(run_into(folder, [&] { return convert_command_with(convert_to<kWrong, kOthers>, flags); }) == kDone);
  CHECK(contains(folder.read("out"), "value: api\n"));
  CHECK(run_into(folder, [&] { return convert_command_with(convert_to<kRight, kOurs>, flags); }) == kDone);
  CHECK(contains(folder.read("out"), "value: /api\n"));
}
