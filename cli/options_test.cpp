#include "options.h"

#include <doctest/doctest.h>

#include "option_table.h"

using namespace gw;
using namespace gw::cli;

namespace {

Result<Invocation> read(std::vector<std::string> arguments) { return read_arguments(arguments); }

std::string error_of(std::vector<std::string> arguments) {
  Result<Invocation> read = read_arguments(arguments);
  return read ? "" : read.error();
}

}  // namespace

TEST_CASE("words that are no command are files, and convert is the command without a word") {
  auto plain = read({"app.yaml", "k8s/"});
  REQUIRE(plain);
  CHECK(plain->command == Command::Convert);
  CHECK(plain->flags.words == std::vector<std::string>{"app.yaml", "k8s/"});
  CHECK(read({"convert", "app.yaml"})->flags.words == std::vector<std::string>{"app.yaml"});
  CHECK(read({"-"})->flags.words == std::vector<std::string>{"-"});
  CHECK(read({"--", "./lint"})->command == Command::Convert);
}

TEST_CASE("the command is found behind flags and their values") {
  auto lint = read({"--quiet", "--channel", "experimental", "lint", "k8s/"});
  REQUIRE(lint);
  CHECK(lint->command == Command::Lint);
  CHECK(lint->flags.quiet);
  CHECK(lint->flags.conversion.experimental);
  CHECK(lint->flags.words == std::vector<std::string>{"k8s/"});
}

TEST_CASE("every flag of the conversion arrives in the options") {
  auto read_all = read({"a.yaml", "--api-version=v1beta1", "--gateway-class=c", "--controller-name=example.com/d", "--gateway", "infra/gw",
                        "--namespace=n", "--ingress-class=i", "--plain-path=prefix", "--no-regex", "--route-per=resource",
                        "--timeouts=approx", "--annotate", "--pass-through", "--output-format=json", "--threads=3"});
  REQUIRE_MESSAGE(read_all, error_of({"a.yaml", "--api-version=v1beta1"}));
  const Options& options = read_all->flags.conversion;
  CHECK(options.api_version == "v1beta1");
  CHECK(options.gateway_class == "c");
  CHECK(options.controller_name == "example.com/d");
  CHECK(options.gateway_namespace == "infra");
  CHECK(options.gateway == "gw");
  CHECK(options.default_namespace == "n");
  CHECK(options.ingress_class == "i");
  CHECK(options.plain_path == PlainPath::Prefix);
  CHECK_FALSE(options.regex_paths);
  CHECK(options.route_per == RoutePer::Resource);
  CHECK(options.timeouts == TimeoutPolicy::Approximate);
  CHECK(options.annotate);
  CHECK(options.pass_through);
  CHECK(options.format == OutputFormat::Json);
  CHECK(options.threads == 3);
}

TEST_CASE("codes are accepted by number or name, one by one or in a list") {
  auto accepted = read({"a.yaml", "--accept", "gw1001,plugin-unknown", "--accept=1404"});
  REQUIRE(accepted);
  CHECK(accepted->flags.conversion.accepted == std::set<Code>{Code::path_prefix_widened, Code::plugin_unknown});
}

TEST_CASE("kinds are spelled as the Gateway API does, whatever case they are typed in") {
  auto only = read({"a.yaml", "--only", "httproute,gateway"});
  REQUIRE(only);
  CHECK(only->flags.conversion.only_kinds == std::set<std::string>{"Gateway", "HTTPRoute"});
}

TEST_CASE("the defaults that --help shows are those of the options") {
  const Options defaults;
  CHECK(find_option(Command::Convert, "gateway-api")->fallback == defaults.release);
  CHECK(find_option(Command::Convert, "implementation")->fallback == defaults.implementation);
  const ImplementationRow portable = implementations().front();
  CHECK(portable.name == defaults.implementation);
  CHECK(find_option(Command::Convert, "gateway-class")->fallback.starts_with(portable.gateway_class));
  CHECK(find_option(Command::Convert, "controller-name")->fallback.starts_with(portable.controller_name));
  CHECK(defaults.gateway.empty());  // the name depends on the input, and the text says how
  auto plain = read({"a.yaml"});
  REQUIRE(plain);
  CHECK(plain->flags.fail_on == FailOn::Error);
  CHECK(plain->flags.conversion.threads >= 1);
  CHECK(plain->flags.conversion.threads <= 8);
}

TEST_CASE("every choice that --help shows is accepted") {
  for (const OptionRow& row : option_table()) {
    if (row.values != Values::Choice && row.values != Values::Format) continue;
    for (const std::string& choice : offered(row.values, row.value)) {
      Flags flags;
      CHECK(row.set(flags, choice));
    }
  }
}

TEST_CASE("usage errors are one line that helps") {
  struct Row {
    std::vector<std::string> arguments;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {{"lnt"}, "`lnt` is neither a command nor a file; did you mean `lint`?"},
      {{"--quite", "a.yaml"}, "unknown flag --quite; did you mean `--quiet`?"},
      {{"--channel"}, "--channel needs a value"},
      {{"--quiet=false", "a.yaml"}, "--quiet takes no value"},
      {{"--namespace=", "a.yaml"}, "--namespace needs a value"},
      {{"--channel", "stable", "a.yaml"}, "--channel cannot be `stable`: it is one of standard, experimental"},
      {{"--accept", "path-prefix-widend", "a.yaml"},
       "--accept cannot be `path-prefix-widend`: no finding has this code; did you mean `path-prefix-widened`?"},
      {{"--only", "HTTPRoutes", "a.yaml"}, "--only cannot be `HTTPRoutes`: no kind that may be printed has this name; did you mean `HTTPRoute`?"},
      {{"lint", "--split-by", "role", "a.yaml"}, "--split-by is a flag of `convert`, not of `lint`"},
      {{"--split-by", "role", "a.yaml"}, "--split-by needs -o DIR, the folder to write into"},
      {{"--report-format", "json", "a.yaml"}, "--report-format needs --report FILE"},
      {{"verify", "--publish", "80:8000", "a.yaml"},
       "--publish needs --against FILE: the listeners that gwconvert writes have the ports that clients call"},
      {{"--report", "-", "a.yaml"}, "--report needs the name of a file"},
      {{"--report", "a.json", "-o", "a.json", "a.yaml"}, "--report and -o name the same file"},
      {{"--gateway", "/gw", "a.yaml"}, "--gateway cannot be `/gw`: it is written NAME or NAMESPACE/NAME"},
      {{"--threads", "0", "a.yaml"}, "--threads cannot be `0`: it must be a number between 1 and 256"},
      {{"--implementation", "istoi", "a.yaml"},
       "--implementation cannot be `istoi`: no implementation of this name is known; did you mean `istio`?"},
      {{"--implementation", "apisix-2@3", "a.yaml"}, "--implementation: `apisix-2` is not known in version `3`, only in 2.2, 2.1, 2.0"},
      {{"explain"}, "explain needs a code, as in: gwconvert explain GW1001"},
      {{"list"}, "list needs one of dialects, codes, releases, implementations, formats, annotations, plugins, fields"},
  };
  for (const Row& row : rows) CHECK(error_of(row.arguments) == row.expected);
}
