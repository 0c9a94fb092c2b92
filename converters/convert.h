/// The pipeline: inputs in, Gateway API manifests and findings out. No files, no flags, no output here.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/result.h"
#include "diag/sink.h"
#include "source/progress.h"
#include "source/source.h"
#include "survey.h"

namespace gw {

enum class PlainPath : std::uint8_t { Exact, Prefix };
enum class RoutePer : std::uint8_t { Rule, Resource };
enum class TimeoutPolicy : std::uint8_t { Drop, Approximate };
enum class OutputFormat : std::uint8_t { Yaml, Json };

/// Everything that changes what is converted, and into what.
struct Options {
  std::string release = "v0.5.0";       ///< a name of `release_names()`
  bool experimental = false;            ///< the experimental channel of that release
  std::string api_version;              ///< "v1alpha2" …; empty: the best one that the release serves
  std::string implementation = "portable";  ///< a name of `implementations()`, also with a version: "apisix-2@2.1"
  std::string gateway_class;            ///< empty: as the implementation calls it
  std::string controller_name;          ///< empty: that of the implementation
  std::string gateway;                  ///< empty: `apisix-gateway`, or named after the class of the Ingresses
  std::string gateway_namespace;        ///< empty: that of the routes, or `default` if they are in several
  std::string gateway_parameters;       ///< the object of the implementation's own that a Gateway refers to; empty: as usual
  std::string default_namespace;        ///< for objects that name none; empty: leave it open
  std::string ingress_class;            ///< convert this class only; empty: every class
  std::string controller;               ///< of all Ingresses; empty: as their classes say
  std::map<int, int> published;         ///< the port of a listener, by the port that clients call, where the two differ
  std::string default_certificate;      ///< "namespace/name" of the Secret for hosts that name none
  int ingress_nginx_version = 0;        ///< 109 is 1.9; 0: the newest
  int apisix_version = 0;               ///< of APISIX's ingress controller: 108 is 1.8; 0: the newest
  std::string apisix_router = "radixtree_host_uri";  ///< or "radixtree_uri", "radixtree_uri_with_parameter"
  bool inline_secrets = false;          ///< write settings that plugins take from Secrets into the plugins
  bool hsts = true;                     ///< keep the header that ingress-nginx sends over HTTPS
  std::set<std::string> only_kinds;     ///< print these kinds only; empty: all
  std::set<std::string> omit_kinds;     ///< do not print these kinds
  PlainPath plain_path = PlainPath::Exact;
  RoutePer route_per = RoutePer::Rule;
  TimeoutPolicy timeouts = TimeoutPolicy::Drop;
  bool regex_paths = true;              ///< false: --no-regex
  bool pass_through = false;            ///< print Gateway API objects of the input as well
  bool annotate = false;                ///< write the source of each object and rule as a comment
  OutputFormat format = OutputFormat::Yaml;
  std::set<Code> accepted;              ///< --accept
  bool survey = false;                  ///< fill in `Conversion::survey`, and what manifests have for reports
  std::string owner_label;              ///< for the survey: the label or annotation that says who looks after an object; empty: as usual
  bool locate = true;                   ///< name the object and field of every finding: only some reports show them
  Progress* progress = nullptr;         ///< told how far the run is; null: nobody watches
  unsigned threads = 1;                 ///< to read and write with; the result does not depend on it
};

/// One manifest, ready to print: YAML without `---`, or a JSON object indented for a List.
struct Manifest {
  std::string kind;
  std::string name_space;  ///< empty for cluster-scoped objects and where the input leaves it open
  std::string name;
  std::string text;
};

/// What a report needs to know of a manifest.
struct ShownManifest {
  std::vector<Origin> made_from;  ///< objects and rules of the input
  std::vector<std::vector<Origin>> rules;  ///< of a route: what each rule was made from
  std::string text;               ///< without what no report may show; empty: it is that of the manifest
};

/// What happened to the input, in numbers.
struct Totals {
  std::size_t objects = 0;    ///< Kubernetes objects read
  std::size_t converted = 0;  ///< of these, objects that were converted
  std::size_t rules = 0;      ///< routing rules read
  std::size_t not_printed = 0;  ///< of these, rules that would expose something, cannot be expressed, or never match
  std::size_t checked = 0;  ///< of the objects, those that `validate` has checked
};

struct Conversion {
  std::vector<Manifest> manifests;  ///< GatewayClass, Gateway, then routes in source order
  std::vector<ShownManifest> shown; ///< one for each manifest, if a survey was asked for
  std::vector<Finding> findings;    ///< by file and position; findings about the whole run come last
  std::vector<Origin> redacted;     ///< bytes that no report may show, sorted
  std::map<std::pair<Origin, Code>, std::string> reasons;  ///< why comments of the input accept findings, by their place and code
  std::vector<Finding> faults;      ///< mistakes of ours: what the target would refuse of objects that we made. Then there are no manifests
  Totals totals;
  std::shared_ptr<const Survey> survey;  ///< if it was asked for
  bool checks_only = false;         ///< made by `validate`: there is nothing to print
  std::shared_ptr<const void> memory;  ///< what it was made from: who ends with the result need not free it piece by piece
};

/// Converts `sources`. `options` must have passed `check`. Never throws for any input.
Conversion convert(std::span<const Source> sources, const Options& options);

/// Whether the options make sense together: known release, served apiVersion, legal names. One line for the user.
Result<bool> check(const Options& options);

/// The controllers whose Ingresses are converted: values of `Options::controller`.
std::vector<std::string> controllers_converted();

/// Gateway API releases, oldest first, with what each serves: for `gwconvert list releases`.
struct ReleaseRow {
  std::string_view name;
  std::string standard;      ///< "HTTPRoute v1alpha2 v1beta1, …"
  std::string experimental;
};
std::vector<ReleaseRow> releases();

/// One version of an implementation, or of its conformance report for one channel: for `gwconvert list implementations`.
struct ImplementationRow {
  std::string_view name;
  std::string_view version;          ///< empty: of none in particular
  std::string_view release;          ///< of the Gateway API in its report; empty: it has no report
  std::string_view channel;          ///< of its report
  bool partial = false;              ///< the core tests were not all passed
  std::size_t extended = 0;          ///< features claimed beyond the core
  std::string_view gateway_class;
  std::string_view controller_name;  ///< empty: not known
  std::string_view regex;            ///< syntax of regular expressions: "RE2", "PCRE"; empty: not known
};
std::vector<ImplementationRow> implementations();

/// Kinds of other groups that may be printed: those of implementations, Services, and ConfigMaps with authorities.
std::vector<std::string_view> extension_kinds();

}  // namespace gw
