#include "apisix/upstream/settings.h"

#include "apisix/keep.h"
#include "kube/hosts.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

/// `passHost: rewrite` sends `upstreamHost`; `node` sends the name of the endpoint, if it has one.
std::optional<From<std::string>> host_of(const yaml::View& own, const std::string& external_name) {
  const auto pass = own.text("passHost");
  if (!pass) return std::nullopt;
  if (pass->value == "node" && !external_name.empty()) return From<std::string>{external_name, pass->at};
  if (pass->value != "rewrite") return std::nullopt;
  const auto host = own.text("upstreamHost");
  if (!host || !kube::host_fault(lower_case(host->value)).empty()) return std::nullopt;
  return From<std::string>{lower_case(host->value), host->at};
}

}  // namespace

const yaml::Node* entry_of_port(const kube::Object& upstream, std::int64_t port, Lowering& to) {
  const auto [entries, fresh] = to.port_entries.try_emplace(&upstream);
  if (fresh) {
    Sink unused;
    const yaml::View spec = upstream.view(unused).map("spec");
    for (const yaml::View& entry : spec.list(spec.has("ports") ? "ports" : "portLevelSettings").items()) {
      const auto number = entry.node().is_map() ? entry.integer("port", 1, 65535) : std::nullopt;
      if (number) entries->second.try_emplace(number->value, &entry.node());
    }
  }
  const auto found = entries->second.find(port);
  return found == entries->second.end() ? nullptr : found->second;
}

PortSettings port_settings(const kube::Object& upstream, std::int64_t port, const std::string& external_name, Lowering& to) {
  Sink unused;
  const yaml::View spec = upstream.view(unused).map("spec");
  PortSettings out;
  if (!spec) return out;
  const yaml::Node* entry = port == 0 ? nullptr : entry_of_port(upstream, port, to);
  const yaml::View own = entry == nullptr ? spec : yaml::View(*entry, upstream.file, unused);
  if (const auto scheme = own.text("scheme")) out.scheme = From<std::string>{std::string(scheme->value), scheme->at};
  out.retries = own.integer("retries", 0, INT32_MAX);
  out.host = host_of(own, external_name);
  if (const auto pass = own.text("passHost"); pass && pass->value == "node" && !out.host) out.address_as_host = pass->at;
  // Of what is not said for the port, controllers 2.x take the timeouts and the certificate (apisixupstream.go:61-70), and
  // controllers 1.x nothing (translation/service.go:103-108).
  const bool inherits = to.options.apisix_version == 0 || to.options.apisix_version >= 200;
  const auto holder = [&](std::string_view name) -> const yaml::View& { return own.has(name) || !inherits ? own : spec; };
  out.timeouts = timeouts_of(holder("timeout").map("timeout"), unused);
  const yaml::View secret = holder("tlsSecret").map("tlsSecret");
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
    if (!ms || *ms == 0) {  // APISIX refuses 0
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
