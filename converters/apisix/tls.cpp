// ApisixTls: certificates by host. APISIX serves every route on its plain and on its TLS port (apisix/ssl/router/radixtree_sni.lua).
#include <algorithm>

#include "apisix/keep.h"
#include "apisix/kinds.h"
#include "apisix/rule.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

/// Whether a host of a certificate (`*.foo.com` is one label) and a host of a route can be the same.
bool hosts_meet(std::string_view certificate, std::string_view route) {
  const auto covers = [](std::string_view wide, std::string_view narrow) {
    return wide.starts_with('*') && narrow.ends_with(wide.substr(1));
  };
  return certificate == route || covers(certificate, route) || covers(route, certificate);
}

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
      to.sink.report<Code::apisix_certificate_conflict>(host.at, object.name, host.value, used.name_space + "/" + used.secret);
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

/// Rules of hosts that demand client certificates: all of them, if it is not known which hosts that are.
void guard(const yaml::View& client, const kube::Object& object, const std::vector<std::string>& hosts, Lowering& to) {
  std::string listed;
  for (const std::string& host : hosts) listed.append(listed.empty() ? "`" : ", `").append(host).append("`");
  client.mark_all_read();
  to.sink.report<Code::client_certificate_not_expressible>(client.at(), object.name, listed.empty() ? "no host" : listed);
  if (to.sink.accepts(Code::client_certificate_not_expressible)) return;
  for (model::Route& route : to.model.routes)
    for (model::Rule& rule : route.rules)
      if (rule.hosts.empty() || std::ranges::any_of(rule.hosts, [&](const auto& host) { return meets_any(host.value, hosts); }))
        rule.withheld = model::Withheld::Guarded;
  for (model::Stream& stream : to.model.streams)
    if (stream.protocol == model::Stream::Protocol::Tls && meets_any(stream.host, hosts)) stream.withheld = model::Withheld::Guarded;
}

}  // namespace

void lower_tls(const kube::Object& object, Lowering& to) {
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
  }
  if (const yaml::View client = spec.map("client")) {
    std::vector<std::string> hosts;
    for (const auto& host : spec.texts("hosts")) hosts.push_back(lower_case(host.value));
    guard(client, object, hosts, to);
  }
}

}  // namespace gw::apisix
