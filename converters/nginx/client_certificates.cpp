#include "nginx/client_certificates.h"

#include <algorithm>
#include <array>

#include "kube/certificates.h"
#include "nginx/filters.h"

namespace gw::nginx {
namespace {

constexpr auto kAuthority = std::to_array<std::string_view>({"ca.crt"});

const Settings* with_authority(const Server& server) {
  const auto found = std::ranges::find_if(server.members, [](const Settings* s) { return s->client_ca != nullptr; });
  return found == server.members.end() ? nullptr : *found;
}

std::string_view value_of(const Settings& settings, std::string_view name) {
  const Annotation* annotation = settings.find(name);
  return annotation == nullptr ? std::string_view() : annotation->value.value;
}

model::Authority authority(const Settings& settings, const kube::Bundle& bundle, bool& revokes) {
  const auto [name_space, name] = secret_of(*settings.client_ca, *settings.ingress);
  model::Authority out{.name_space = std::string(name_space), .secret = std::string(name), .pem = {}, .at = settings.client_ca->value.at};
  kube::Authority found = kube::authority_of(bundle, out.name_space, out.secret, kAuthority);
  revokes = found.revokes || (found.found && found.pem.empty());
  out.pem = std::move(found.pem);
  return out;
}

/// Why a Gateway cannot demand what nginx does; empty if it can.
std::string obstacle(const Server& server, const Settings& settings, bool revokes, const Lowering& to) {
  if (!to.options.client_certificates_since.empty()) return "the target cannot for one host";
  if (server.host.empty()) return "a listener needs a host";
  if (!value_of(settings, "auth-tls-match-cn").empty()) return "no Gateway compares the subject with `auth-tls-match-cn`";
  const std::string_view verify = value_of(settings, "auth-tls-verify-client");
  if (!verify.empty() && verify != "on") return fmt::format("`auth-tls-verify-client: {}` also lets others in", verify);
  if (revokes) return "no Gateway reads a list of revoked certificates, or the Secret holds no certificate";
  if (std::ranges::any_of(server.members, [](const Settings* s) { return s->passthrough != nullptr; })) return "TLS goes through to the backend";
  return {};
}

void close(Server& server, const Annotation& annotation, std::string_view why, Lowering& to) {
  report<Code::client_certificate_for_host>(to.sink, annotation, "auth-tls-secret", annotation.value.value, shown(server), why, "its rules are")
      .available = to.options.client_certificates_since;
  if (!to.sink.accepts(Code::client_certificate_for_host)) server.guarded = true;
}

/// Where an Ingress names the host.
Origin place_of(const Settings& member, const Server& server) {
  const auto rule = std::ranges::find(member.ingress->rules, server.host, &ingress::HostRule::host);
  return rule == member.ingress->rules.end() ? Origin{} : rule->at;
}

/// Nobody sets these headers any more. Filters are those of all rules of an Ingress.
void remove_identity(const Server& server, const Settings& with, std::map<const Settings*, model::Filters>& filters, Sink& sink) {
  constexpr auto kIdentity = std::to_array<std::string_view>({"ssl-client-cert", "ssl-client-verify", "ssl-client-subject-dn", "ssl-client-issuer-dn"});
  sink.report<Code::identity_header_removed>(with.client_ca->value.at, "ssl-client-*");
  for (const Settings* member : server.members) {
    if (member != &with) sink.report<Code::identity_header_removed>(place_of(*member, server), "ssl-client-*");
    model::Filters& of = filters.at(member);
    for (const std::string_view name : kIdentity)
      if (std::ranges::find(of.request_remove, name) == of.request_remove.end()) of.request_remove.emplace_back(name);
  }
}

/// A wildcard above the host whose clients need no certificate, or another. Where hosts with certificates get a Gateway of
/// their own, the other one would serve them as one of the wildcard.
std::string_view open_above(const Server& server, const std::vector<Server>& servers, const Lowering& to) {
  if (!to.options.clients_by_gateway) return {};
  for (const Server& other : servers) {
    if (!other.listener || !other.host.starts_with('*') || !server.host.ends_with(std::string_view(other.host).substr(1)) || &other == &server) continue;
    if (!other.clients || other.clients->secret != server.clients->secret || other.clients->name_space != server.clients->name_space) return other.host;
  }
  return {};
}

}  // namespace

void guard_hosts(std::vector<Server>& servers, std::map<const Settings*, model::Filters>& filters, Lowering& to) {
  for (Server& server : servers) {
    server.guarded = std::ranges::any_of(server.members, [](const Settings* s) { return s->guards_host; });
    const Settings* with = with_authority(server);
    if (with == nullptr) continue;
    const Annotation& annotation = *with->client_ca;
    if (value_of(*with, "auth-tls-verify-client") == "off") {
      report<Code::annotation_without_effect>(to.sink, annotation, fmt::format("auth-tls-secret: {}", annotation.value.value), "`auth-tls-verify-client` is off");
      continue;
    }
    bool revokes = false;
    model::Authority clients = authority(*with, to.bundle, revokes);
    if (const std::string why = obstacle(server, *with, revokes, to); !why.empty()) close(server, annotation, why, to);
    else server.clients = std::move(clients);
    if (!server.guarded) remove_identity(server, *with, filters, to.sink);
  }
}

void demand_certificates(std::vector<Server>& servers, Lowering& to) {
  for (Server& server : servers) {
    if (!server.clients) continue;
    const Settings* with = with_authority(server);
    if (const std::string_view wider = open_above(server, servers, to); !wider.empty()) {
      close(server, *with->client_ca, fmt::format("the Gateway with the open listener for `{}` would answer for it", wider), to);
      continue;
    }
    if (!server.listener || to.model.listeners[*server.listener].host != server.host) {
      close(server, *with->client_ca, "it has no listener of its own", to);
      continue;
    }
    with->client_ca->in_output = true;
    to.model.listeners[*server.listener].clients = server.clients;
    if (server.alias_of.empty())
      report<Code::client_certificate_demanded>(to.sink, *with->client_ca, fmt::format("`auth-tls-secret: {}`", with->client_ca->value.value));
  }
}

}  // namespace gw::nginx
