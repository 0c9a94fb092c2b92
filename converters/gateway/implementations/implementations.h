/// Implementations of the Gateway API: what each claims to support, what it is called in a GatewayClass, and how it reads.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/implementations/place.h"
#include "gateway/releases.h"

namespace gw::gateway {

/// Who reads regular expressions, as far as that is known.
enum class RegexSyntax : std::uint8_t { Unknown, Re2, Pcre };

/// What becomes of requests for a rule without a backend, which are to be refused.
enum class Refusals : std::uint8_t {
  Kept,       ///< they are refused
  RegexLost,  ///< another rule takes them, if the path is a regular expression
  Lost,       ///< another rule takes them
};

/// How a router reads paths and hosts.
struct Router {
  enum class Prefixes : std::uint8_t {
    Segments,   ///< as the Gateway API says: `/a` and `/a/` mean the same
    WithSlash,  ///< `/a/` does not mean `/a`
    Text,       ///< every path that begins with the text
  };
  Prefixes prefixes = Prefixes::Segments;
  bool tries_wider_hosts = false;  ///< where no rule of the best host matches
  bool literals_first = false;     ///< an exact path wins, then the longest prefix, then regular expressions
  bool refuses_upgrades = false;   ///< unless the port of the Service asks for them
  bool tls_routes_after_tls = false;  ///< connections that a listener has decrypted are for TLSRoutes, whatever the release
  bool tells_listeners_apart = true;  ///< routes for one listener are not served by others
  bool ranks_conditions = true;    ///< of two matches of one path, one with a method, headers or a query comes first
};

struct Extensions;

/// A conformance report of one version of an implementation.
struct Report {
  std::string_view implementation;
  std::string_view version;
  std::string_view release;      ///< of the Gateway API: "v1.6.1"
  std::string_view channel;      ///< empty: the report names none
  std::string_view core;         ///< "success" or "partial"
  std::string_view supported;    ///< names of features, joined by commas
  std::string_view unsupported;
};

struct Implementation {
  std::string_view name;             ///< as users write it
  std::string_view version;          ///< empty: that of its reports
  int series = 0;                    ///< 106 is 1.6, for the rows of `limits`
  std::string_view report;           ///< its name in reports; empty: it has none
  std::string_view controller_name;  ///< of its GatewayClass; empty: not known
  std::string_view gateway_class;
  RegexSyntax regex = RegexSyntax::Unknown;
  std::string_view reads{};          ///< the only version of HTTPRoute that it watches; empty: not known
  std::span<const Limit> (*limits)() = nullptr;
  Refusals refusals = Refusals::Kept;
  Router router{};
  const Extensions* extensions = nullptr;

  /// Whether a row of `limits` is about this version.
  bool has(const Limit& limit) const { return limit.since <= series && series <= limit.until; }
  /// Whether objects for it are the same as for an implementation that nothing is known of.
  bool is_plain() const { return limits == nullptr && extensions == nullptr && refusals == Refusals::Kept; }
  /// The report for a channel, or for the other one if there is none; null without reports.
  const Report* report_for(Channel channel) const;
  std::string_view shown_version() const;
  std::string label() const;  ///< "contour v1.33.0"
  /// The row that says that it passes over this part in silence although the part guards something; null if there is none.
  const Limit* lost_guard(std::string_view kind, std::string_view path) const;
};

/// Every implementation, the newest version of each first; the first of all is `portable`.
std::span<const Implementation> implementations();

/// By name, or by name and version: "contour", "apisix-2@2.1".
const Implementation* find_implementation(std::string_view text);

bool claims(const Report& report, std::string_view feature);
/// Why a report does not claim a feature: "contour v1.33.0 reports as unsupported".
std::string why_unclaimed(const Implementation& implementation, const Report& report, std::string_view feature);
/// "envoy-gateway, istio, cilium and 5 more": who claims a feature.
std::string who_claims(std::string_view feature, Channel channel);

/// What a table that others define says about a feature.
struct FeatureFact {
  std::string_view name;
  std::string_view level;
  std::string_view since;      ///< "v1.0.0", or "main" if no release has it
  std::string_view needed_by;
};
std::span<const FeatureFact> feature_facts();

/// How many of the features that a report claims are beyond the core.
std::size_t count_extended(const Report& report);

}  // namespace gw::gateway
