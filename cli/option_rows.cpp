#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "option_table.h"
#include "source/words.h"
#include "suggest.h"

namespace gw::cli {
namespace {

constexpr unsigned kMostThreads = 256;

Result<bool> set_gateway(Flags& flags, std::string_view value) {
  const std::size_t slash = value.find('/');
  if (slash == 0 || slash + 1 == value.size()) return Error{"it is written NAME or NAMESPACE/NAME"};
  if (slash != std::string_view::npos) flags.conversion.gateway_namespace = value.substr(0, slash);
  flags.conversion.gateway = value.substr(slash == std::string_view::npos ? 0 : slash + 1);
  return true;
}

Result<bool> set_implementation(Flags& flags, std::string_view value) {
  const std::string_view name = value.substr(0, value.find('@'));
  const std::vector<std::string> known = offered(Values::Implementation, "");
  if (std::ranges::find(known, name) == known.end())
    return Error{fmt::format("no implementation of this name is known{}", did_you_mean(name, known))};
  flags.conversion.implementation = value;
  return true;
}

Result<bool> set_controller(Flags& flags, std::string_view value) {
  const std::vector<std::string> known = controllers_converted();
  if (std::ranges::find(known, value) == known.end()) return Error{fmt::format("no controller of this name is converted{}", did_you_mean(value, known))};
  flags.conversion.controller = value;
  return true;
}

Result<bool> set_default_certificate(Flags& flags, std::string_view value) {
  const std::size_t slash = value.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == value.size()) return Error{"it is written NAMESPACE/NAME"};
  flags.conversion.default_certificate = value;
  return true;
}

/// `1.9` or `v1.9.4` as 109.
Result<int> read_version(std::string_view value) {
  constexpr int kSeries = 100;
  if (value.starts_with('v')) value.remove_prefix(1);
  int major = -1;
  int minor = -1;
  const char* end = value.data() + value.size();
  const auto first = std::from_chars(value.data(), end, major);
  if (first.ec == std::errc() && first.ptr != end && *first.ptr == '.') {
    const auto second = std::from_chars(first.ptr + 1, end, minor);
    if (second.ec == std::errc() && (second.ptr == end || *second.ptr == '.') && major >= 0 && minor >= 0 && major < kSeries && minor < kSeries && major + minor > 0)
      return major * kSeries + minor;
  }
  return Error{"it is written as 1.9 or 1.9.4"};
}

template <int Options::*Member>
Result<bool> set_version(Flags& flags, std::string_view value) {
  Result<int> version = read_version(value);
  if (!version) return Error{version.error()};
  flags.conversion.*Member = *version;
  return true;
}

Result<bool> set_threads(Flags& flags, std::string_view value) {
  const char* end = value.data() + value.size();
  const auto read = std::from_chars(value.data(), end, flags.conversion.threads);
  if (read.ec == std::errc() && read.ptr == end && flags.conversion.threads >= 1 && flags.conversion.threads <= kMostThreads)
    return true;
  return Error{fmt::format("it must be a number between 1 and {}", kMostThreads)};
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

/// Adds a kind, spelled as the Gateway API does: a misspelled kind would silently print nothing.
Result<bool> add_kind(std::set<std::string>& kinds, std::string_view value) {
  const std::vector<std::string> known = offered(Values::Kind, "");
  for (const std::string& kind : known) {
    if (!same_letters(kind, value)) continue;
    kinds.insert(kind);
    return true;
  }
  return Error{fmt::format("no kind that may be printed has this name{}", did_you_mean(value, known))};
}

Result<bool> add_accepted(Flags& flags, std::string_view value) {
  std::string folded(value);
  std::ranges::transform(folded, folded.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (folded.starts_with("gw")) folded.replace(0, 2, "GW");
  if (const auto code = find_code(folded)) {
    flags.conversion.accepted.insert(*code);
    return true;
  }
  return Error{fmt::format("no finding has this code{}", did_you_mean(folded, offered(Values::Code, "")))};
}

/// "80:8000": the port that clients call, and the listener's.
Result<bool> add_published(Flags& flags, std::string_view value) {
  const std::size_t colon = std::min(value.find(':'), value.size());
  const auto client = port_in(value.substr(0, colon));
  const auto listener = port_in(value.substr(std::min(colon + 1, value.size())));
  if (!client || !listener) return Error{"write the port that clients call and that of the listener, as in 80:8000"};
  if (const auto [known, added] = flags.conversion.published.try_emplace(*client, *listener); !added && known->second != *listener)
    return Error{fmt::format("clients who call port {} already reach port {}", *client, known->second)};
  return true;
}

Result<bool> set_fail_on(Flags& flags, std::string_view value) {
  static constexpr std::array<std::string_view, 4> kWords = {"note", "warning", "error", "never"};
  flags.fail_on = static_cast<FailOn>(std::ranges::find(kWords, value) - kWords.begin());
  return true;
}

Result<bool> set_router(Flags& flags, std::string_view value) {
  static constexpr std::array<std::string_view, 3> kRouters = {"radixtree_host_uri", "radixtree_uri", "radixtree_uri_with_parameter"};
  if (std::ranges::find(kRouters, value) == kRouters.end()) return Error{fmt::format("it is one of {}", fmt::join(kRouters, ", "))};
  flags.conversion.apisix_router = value;
  return true;
}

Result<bool> set_split(Flags& flags, std::string_view value) {
  flags.split_by = value == "role" ? SplitBy::Role : value == "namespace" ? SplitBy::Namespace : SplitBy::Object;
  return true;
}

// The body of a setter that cannot fail.
#define GW_SET(statement) \
  [](Flags& f, [[maybe_unused]] std::string_view v) -> Result<bool> { \
    statement; \
    return true; \
  }

constexpr auto kOptions = std::to_array<OptionRow>({
    {Group::Target, "gateway-api", "RELEASE", "v0.5.0", "Gateway API release to write for, or to check against; see `gwconvert list releases`",
     Values::Release, GW_SET(f.conversion.release = v)},
    {Group::Target, "channel", "standard|experimental", "standard", "release channel of its CRDs", Values::Choice,
     GW_SET(f.conversion.experimental = v == "experimental")},
    {Group::Manifests, "implementation", "NAME[@VERSION]", "portable",
     "implementation that will read the manifests; see `gwconvert list implementations`", Values::Implementation, set_implementation},
    {Group::Manifests, "api-version", "VERSION", "the best that the release serves", "apiVersion of the manifests, as v1beta1",
     Values::ApiVersion, GW_SET(f.conversion.api_version = v)},

    {Group::Names, "gateway-class", "NAME", "apisix-gateway-class, or by --implementation", "name of the GatewayClass", Values::Free,
     GW_SET(f.conversion.gateway_class = v)},
    {Group::Names, "controller-name", "NAME", "apisix.apache.org/gateway-controller, or by --implementation",
     "controller of the GatewayClass", Values::Free, GW_SET(f.conversion.controller_name = v)},
    {Group::Names, "gateway-parameters", "NAME", "by --implementation", "object that the Gateway takes parameters from", Values::Free,
     GW_SET(f.conversion.gateway_parameters = v)},
    {Group::Names, "gateway", "[NAMESPACE/]NAME", "apisix-gateway, or CLASS-gateway for Ingresses",
     "name of the Gateway, and its namespace", Values::Free, set_gateway},

    {Group::Conversion, "route-per", "rule|resource", "rule", "one route for each rule, or join rules with the same hosts",
     Values::Choice, GW_SET(f.conversion.route_per = v == "rule" ? RoutePer::Rule : RoutePer::Resource)},
    {Group::Conversion, "plain-path", "exact|prefix", "exact", "match a path without `*` exactly, as APISIX does, or as a prefix",
     Values::Choice, GW_SET(f.conversion.plain_path = v == "exact" ? PlainPath::Exact : PlainPath::Prefix)},
    {Group::Conversion, "no-regex", "", "", "never write regular expressions for paths", Values::Free,
     GW_SET(f.conversion.regex_paths = false)},
    {Group::Conversion, "timeouts", "drop|approx", "drop", "drop timeouts, or write the nearest limit of the whole request",
     Values::Choice, GW_SET(f.conversion.timeouts = v == "drop" ? TimeoutPolicy::Drop : TimeoutPolicy::Approximate)},

    {Group::Conversion, "inline-secrets", "", "", "write what plugins take from Secrets into the manifests", Values::Free,
     GW_SET(f.conversion.inline_secrets = true)},
    {Group::Conversion, "hsts", "keep|drop", "keep", "keep the Strict-Transport-Security header of ingress-nginx",
     Values::Choice, GW_SET(f.conversion.hsts = v == "keep")},

    {Group::Input, "namespace", "NAME", "left open", "namespace of objects that name none", Values::Free,
     GW_SET(f.conversion.default_namespace = v)},
    {Group::Input, "ingress-class", "NAME", "every class", "convert objects of this ingress class only", Values::Free,
     GW_SET(f.conversion.ingress_class = v)},
    {Group::Input, "controller", "NAME", "as the class says", "controller that serves the Ingresses: ingress-nginx, apisix",
     Values::Free, set_controller},
    {Group::Input, "ingress-nginx-version", "VERSION", "the newest", "version of the controller, as 1.9", Values::Free,
     set_version<&Options::ingress_nginx_version>},
    {Group::Input, "apisix-version", "VERSION", "the newest", "version of APISIX's ingress controller, as 1.8", Values::Free,
     set_version<&Options::apisix_version>},
    {Group::Input, "apisix-router", "ROUTER", "radixtree_host_uri", "how APISIX finds routes, as radixtree_uri", Values::Free, set_router},
    {Group::Input, "default-certificate", "NAMESPACE/NAME", "none", "Secret for TLS hosts that name none", Values::Free,
     set_default_certificate},
    {Group::Input, "pass-through", "", "", "print Gateway API objects of the input as well", Values::Free,
     GW_SET(f.conversion.pass_through = true)},
    {Group::Reading, "threads", "N", "one per processor, at most 8", "threads that read and write", Values::Free, set_threads},

    {Group::Output, "output", "FILE|DIR", "standard output", "write the manifests there", Values::File, GW_SET(f.output = v), 'o'},
    {Group::Output, "split-by", "role|namespace|object", "", "write several files into -o DIR", Values::Choice, set_split},
    {Group::Output, "output-format", "yaml|json", "yaml", "YAML documents, or one JSON List", Values::Choice,
     GW_SET(f.conversion.format = v == "yaml" ? OutputFormat::Yaml : OutputFormat::Json)},
    {Group::Output, "only", "KIND", "every kind", "print manifests of this kind only", Values::Kind,
     [](Flags& f, std::string_view v) { return add_kind(f.conversion.only_kinds, v); }, 0, true},
    {Group::Output, "omit", "KIND", "", "do not print manifests of this kind", Values::Kind,
     [](Flags& f, std::string_view v) { return add_kind(f.conversion.omit_kinds, v); }, 0, true},
    {Group::Output, "annotate", "", "", "write the source of each object and rule as a comment", Values::Free,
     GW_SET(f.conversion.annotate = true)},
    {Group::Output, "keep-going", "", "", "in spite of errors, print what can be converted", Values::Free,
     GW_SET(f.keep_going = true)},

    {Group::FindingsOutput, "output", "FILE", "standard output", "write the findings there", Values::File, GW_SET(f.output = v), 'o'},
    {Group::FindingsOutput, "format", "FORMAT", "by the name of -o, or text", "form of the findings; see `gwconvert list formats`", Values::Format, GW_SET(f.format = v)},

    {Group::Findings, "report", "FILE", "none", "write every finding to this file as well", Values::File, GW_SET(f.report = v)},
    {Group::Findings, "report-format", "FORMAT", "by the file's name", "form of --report; see `gwconvert list formats`", Values::Format,
     GW_SET(f.report_format = v)},
    {Group::Known, "baseline", "FILE", "none", "findings that are known: only others count", Values::File, GW_SET(f.baseline = v)},
    {Group::Findings, "write-baseline", "FILE", "", "write the findings there as known, and count none of them", Values::File,
     GW_SET(f.write_baseline = v)},
    {Group::Findings, "fail-on", "error|warning|note|never", "error", "least finding that makes the exit status 1",
     Values::Choice, set_fail_on},
    {Group::Accepting, "accept", "CODE", "", "take the risk of this finding: it withholds and fails nothing", Values::Code,
     add_accepted, 0, true},
    {Group::Findings, "quiet", "", "", "print warnings and errors only", Values::Free, GW_SET(f.quiet = true), 'q'},
    {Group::Findings, "color", "auto|always|never", "auto", "colours; auto: on a terminal, unless NO_COLOR is set",
     Values::Choice, GW_SET(f.color = v == "auto" ? Color::Auto : v == "always" ? Color::Always : Color::Never)},

    {Group::WholeOutput, "output", "FILE", "standard output", "write the report there", Values::File, GW_SET(f.output = v), 'o'},
    {Group::WholeOutput, "format", "FORMAT", "by the file's name", "form of the report; see `gwconvert list formats`", Values::Format,
     GW_SET(f.report_format = v)},
    {Group::WholeOutput, "compare", "FILE", "none", "earlier report in JSON: say what has changed since", Values::File, GW_SET(f.compare = v)},
    {Group::WholeOutput, "owner-label", "LABEL", "owner, team and others", "label or annotation that says who looks after an object",
     Values::Free, GW_SET(f.conversion.owner_label = v)},

    {Group::Proof, "against", "FILE|DIR", "what gwconvert makes of the input", "Gateway API manifests to compare the input with", Values::File,
     GW_SET(f.against.emplace_back(v)), 0, true},
    {Group::Proof, "publish", "PORT:LISTENER-PORT", "the same port", "port that clients call to reach a listener's port", Values::Free, add_published, 0, true},
    {Group::ProofOutput, "output", "FILE", "standard output", "write the result there", Values::File, GW_SET(f.output = v), 'o'},
    {Group::ProofOutput, "format", "text|json", "text", "form of the result", Values::Choice, GW_SET(f.format = v)},
    {Group::Request, "header", "'NAME: VALUE'", "none", "header of the request", Values::Free, GW_SET(f.headers.emplace_back(v)), 'H', true, true},

    {Group::TableOutput, "output", "FILE", "standard output", "write the table there", Values::File, GW_SET(f.output = v), 'o'},
    {Group::TableOutput, "format", "text|json", "text", "form of the table", Values::Choice, GW_SET(f.format = v)},

    {Group::ListOutput, "format", "text|json|man", "text", "form of the list; man: source of a manual page", Values::Choice, GW_SET(f.format = v)},

    {Group::General, "help", "", "", "show this text", Values::Free, GW_SET(f.help = true), 'h'},
    {Group::General, "version", "", "", "show the version", Values::Free, GW_SET(f.version = true)},
});
#undef GW_SET

}  // namespace

std::span<const OptionRow> option_table() { return kOptions; }

}  // namespace gw::cli
