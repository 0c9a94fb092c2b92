#include "gateway/streams.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <unordered_map>

#include "gateway/extensions/extensions.h"
#include "gateway/gateways.h"
#include "gateway/implementations/implementations.h"
#include "gateway/infrastructure.h"
#include "gateway/rule_value.h"

namespace gw::gateway {
namespace {

using model::Stream;
using yaml::Value;
using Protocol = Stream::Protocol;

bool is_tls(const Stream& stream) { return stream.protocol == Protocol::Tls || stream.protocol == Protocol::Passthrough; }

std::string_view protocol_word(const Stream& stream) {
  return is_tls(stream) ? "TLS" : stream.protocol == Protocol::Udp ? "UDP" : "TCP";
}

std::string label(const Stream& stream) { return stream.name.empty() ? stream.object : stream.name; }

/// Before v1.5.0 TLSRoutes are only for TLS that goes through; TCPRoutes take what a listener has decrypted.
std::string_view kind_for(const Stream& stream, const Settings& settings) {
  switch (stream.protocol) {
    case Protocol::Tcp: return "TCPRoute";
    case Protocol::Udp: return "UDPRoute";
    case Protocol::Passthrough: return "TLSRoute";
    case Protocol::Tls: break;
  }
  const bool always = settings.implementation != nullptr && settings.implementation->router.tls_routes_after_tls;
  return always || best_version(settings.target, "TLSRoute") == "v1" ? "TLSRoute" : "TCPRoute";
}

/// Which ports and hosts of the Gateways are taken.
class Ports {
 public:
  explicit Ports(const model::Model& model) {
    for (const model::Listener& listener : model.listeners) certificates_.try_emplace(listener.gateway + "/" + listener.host, &listener);
    for (const model::Listener& listener : model.listeners) taken_[{listener.gateway, false, 443}].hosts.try_emplace(listener.host, "HTTPS");
  }

  /// Why the stream cannot have its port; empty if it has got it now.
  std::string take(const Stream& stream) {
    if (stream.port == 80 && stream.protocol != Protocol::Udp) return "port 80 of the Gateway is for HTTP";
    if (const std::string https = stream.port == 443 && stream.protocol == Protocol::Tls ? https_for(stream) : ""; !https.empty())
      return fmt::format("HTTPS has port 443 for host `{}`", https);
    Port& port = taken_[{stream.gateway, stream.protocol == Protocol::Udp, stream.port}];
    if (!port.owner.empty()) return fmt::format("{} takes every connection of this port, those for this rule too", port.owner);
    if (!is_tls(stream) && !port.hosts.empty()) return "other rules choose by host on this port, and one listener cannot take the rest";
    const std::string owner = fmt::format("rule `{}`", label(stream));
    if (!is_tls(stream)) {
      port.owner = owner;
      return {};
    }
    const auto [other, fresh] = port.hosts.try_emplace(stream.host, owner);
    return fresh ? std::string() : fmt::format("{} takes the connections for host `{}`", other->second, stream.host);
  }

  /// For a host, or for the wildcard above it: of a certificate `*` covers one label.
  std::span<const model::Certificate> certificates(const Stream& stream) const {
    if (const auto found = certificates_.find(stream.gateway + "/" + stream.host); found != certificates_.end()) return found->second->certificates;
    const std::size_t dot = stream.host.find('.');
    if (dot == std::string::npos || stream.host.starts_with('*')) return {};
    const auto found = certificates_.find(stream.gateway + "/*" + stream.host.substr(dot));
    return found == certificates_.end() ? std::span<const model::Certificate>() : found->second->certificates;
  }

 private:
  /// A host of HTTPS that clients of the stream can name; nowhere do both share a port.
  std::string https_for(const Stream& stream) const {
    const auto covers = [](std::string_view wide, std::string_view narrow) { return wide.starts_with('*') && narrow.ends_with(wide.substr(1)); };
    const auto port = taken_.find({stream.gateway, false, 443});
    if (port == taken_.end()) return {};
    for (const auto& [host, owner] : port->second.hosts)
      if (owner == "HTTPS" && (host == stream.host || covers(host, stream.host) || covers(stream.host, host))) return host;
    return {};
  }

  struct Port {
    std::string owner;                         ///< of all its connections
    std::map<std::string, std::string> hosts;  ///< and their owners
  };
  std::map<std::tuple<std::string, bool, std::int64_t>, Port> taken_;  // Gateway, whether UDP, port
  std::unordered_map<std::string, const model::Listener*> certificates_;
};

void report_lost(const Stream& stream, const std::string& why, std::string available, Sink& sink) {
  sink.report<Code::stream_rule_not_converted>(stream.at, protocol_word(stream), label(stream), stream.port, why).available = std::move(available);
}

std::string backend_text(const Stream& stream) {
  return stream.backends.empty() ? "no backend" : fmt::format("{}:{}", stream.backends.front().service, stream.backends.front().port);
}

/// A rule that is not printed. Where its access was guarded, a listener without a route refuses the connections that a wider
/// host, or a rule for the whole port, would take.
void close(const Stream& stream, Ports& ports, std::vector<StreamPlan>& out, Sink& sink) {
  if (stream.withheld == model::Withheld::No) return;
  const bool guarded = stream.withheld == model::Withheld::Guarded;
  sink.report<Code::rule_not_printed>(stream.at, label(stream), fmt::format("port {} to {}", stream.port, backend_text(stream)),
                                      guarded ? "; its connections are refused" : "");
  const auto certificates = ports.certificates(stream);
  if (!guarded || stream.protocol != Protocol::Tls || stream.port == 0 || certificates.empty()) return;
  if (ports.take(stream).empty()) out.push_back({&stream, {}, certificates});
}

/// Gives routes names: that of the rule if no other of its kind and namespace has it, else behind that of its object.
void name_routes(std::vector<StreamPlan>& plans, const ObjectNames& taken) {
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, std::size_t> uses;
  for (const StreamPlan& plan : plans) ++uses[{plan.kind, plan.stream->name_space, plan.stream->name}];
  std::map<std::string_view, Names> names;
  for (const auto& [kind, name_space, name] : taken) names[kind].take(name_space, name);
  for (StreamPlan& plan : plans) {
    const Stream& stream = *plan.stream;
    const bool alone = uses[{plan.kind, stream.name_space, stream.name}] == 1;
    const std::string wanted = stream.name.empty() ? stream.object : alone ? stream.name : stream.object + "-" + stream.name;
    const auto free = names[plan.kind].take(stream.name_space, wanted);
    plan.name = free ? *free : names[plan.kind].take_other(stream.name_space, wanted, fmt::format("{}/{}/{}", stream.object, stream.port, stream.host));
  }
}

}  // namespace

std::vector<StreamPlan> plan_streams(const model::Model& model, const ObjectNames& taken, const Settings& settings, Sink& sink) {
  std::vector<StreamPlan> out;
  if (model.streams.empty()) return out;
  Ports ports(model);
  for (const Stream& stream : model.streams) close(stream, ports, out, sink);
  for (const Stream& stream : model.streams) {
    if (stream.withheld != model::Withheld::No) continue;
    StreamPlan plan{&stream, kind_for(stream, settings), ports.certificates(stream)};
    if (served_versions(settings.target, plan.kind).empty())
      report_lost(stream, fmt::format("{} has no {}", describe(settings.target), plan.kind), first_available(plan.kind, ""), sink);
    else if (stream.host == "*")
      report_lost(stream, "`*` is no name that a certificate can be for", {}, sink);
    else if (stream.protocol == Protocol::Tls && plan.certificates.empty())
      report_lost(stream, fmt::format("no ApisixTls in the input has a certificate for host `{}`", stream.host), {}, sink);
    else if (const std::string why = ports.take(stream); !why.empty())
      report_lost(stream, why, {}, sink);
    else
      out.push_back(std::move(plan));
  }
  name_routes(out, taken);
  return out;
}

void write_stream(const StreamPlan& plan, const Settings& settings, const Gateways& gateways, const Emit& emit) {
  const Stream& stream = *plan.stream;
  Value object = new_object(settings, plan.kind, plan.name, stream.name_space);
  object.at = stream.at;
  object.annotated = settings.annotate;
  add_metadata(stream.metadata, object.items.back());
  Value& spec = object.add(Value::map("spec", 3));
  spec.add(Value::list("parentRefs", 1)).add(gateways.parent(plan));
  if (plan.kind == "TLSRoute") spec.add(Value::list("hostnames", 1)).add(Value::string({}, stream.host));
  Value& backends = spec.add(Value::list("rules", 1)).add(Value::map({}, 1)).add(Value::list("backendRefs", 1));
  for (const model::Backend& backend : stream.backends) backends.add(backend_value(backend));
  emit(plan.kind, stream.name_space, plan.name, std::move(object));
}

}  // namespace gw::gateway
