#include "verify/gateway/listeners.h"

#include <fmt/format.h>

#include <set>
#include <tuple>

#include "verify/words.h"

namespace gw::verify::gateway {
namespace {

/// The namespaces that `allowedRoutes` admits, as far as labels that every namespace has tell.
void read_allowed(const yaml::View& allowed, std::string_view own, const kube::Bundle& manifests, Listener& out) {
  for (const yaml::View& kind : allowed.list("kinds").items()) out.kinds.insert(text_of(kind, "kind", ""));
  const yaml::View namespaces = allowed.map("namespaces");
  const std::string from = text_of(namespaces, "from", "Same");
  out.all_namespaces = from == "All";
  if (from == "Same") out.namespaces.emplace(own);
  if (from != "Selector") return;
  constexpr std::string_view kName = "kubernetes.io/metadata.name";
  const yaml::View selector = namespaces.map("selector");
  Sink sink;
  const auto wants = [&](std::string_view key, const std::set<std::string>& values) {
    if (key == kName) out.namespaces.insert(values.begin(), values.end());
    for (const kube::Object& object : manifests.objects())
      if (object.kind == "Namespace" && object.group.empty())
        for (const kube::Pair& label : kube::metadata_pairs(object.view(sink), "labels"))
          if (label.key == key && values.contains(std::string(label.value.value))) out.namespaces.emplace(object.name);
  };
  for (const auto& [key, value] : selector.map("matchLabels").members())
    if (const auto text = value.as_text()) wants(key.value, {std::string(text->value)});
  for (const yaml::View& expression : selector.list("matchExpressions").items()) {
    std::set<std::string> values;
    for (const auto& one : expression.texts("values")) values.emplace(one.value);
    if (text_of(expression, "operator", "") == "In") wants(text_of(expression, "key", ""), values);
  }
}

/// Whether a Gateway takes listeners from a listener set: of its own accord from none (spec/gateway-api §4, allowedListeners).
bool admits(const yaml::View& allowed, const kube::Object& gateway, const kube::Object& set, const kube::Bundle& manifests) {
  if (text_of(allowed.map("namespaces"), "from", "None") == "None") return false;
  Listener any;
  read_allowed(allowed, gateway.name_space, manifests, any);
  return any.all_namespaces || any.namespaces.contains(std::string(set.name_space));
}

/// What clients have to show on a port of a Gateway (`spec.tls.frontend`).
std::string frontend_guard(const yaml::View& spec, std::int64_t port) {
  const yaml::View frontend = spec.map("tls").map("frontend");
  yaml::View validation = frontend.map("default").map("validation");
  for (const yaml::View& one : frontend.list("perPort").items())
    if (const auto number = one.integer("port", 1, kMostPort); number && number->value == port) validation = one.map("tls").map("validation");
  return validation ? "client certificate" : "";
}

/// Whether one of the Secrets may hold a certificate: those that are not in the input are taken to.
bool has_certificate(const yaml::View& refs, const kube::Object& object, const kube::Bundle& input, const Grants& grants) {
  Sink sink;
  for (const yaml::View& ref : refs.items()) {
    const std::string in = text_of(ref, "namespace", object.name_space);
    if (in != object.name_space && !grants.allow(object.kind, object.name_space, "Secret", in, text_of(ref, "name", ""))) continue;
    const kube::Object* secret = input.find("", "Secret", in, text_of(ref, "name", ""));
    if (secret == nullptr) return true;
    const yaml::View body = secret->view(sink);
    if (body.map("data").has("tls.crt") || body.map("stringData").has("tls.crt") || !(body.has("data") || body.has("stringData"))) return true;
  }
  return false;
}

/// What is spoken first on a port. HTTPS and TLS go together: clients name the host before they encrypt.
char transport(const Listener& one) {
  if (one.protocol == "TCP") return 't';
  return one.protocol == "HTTPS" || one.protocol == "TLS" ? 's' : 'p';
}

/// The Gateway's own listeners come first, then those of older listener sets.
using Rank = std::tuple<bool, std::string, std::string, std::string>;
Rank rank(const Listener& one) { return {one.parent_kind != "Gateway", one.created, one.name_space, one.parent}; }

/// The listeners of one Gateway and port.
class OnOnePort {
 public:
  void add(const Listener& one) {
    by_host_[{transport(one), transport(one) == 't' ? "" : one.hostname}].add(rank(one));
    by_transport_[transport(one)].add(rank(one));
  }
  /// Whether another one, of the same object or of one that comes before, wants the same.
  bool is_taken(const Listener& one) const {
    const Rank mine = rank(one);
    for (const auto& [spoken, others] : by_transport_)
      if (spoken != transport(one) && others.first <= mine) return true;
    const Group& same = by_host_.at({transport(one), transport(one) == 't' ? "" : one.hostname});
    return same.first < mine || same.with_first_rank > 1;
  }

 private:
  struct Group {
    Rank first;
    std::size_t with_first_rank = 0;
    void add(const Rank& more) {
      if (with_first_rank == 0 || more < first) {
        first = more;
        with_first_rank = 0;
      }
      if (more == first) ++with_first_rank;
    }
  };
  std::map<std::pair<char, std::string>, Group> by_host_;
  std::map<char, Group> by_transport_;
};

}  // namespace

void read_listeners(const kube::Object& object, const kube::Bundle& manifests, const kube::Bundle& input, const Grants& grants, Sink& sink, std::vector<Listener>& out) {
  const yaml::View spec = object.view(sink).map("spec");
  const yaml::View parent = object.kind == "Gateway" ? yaml::View() : spec.map("parentRef");
  const kube::Object* gateway = object.kind == "Gateway" ? &object
                                                         : manifests.find(kGroup, "Gateway", parent.text("namespace") ? parent.text("namespace")->value : object.name_space,
                                                                          parent.text("name") ? parent.text("name")->value : "");
  if (gateway == nullptr) return;
  if (gateway != &object && !admits(gateway->view(sink).map("spec").map("allowedListeners"), *gateway, object, manifests)) return;
  for (const yaml::View& one : spec.list("listeners").items()) {
    Listener listener;
    listener.parent_kind = object.kind;
    listener.name_space = object.name_space;
    listener.gateway = fmt::format("{}/{}", gateway->name_space, gateway->name);
    listener.created = text_of(object.view(sink).map("metadata"), "creationTimestamp", "");
    listener.parent = object.name;
    listener.name = text_of(one, "name", "");
    listener.protocol = text_of(one, "protocol", "");
    listener.hostname = text_of(one, "hostname", "");
    if (const auto port = one.integer("port", 1, kMostPort)) listener.port = port->value;
    const yaml::View tls = one.map("tls");
    listener.passthrough = text_of(tls, "mode", "Terminate") == "Passthrough";
    listener.has_certificate = tls.map("options") || has_certificate(tls.list("certificateRefs"), object, input, grants);
    read_allowed(one.map("allowedRoutes"), object.name_space, manifests, listener);
    if (listener.protocol == "HTTPS") listener.client_guard = tls.map("frontendValidation") ? "client certificate" : frontend_guard(gateway->view(sink).map("spec"), listener.port);
    out.push_back(std::move(listener));
  }
}

void take_out_conflicts(Objects& objects) {
  std::map<std::pair<std::string, std::int64_t>, OnOnePort> ports;
  const auto counts = [](const Listener& one) { return one.port != 0 && one.protocol != "UDP"; };
  for (const Listener& one : objects.listeners)
    if (counts(one)) ports[{one.gateway, one.port}].add(one);
  std::erase_if(objects.listeners, [&](const Listener& one) {
    if (!counts(one) || !ports.at({one.gateway, one.port}).is_taken(one)) return false;
    objects.not_read.push_back(fmt::format("listener `{}` of {} {}/{}, which serves nobody: another one has its port and host, or speaks another protocol there", one.name,
                                           one.parent_kind, one.name_space, one.parent));
    return true;
  });
}

void publish(const std::map<int, int>& ports, Objects& objects) {
  std::map<std::int64_t, std::vector<int>> clients;
  for (const auto& [client, listening] : ports) clients[listening].push_back(client);
  for (Listener& one : objects.listeners) {
    if (const auto found = clients.find(one.port); found != clients.end()) one.reached_at = found->second;
    else if (one.port != 0 && !ports.contains(static_cast<int>(one.port))) one.reached_at = {static_cast<int>(one.port)};
    else if (one.port == 0) one.reached_at = {usual_port(one.protocol == "HTTPS" ? "https" : "http")};
  }
}

}  // namespace gw::verify::gateway
