#include "apisix/upstream/settings.h"

#include "apisix/keep.h"
#include "kube/hosts.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

/// `passHost: rewrite` sends `upstreamHost`; `node` sends the name of the endpoint, which is one name where there is one node.
std::optional<From<std::string>> host_of(const yaml::View& own, const yaml::View& spec) {
  const auto pass = own.text("passHost");
  if (!pass) return std::nullopt;
  if (pass->value == "rewrite") {
    const auto host = own.text("upstreamHost");
    if (host && kube::host_fault(lower_case(host->value)).empty()) return From<std::string>{lower_case(host->value), host->at};
  }
  if (pass->value != "node") return std::nullopt;
  const yaml::Items nodes = spec.list("externalNodes").items();
  if (nodes.size() != 1 || !(*nodes.begin()).node().is_map()) return std::nullopt;
  const auto type = (*nodes.begin()).text("type");
  const auto name = (*nodes.begin()).text("name");
  if (!type || type->value != "Domain" || !name || !kube::host_fault(lower_case(name->value)).empty()) return std::nullopt;
  return From<std::string>{lower_case(name->value), pass->at};
}

}  // namespace

yaml::View settings_of_port(const yaml::View& spec, std::int64_t port) {
  for (const yaml::View& entry : spec.list(spec.has("ports") ? "ports" : "portLevelSettings").items()) {
    if (!entry.node().is_map()) continue;
    const auto number = entry.integer("port", 1, 65535);
    if (number && number->value == port) return entry;
  }
  return {};
}

PortSettings port_settings(const kube::Object& upstream, std::int64_t port) {
  Sink unused;
  const yaml::View spec = upstream.view(unused).map("spec");
  PortSettings out;
  if (!spec) return out;
  const yaml::View entry = settings_of_port(spec, port);
  const yaml::View& own = entry ? entry : spec;
  if (const auto scheme = own.text("scheme")) out.scheme = From<std::string>{std::string(scheme->value), scheme->at};
  out.retries = own.integer("retries", 0, INT32_MAX);
  out.host = host_of(own, spec);
  // Of what is not said for the port, controllers 2.x take the timeouts and the certificate (apisixupstream.go:61-70).
  out.timeouts = timeouts_of((own.has("timeout") ? own : spec).map("timeout"), unused);
  const yaml::View secret = (own.has("tlsSecret") ? own : spec).map("tlsSecret");
  const auto name = secret ? secret.text("name") : std::nullopt;
  const auto name_space = secret ? secret.text("namespace") : std::nullopt;
  if (name) out.shows = model::Certificate{std::string(name_space ? name_space->value : upstream.name_space), std::string(name->value), secret.at()};
  return out;
}

std::optional<From<model::Timeouts>> timeouts_of(const yaml::View& timeout, Sink& sink) {
  if (!timeout) return std::nullopt;
  model::Timeouts out;
  out.read_milliseconds = 60000;  // every member that is not set is 60 s
  for (const std::string_view key : {"connect", "send", "read"}) {
    const auto value = timeout.text(key);
    if (!value) continue;
    const auto ms = milliseconds(value->value);
    if (!ms) {
      sink.report<Code::value_not_allowed>(value->at, key, value->value, "durations such as `5s`, `1m30s`, `500ms`");
      continue;
    }
    out.written += fmt::format("{}{} {}", out.written.empty() ? "" : ", ", key, value->value);
    (key == "read" ? out.read_milliseconds : key == "send" ? out.send_milliseconds : out.connect_milliseconds) = *ms;
  }
  if (out.written.empty()) return std::nullopt;
  return From<model::Timeouts>{std::move(out), timeout.at()};
}

}  // namespace gw::apisix
