// Connections by port. Rules: spec.stream and spec.tcp of the ApisixRoute CRD, controllers 0.6 to 2.2.
#include <array>

#include "apisix/plugins.h"
#include "apisix/rule.h"

namespace gw::apisix {
namespace {

using Protocol = model::Stream::Protocol;

constexpr auto kProtocols = std::to_array<std::pair<std::string_view, Protocol>>({{"TCP", Protocol::Tcp}, {"UDP", Protocol::Udp}});

/// `tcp` has no `protocol`.
std::optional<Protocol> read_protocol(const yaml::View& stream, bool tcp, Sink& sink) {
  if (tcp) return Protocol::Tcp;
  const auto written = stream.required_text("protocol");
  if (!written) return std::nullopt;
  for (const auto& [name, protocol] : kProtocols)
    if (written->value == name) return protocol;
  sink.report<Code::value_not_allowed>(written->at, "protocol", written->value, "TCP, UDP");
  return std::nullopt;
}

/// Adds one stream for each name that `host` stands for. With a name, APISIX ends TLS and passes plain TCP on
/// (apisix/stream/router/ip_port.lua).
void add_streams(model::Stream stream, std::optional<yaml::View::Text> host, const RuleReader& reader) {
  std::vector<model::Stream>& streams = reader.to.model.streams;
  if (!host || host->value.empty()) {
    streams.push_back(std::move(stream));
    return;
  }
  if (stream.protocol == Protocol::Udp) {
    reader.sink().report<Code::rule_dead>(stream.at, stream.product, "packets name no host");
    return;
  }
  stream.protocol = Protocol::Tls;
  read_host(*host, reader);
  stream.withheld = std::max(stream.withheld, reader.rule.hosts.empty() && !reader.rule.any_host_written ? model::Withheld::Omitted : model::Withheld::No);
  if (reader.rule.hosts.empty()) {
    stream.host = host->value;
    streams.push_back(std::move(stream));
    return;
  }
  for (const From<model::SuffixHost>& suffix : reader.rule.suffix_hosts) report_suffix(suffix, reader.sink());
  for (const From<std::string>& name : reader.rule.hosts) {
    stream.host = name.value;
    streams.push_back(stream);
  }
}

void read_stream(const yaml::View& entry, bool tcp, const kube::Object& object, Lowering& to) {
  model::Rule rule;
  std::unordered_set<std::string> seen;
  const RuleReader reader{object, to, rule, seen};
  const Mistakes mistakes(to.sink);
  model::Stream stream{.product = "APISIX", .name_space = std::string(object.name_space), .object = std::string(object.name), .at = entry.at()};
  if (const auto name = entry.required_text("name")) stream.name = name->value;
  const auto protocol = read_protocol(entry, tcp, to.sink);
  if (protocol) stream.protocol = *protocol;
  const yaml::View match = entry.map("match");
  if (!match && !entry.has("match")) to.sink.report<Code::missing_field>(entry.at(), "match", "");
  const auto port = match ? match.integer("ingressPort", 1, 65535) : std::nullopt;
  if (port) stream.port = port->value;
  if (match && !match.has("ingressPort")) to.sink.report<Code::missing_field>(match.at(), "ingressPort", "");
  const auto host = match ? match.text("host") : std::nullopt;
  const yaml::View backend = entry.map("backend");
  if (backend) read_backend(backend, reader, false);
  else if (!entry.has("backend")) to.sink.report<Code::missing_field>(entry.at(), "backend", "");
  stream.backends = std::move(rule.backends);
  stream.withheld = rule.withheld;
  const bool keeps = to.options.keeps.stream_plugins;
  if (report_plugins(entry.list("plugins"), "the rule is", to.sink, keeps ? &stream.plugins : nullptr)) stream.withheld = model::Withheld::Guarded;
  mistakes.withhold(stream.withheld);
  add_streams(std::move(stream), host, reader);
}

}  // namespace

void read_streams(const yaml::View& spec, const kube::Object& object, Lowering& to) {
  for (const std::string_view key : {"stream", "tcp"})
    for (const yaml::View& entry : spec.list(key).items())
      if (entry.as_map()) read_stream(entry, key == "tcp", object, to);
}

}  // namespace gw::apisix
