/// What the routes mean, in nobody's dialect: plain values that owe nothing to the source format or to the Gateway API.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/backend.h"
#include "model/filters.h"
#include "model/listener.h"
#include "model/native.h"
#include "model/stream.h"
#include "model/upstream.h"
#include "source/from.h"
#include "source/rare.h"

namespace gw::model {

/// Which request paths a rule serves. Paths are case-sensitive and compared after decoding.
struct PathMatch {
  enum class Kind : std::uint8_t {
    Exact,          ///< the whole path
    SegmentPrefix,  ///< `/a` also means `/a/` and everything below it
    TextPrefix,     ///< every path that begins with this text
    Regex,          ///< the whole path, RE2 syntax without anchors
  };
  Kind kind = Kind::Exact;
  std::string text;

  friend bool operator==(const PathMatch&, const PathMatch&) = default;
};

/// Where a path stands in the source's order: of two rules that match a request on the same host, the greater rank wins,
/// member by member; with equal ranks the source's choice is arbitrary.
struct Rank {
  std::array<std::int64_t, 4> order{};
  friend auto operator<=>(const Rank&, const Rank&) = default;
};

struct Path {
  PathMatch match;
  Rank rank;
  std::string written;  ///< as the user wrote it: "/api/*"
  Origin at;
};

/// A condition on one attribute of the request; all conditions of a rule must hold.
struct Condition {
  enum class Subject : std::uint8_t { Header, Query, Cookie, Path, Variable, Body, ClientAddress };
  enum class Test : std::uint8_t {
    Equal,         ///< one of the values
    NotEqual,      ///< none of the values, or absent
    Regex,         ///< found in the subject (not anchored), PCRE
    NotRegex,      ///< not found in the subject, or absent
    Numeric,       ///< compares as a number: `comparison` says how
  };
  Subject subject = Subject::Header;
  Test test = Test::Equal;
  bool ignore_case = false;   ///< of Regex and NotRegex
  std::string name;           ///< of the header, parameter, cookie, variable or body member
  std::string comparison{};   ///< of Numeric: ">", ">=", "<", "<="
  std::vector<std::string> values;
  Origin at;
  bool secret = false;        ///< no report may show the values

  bool negative() const { return test == Test::NotEqual || test == Test::NotRegex; }
};

/// Limits on silence.
struct Timeouts {
  std::string written;  ///< those that are set, for messages: "connect 5s, read 1m"
  std::int64_t read_milliseconds = 0;
  std::int64_t send_milliseconds = 60000;
  std::int64_t connect_milliseconds = 60000;
};

/// A host pattern that is a text suffix (`*foo.com`): its hosts are those of `name` and below, and others that end in it.
struct SuffixHost {
  std::string written;
  std::string name;  ///< "foo.com"
};

/// One source rule: any of the hosts, any of the paths, any of the methods, all of the conditions.
struct Rule {
  std::string name;                       ///< may be empty
  std::vector<From<std::string>> hosts;   ///< lower case, exact or `*.example.com`; none: any host
  std::vector<From<SuffixHost>> suffix_hosts;  ///< those of `hosts` that stood for more
  std::vector<Path> paths;
  Rare<std::vector<Path>> unwritten;      ///< what no match of the Gateway API can say
  std::vector<From<std::string>> methods; ///< none: any method
  std::vector<Condition> conditions;
  std::vector<Backend> backends;
  std::shared_ptr<const Filters> filters;  ///< null: none
  std::shared_ptr<const Upstream> upstream;  ///< null: as usual
  std::shared_ptr<const Plugins> plugins;    ///< null: none, or none that the target understands
  Rare<From<Timeouts>> timeouts;
  std::optional<From<std::int64_t>> priority;
  Withheld withheld = Withheld::No;
  bool guards_kept = false;               ///< some of `plugins` guard access
  bool restricted_otherwise = false;      ///< by something that is no Condition: client addresses, a script
  bool any_host_written = false;          ///< `*` was written: ranks above rules without hosts
  Origin https_only{};                    ///< where it is written that plain HTTP is redirected to HTTPS; unknown: it is not
  Origin at;
};

/// Through which doors requests for a route come in.
struct Attachment {
  bool http = true;
  bool tls = false;                       ///< those of `listeners`
  std::vector<std::uint32_t> listeners;   ///< of the route's hosts: indices into Model::listeners
};

/// How much of the source's order is left to decide.
enum class Order : std::uint8_t {
  ByRank,    ///< rules compete by rank, on one host and on wider ones
  Settled,   ///< no two rules compete for a request, but where regular expressions overlap
  Repeated,  ///< settled, and the rules repeat those of another route behind another door
};

/// The rules of one source object, or of one host.
struct Route {
  std::string_view product;  ///< the source system, a literal, for messages: "APISIX"
  std::string name_space;
  std::string name;
  std::string ingress_class;
  std::string gateway;                     ///< the Gateway that it is for; empty: the one for everything
  std::optional<Attachment> attachment;    ///< none: every door of the Gateway
  Order order = Order::ByRank;
  bool joined = false;                     ///< its rules for the same hosts become one route, if nothing speaks against it
  std::vector<From<std::pair<std::string, std::string>>> labels;
  std::vector<From<std::pair<std::string, std::string>>> annotations;
  std::vector<Rule> rules;
  Origin at;
};

/// An annotation for a Gateway.
struct GatewayAnnotation {
  std::string gateway;
  std::string key;
  From<std::string> value;
};

/// An ingress class that has a Gateway of its own.
struct IngressClass {
  std::string name;  ///< empty: objects without a class
  std::string gateway;
  std::size_t objects = 0;
  Origin at;
};

/// A setting that says how another one is meant, which stands elsewhere: it goes where that one goes.
struct Part {
  std::string written;     ///< "cors-allow-origin: *"
  Origin at;
  std::string_view whole;  ///< "enable-cors"; must outlive the model
  Origin whole_at;
};

struct Model {
  std::vector<Route> routes;
  std::vector<Stream> streams;
  std::vector<Listener> listeners;
  std::vector<GatewayAnnotation> gateway_annotations;
  std::vector<NamedPort> named_ports;  ///< of backends that are spoken to over TLS
  std::vector<IngressClass> classes;
  std::vector<std::shared_ptr<const PluginSet>> plugin_sets;
  std::vector<ServiceSettings> service_settings;
  std::vector<ExternalService> external_services;
  std::vector<SubsetService> subset_services;
  std::vector<Consumer> consumers;
  std::optional<GatewaySettings> gateway_settings;
  std::vector<Part> parts;
  std::vector<std::pair<std::string, Origin>> other_classes;  ///< of objects that are no routes
};

}  // namespace gw::model
