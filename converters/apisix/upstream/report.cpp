// An ApisixUpstream whose settings are in the rules: what they are, and what no rule can hold.
#include <algorithm>
#include <array>
#include <set>

#include "apisix/keep.h"
#include "apisix/kinds.h"
#include "apisix/upstream/settings.h"
#include "kube/hosts.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

constexpr auto kPassHosts = std::to_array<std::string_view>({"pass", "node", "rewrite"});
constexpr auto kSchemes = std::to_array<std::string_view>({"http", "https", "grpc", "grpcs"});
constexpr auto kStreamSchemes = std::to_array<std::string_view>({"tcp", "tls", "udp"});

class Report {
 public:
  Report(const kube::Object& upstream, Lowering& to) : upstream_(upstream), to_(to) {}

  void run(const yaml::View& spec) {
    const yaml::View ports = spec.list(spec.has("ports") ? "ports" : "portLevelSettings");
    section(spec, ports ? ", except for ports with settings of their own" : "");
    std::set<std::int64_t> seen;
    for (const yaml::View& entry : ports.items()) {
      if (!entry.as_map()) continue;
      const auto port = entry.integer("port", 1, 65535);
      if (port && !seen.insert(port->value).second) {
        entry.mark_all_read();
        to_.sink.report<Code::field_without_effect>(entry.at(), fmt::format("port {}", port->value), "because an entry above is for the same port");
        continue;
      }
      if (port && to_.upstream_ports.contains({&upstream_, port->value})) {
        section(entry, fmt::format(" on port {}", port->value));
        continue;
      }
      entry.mark_all_read();
      to_.sink.report<Code::upstream_port_unused>(entry.at(), upstream_.name);
    }
  }

 private:
  void section(const yaml::View& own, std::string_view where) {
    said_.clear();
    scheme(own);
    if (const auto retries = own.integer("retries", 0, INT32_MAX)) say("retries", std::to_string(retries->value));
    if (const auto timeouts = timeouts_of(own.map("timeout"), to_.sink)) say("timeout", timeouts->value.written);
    host(own);
    load_balancer(own);
    if (const yaml::View checks = whole(own, "healthCheck")) to_.sink.report<Code::health_check_not_converted>(checks.at(), upstream_.name);
    if (const yaml::View registry = whole(own, "discovery")) to_.sink.report<Code::discovery_not_converted>(registry.at(), upstream_.name);
    if (const yaml::View secret = whole(own, "tlsSecret")) certificate(own, secret);
    report_unused_subsets(own, upstream_, to_);
    if (!said_.empty()) to_.sink.report<Code::upstream_in_rules>(own.at(), upstream_.name, said_, where);
  }

  void say(std::string_view name, std::string_view value) { said_ += fmt::format("{}`{}: {}`", said_.empty() ? "" : ", ", name, value); }

  /// A member of any type, read as a whole; nothing if it is not there.
  static yaml::View whole(const yaml::View& own, std::string_view name) {
    if (!own.has(name)) return {};
    const yaml::View found = own.get(name);
    found.mark_all_read();
    return found;
  }

  void certificate(const yaml::View& own, const yaml::View& secret) {
    const auto scheme = own.text("scheme");
    if (!scheme || (scheme->value != "https" && scheme->value != "grpcs")) {
      to_.sink.report<Code::field_without_effect>(secret.at(), "tlsSecret", "since backends are not spoken to over TLS");
      return;
    }
    const auto name = secret.node().is_map() ? secret.text("name") : std::nullopt;
    const auto name_space = name ? secret.text("namespace") : std::nullopt;
    if (name) say("tlsSecret", name_space ? fmt::format("{}/{}", name_space->value, name->value) : std::string(name->value));
    else to_.sink.report<Code::upstream_setting_not_kept>(secret.at(), "tlsSecret", upstream_.name, "it names no Secret");
  }

  void scheme(const yaml::View& own) {
    const auto scheme = own.text("scheme");
    if (!scheme) return;
    if (scheme->value.starts_with("grpc") && std::ranges::find(kSchemes, scheme->value) != kSchemes.end()) return;  // findings about the rules tell
    if (std::ranges::find(kSchemes, scheme->value) != kSchemes.end())
      say("scheme", scheme->value);
    else if (std::ranges::find(kStreamSchemes, scheme->value) != kStreamSchemes.end())
      to_.sink.report<Code::upstream_setting_not_kept>(scheme->at, "scheme", upstream_.name, fmt::format("`{}` is for connections, not for requests", scheme->value));
    else
      to_.sink.report<Code::value_not_allowed>(scheme->at, "scheme", scheme->value, fmt::format("{}", fmt::join(kSchemes, ", ")));
  }

  void host(const yaml::View& own) {
    const auto pass = own.text("passHost");
    const auto host = own.text("upstreamHost");
    if (pass && std::ranges::find(kPassHosts, pass->value) == kPassHosts.end())
      to_.sink.report<Code::value_not_allowed>(pass->at, "passHost", pass->value, fmt::format("{}", fmt::join(kPassHosts, ", ")));
    else if (pass && pass->value == "rewrite" && !host)
      to_.sink.report<Code::upstream_setting_not_kept>(pass->at, "passHost", upstream_.name, "`upstreamHost` is missing");
    else if (pass && pass->value != "node")  // which the rules have as a name, or report
      say("passHost", pass->value);
    if (!host) return;
    const std::string fault = kube::host_fault(lower_case(host->value));
    if (!pass || pass->value != "rewrite")
      to_.sink.report<Code::field_without_effect>(host->at, host->value, "without `passHost: rewrite`");
    else if (!fault.empty())
      to_.sink.report<Code::upstream_setting_not_kept>(host->at, "upstreamHost", upstream_.name, fault);
    else
      say("upstreamHost", host->value);
  }

  void load_balancer(const yaml::View& own) {
    if (!own.has("loadbalancer")) return;
    const yaml::View written = own.get("loadbalancer");
    const auto type = written.node().is_map() ? written.text("type") : written.as_text();  // version v1 has a text
    const std::string kind(type ? type->value : "roundrobin");
    if (kind != "roundrobin") {
      written.mark_all_read();
      to_.sink.report<Code::upstream_balancing_not_converted>(written.at(), kind, upstream_.name);
      return;
    }
    if (type) say("loadbalancer", kind);
    if (written.node().is_map())
      for (const std::string_view name : {"hashOn", "key"})
        if (const auto text = written.text(name)) to_.sink.report<Code::field_without_effect>(text->at, text->value, "without the type `chash`");
  }

  const kube::Object& upstream_;
  Lowering& to_;
  std::string said_;
};

}  // namespace

void report_upstream_in_rules(const kube::Object& upstream, Lowering& to) {
  const yaml::View body = upstream.view(to.sink);
  const yaml::View spec = body.map("spec");
  if (!spec) return;
  const model::Metadata metadata = kept_metadata(upstream, to);  // the Services of its nodes have it
  if (spec.has("externalNodes")) write_nodes(upstream, metadata, to);
  Report(upstream, to).run(spec);
}

}  // namespace gw::apisix
