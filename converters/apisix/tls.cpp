// ApisixTls: certificates by host. APISIX serves every route on its plain and on its TLS port (apisix/ssl/router/radixtree_sni.lua).
#include <algorithm>
#include <array>
#include <ranges>

#include "apisix/keep.h"
#include "apisix/kinds.h"
#include "apisix/rule.h"
#include "kube/certificates.h"
#include "source/words.h"

namespace gw::apisix {

bool hosts_meet(std::string_view a, std::string_view b) {
  const auto covers = [](std::string_view wide, std::string_view narrow) {
    return wide.starts_with('*') && narrow.ends_with(wide.substr(1));
  };
  return a == b || covers(a, b) || covers(b, a);
}

namespace {

bool meets_any(std::string_view host, const std::vector<std::string>& hosts) {
  return std::ranges::any_of(hosts, [&](const std::string& other) { return hosts_meet(other, host); });
}

std::optional<model::Certificate> read_secret(const yaml::View& spec) {
  const yaml::View secret = spec.map("secret");
  if (!secret) return std::nullopt;
  const auto name = secret.required_text("name");
  const auto name_space = secret.required_text("namespace");
  if (!name || !name_space) return std::nullopt;
  return model::Certificate{std::string(name_space->value), std::string(name->value), secret.at()};
}

/// The controllers take `cert` and `key` as well (AIC v1.8.4 pkg/providers/translation/util.go:37).
void report_layout(const model::Certificate& certificate, Lowering& to) {
  const kube::Object* object = to.bundle.find("", "Secret", certificate.name_space, certificate.secret);
  if (object == nullptr) return;
  Sink unused;
  const yaml::View body = object->view(unused);
  const auto holds = [&](std::string_view key) { return body.map("data").has(key) || body.map("stringData").has(key); };
  if (holds("cert")) to.sink.report<Code::secret_layout>(certificate.at, certificate.name_space + "/" + certificate.secret);
}

/// Opens a door for a host, unless another ApisixTls has done so.
void open(const From<std::string>& host, const model::Certificate& certificate, const kube::Object& object, Lowering& to) {
  const auto [door, fresh] = to.doors.try_emplace(host.value, to.model.listeners.size());
  if (!fresh) {
    const model::Certificate& used = to.model.listeners[door->second].certificates.front();
    if (used.secret == certificate.secret && used.name_space == certificate.name_space)
      to.sink.report<Code::duplicate_entry>(host.at, host.value);
    else
      to.sink.report<Code::apisix_certificate_conflict>(host.at, certificate.name_space + "/" + certificate.secret, object.label(), host.value, used.name_space + "/" + used.secret);
    return;
  }
  if (host.value.starts_with('*')) {
    const std::string below = "a.b" + host.value.substr(1);
    to.sink.report<Code::tls_wildcard_widened>(host.at, host.value, below).witness =
        Witness{fmt::format("GET https://{}/", below), "the handshake fails", fmt::format("the certificate for `{}` is shown", host.value)};
  }
  to.model.listeners.push_back({.gateway = {}, .host = host.value, .certificates = {certificate}, .without_routes = true});
}

/// What nobody reads behind a Gateway: its listeners have no labels.
void report_metadata(const kube::Object& object, Lowering& to) {
  const model::Metadata metadata = kept_metadata(object, to);
  const auto report = [&](std::string_view key, const model::Metadata::Pairs& pairs) {
    for (const auto& pair : pairs) to.sink.report<Code::field_not_converted>(pair.at, fmt::format("metadata.{}.{}", key, pair.value.first));
  };
  report("labels", metadata.labels);
  report("annotations", metadata.annotations);
}

/// The hosts of an ApisixTls that demands client certificates.
struct Demand {
  const kube::Object& object;
  yaml::View client;
  std::vector<std::string> hosts;
  model::Authority authority{};
};

/// The controllers look for the certificates in this order (AIC v1.8.4 pkg/providers/translation/util.go:37).
constexpr auto kAuthority = std::to_array<std::string_view>({"cert", "tls.crt", "ca.crt"});

void read_authority(Demand& demand, Lowering& to) {
  const yaml::View secret = demand.client.map("caSecret");
  const auto name = secret ? secret.required_text("name") : std::nullopt;
  const auto name_space = secret ? secret.required_text("namespace") : std::nullopt;
  if (!name || !name_space) return;
  kube::Authority found = kube::authority_of(to.bundle, name_space->value, name->value, kAuthority);
  demand.authority = {std::string(name_space->value), std::string(name->value), std::move(found.pem), secret.at()};
}

/// Why the Gateway cannot demand them; empty if it can. APISIX also compares the name in the handshake with the host of a
/// request; behind a wider listener without the demand nobody would.
std::string obstacle(const Demand& demand, const Lowering& to) {
  if (!to.options.client_certificates_since.empty()) return "the target cannot";
  if (demand.authority.secret.empty()) return "it does not say whose";
  for (const std::string& host : demand.hosts) {
    if (!to.doors.contains(host)) return fmt::format("host `{}` has no listener", host);
    for (const model::Listener& other : to.model.listeners)
      if (other.host != host && other.gateway.empty() && hosts_meet(other.host, host) && std::ranges::find(demand.hosts, other.host) == demand.hosts.end())
        return fmt::format("host `{}` overlaps with `{}`, which has a listener of its own", host, other.host);
  }
  return {};
}

/// Closes the rules of these hosts: all of them, if it is not known which hosts that are.
void guard(const Demand& demand, std::string_view why, Lowering& to) {
  std::string listed;
  for (const std::string& host : demand.hosts) listed.append(listed.empty() ? "`" : ", `").append(host).append("`");
  to.sink.report<Code::client_certificate_not_expressible>(demand.client.at(), demand.object.name, listed.empty() ? "no host" : listed, why).available =
      to.options.client_certificates_since;
  if (to.sink.accepts(Code::client_certificate_not_expressible)) return;
  for (model::Route& route : to.model.routes | std::views::filter(is_own))
    for (model::Rule& rule : route.rules)
      if (rule.hosts.empty() || std::ranges::any_of(rule.hosts, [&](const auto& host) { return meets_any(host.value, demand.hosts); }))
        rule.withheld = model::Withheld::Guarded;
}

/// Gateways demand certificates for HTTPS only, so streams stay closed.
void guard_streams(const Demand& demand, Lowering& to) {
  for (model::Stream& stream : to.model.streams) {
    if (!stream.gateway.empty() || stream.protocol != model::Stream::Protocol::Tls || !meets_any(stream.host, demand.hosts)) continue;
    to.sink.report<Code::client_certificate_not_expressible>(stream.at, demand.object.name, fmt::format("port {}", stream.port), "Gateways do so for HTTPS only");
    if (!to.sink.accepts(Code::client_certificate_not_expressible)) stream.withheld = model::Withheld::Guarded;
  }
}

void settle(Demand& demand, Lowering& to) {
  read_authority(demand, to);
  guard_streams(demand, to);
  const std::string why = obstacle(demand, to);
  if (why.empty()) {
    to.sink.report<Code::client_certificate_demanded>(demand.client.at(), fmt::format("`client` of ApisixTls `{}`", demand.object.name));
    for (const std::string& host : demand.hosts) to.model.listeners[to.doors.at(host)].clients = demand.authority;
    if (const auto depth = demand.client.integer("depth", 0, 1000)) to.sink.report<Code::client_depth_not_converted>(depth->at, depth->value);
    if (const yaml::View skip = demand.client.list("skip_mtls_uri_regex")) {
      skip.mark_all_read();
      to.sink.report<Code::client_exception_not_converted>(skip.at());
    }
    return;
  }
  demand.client.mark_all_read();
  guard(demand, why, to);
}

void read_tls(const kube::Object& object, std::vector<Demand>& demands, Lowering& to) {
  const yaml::View body = object.view(to.sink);
  const yaml::View spec = body.map("spec");
  if (!spec) {
    if (!body.has("spec")) to.sink.report<Code::missing_field>(object.at(), "spec", "");
    return body.mark_all_read();
  }
  model::Rule names;
  std::unordered_set<std::string> seen;
  read_hosts(spec, {object, to, names, seen});
  if (!spec.has("hosts")) to.sink.report<Code::missing_field>(object.at(), "hosts", "");
  if (!spec.has("secret")) to.sink.report<Code::missing_field>(object.at(), "secret", "");
  if (names.any_host_written) to.sink.report<Code::host_not_expressible>(spec.get("hosts").at(), "*", "a certificate needs a name");
  for (const From<model::SuffixHost>& host : names.suffix_hosts) report_suffix(host, to.sink);
  report_metadata(object, to);
  if (const auto certificate = read_secret(spec)) {
    report_layout(*certificate, to);
    for (const From<std::string>& host : names.hosts) open(host, *certificate, object, to);
    if (names.hosts.empty()) to.sink.report<Code::field_without_effect>(certificate->at, certificate->secret, "without a host that a listener can have");
  } else {
    for (const From<std::string>& host : names.hosts) to.sink.report<Code::tls_host_unused>(host.at, fmt::format("`{}`", host.value), "it has no Secret");
  }
  if (const yaml::View client = spec.map("client")) {
    std::vector<std::string> hosts;
    for (const auto& host : spec.texts("hosts")) hosts.push_back(lower_case(host.value));
    demands.push_back({object, client, std::move(hosts)});
  }
}

}  // namespace

/// What one certificate demands of clients depends on the hosts of the others.
void lower_tls(std::span<const kube::Object* const> objects, Lowering& to) {
  std::vector<Demand> demands;
  for (const kube::Object* object : objects) read_tls(*object, demands, to);
  for (Demand& demand : demands) settle(demand, to);
}

}  // namespace gw::apisix
