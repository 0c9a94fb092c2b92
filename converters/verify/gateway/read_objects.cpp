#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "verify/gateway/objects.h"
#include "verify/words.h"

namespace gw::verify::gateway {
namespace {

constexpr std::int64_t kMostPort = 65535;
constexpr std::int64_t kMostWeight = 1'000'000;
constexpr std::string_view kGroup = "gateway.networking.k8s.io";

/// Who may send to objects of other namespaces.
class Grants {
 public:
  Grants(const kube::Bundle& manifests, Sink& sink) {
    for (const kube::Object& object : manifests.objects())
      if (object.group == kGroup && (object.kind == "ReferenceGrant" || object.kind == "ReferencePolicy")) read(object, sink);
  }
  bool allow(std::string_view from_kind, std::string_view from, std::string_view to_kind, std::string_view to, std::string_view name) const {
    return std::ranges::any_of(all_, [&](const Grant& one) {
      return one.kind == from_kind && one.from == from && one.to_kind == to_kind && one.to == to && (one.name.empty() || one.name == name);
    });
  }

 private:
  struct Grant {
    std::string kind, from, to_kind, to, name;
  };
  void read(const kube::Object& object, Sink& sink) {
    const yaml::View spec = object.view(sink).map("spec");
    for (const yaml::View& from : spec.list("from").items())
      for (const yaml::View& to : spec.list("to").items())
        all_.push_back({text_of(from, "kind", ""), text_of(from, "namespace", ""), text_of(to, "kind", ""), std::string(object.name_space), text_of(to, "name", "")});
  }
  std::vector<Grant> all_;
};

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

void read_listeners(const kube::Object& object, const kube::Bundle& manifests, const kube::Bundle& input, const Grants& grants, Sink& sink, std::vector<Listener>& out) {
  const yaml::View spec = object.view(sink).map("spec");
  const yaml::View parent = object.kind == "Gateway" ? yaml::View() : spec.map("parentRef");
  const kube::Object* gateway = object.kind == "Gateway" ? &object
                                                         : manifests.find(kGroup, "Gateway", parent.text("namespace") ? parent.text("namespace")->value : object.name_space,
                                                                          parent.text("name") ? parent.text("name")->value : "");
  if (gateway == nullptr) return;
  for (const yaml::View& one : spec.list("listeners").items()) {
    Listener listener;
    listener.parent_kind = object.kind;
    listener.name_space = object.name_space;
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

Condition named(const yaml::View& match, Subject subject) {
  Condition out;
  out.subject = subject;
  out.name = text_of(match, "name", "");
  const std::string value = text_of(match, "value", "");
  if (text_of(match, "type", "Exact") == "RegularExpression") {
    out.test = Condition::Test::Matches;
    out.regex = Regex(value, {.anchored_begin = true, .anchored_end = true});
  } else {
    out.values = {value};
  }
  return out;
}

/// Of entries with one name only the first counts.
std::size_t add_conditions(const yaml::View& list, Subject subject, Conditions& out) {
  std::size_t count = 0;
  for (const yaml::View& one : list.items()) {
    Condition condition = named(one, subject);
    const bool again = std::ranges::any_of(out, [&](const Condition& earlier) {
      return earlier.subject == subject && (subject == Subject::Header ? same_word(earlier.name, condition.name) : earlier.name == condition.name);
    });
    if (again) continue;
    out.push_back(std::move(condition));
    ++count;
  }
  return count;
}

Pattern read_path(const yaml::View& path) {
  const std::string type = text_of(path, "type", "PathPrefix");
  const std::string value = text_of(path, "value", "/");
  if (type == "Exact") return Pattern::exact(decoded(value));
  if (type == "RegularExpression") return Pattern::matching(Regex(value, {.anchored_begin = true, .anchored_end = true}));
  return Pattern::elements(decoded(value));
}

Match read_http_match(const yaml::View& match) {
  Match out{read_path(match.map("path")), {}};
  if (const auto method = match.text("method")) {
    out.conditions.push_back({Subject::Method, "", Condition::Test::OneOf, {std::string(method->value)}});
    out.method = true;
  }
  out.headers = add_conditions(match.list("headers"), Subject::Header, out.conditions);
  out.parameters = add_conditions(match.list("queryParams"), Subject::Query, out.conditions);
  return out;
}

/// A call of gRPC is a POST of `/service/method`.
Match read_grpc_match(const yaml::View& match) {
  const yaml::View method = match.map("method");
  const std::string service = text_of(method, "service", "");
  const std::string name = text_of(method, "method", "");
  const bool regex = text_of(method, "type", "Exact") == "RegularExpression";
  const auto part = [](const std::string& text) { return text.empty() ? std::string("[^/]+") : text; };
  Match out;
  if (regex || (service.empty() && !name.empty())) out.path = Pattern::matching(Regex(fmt::format("/{}/{}", part(service), part(name)), {.anchored_begin = true, .anchored_end = true}));
  else if (service.empty()) out.path = Pattern::elements("/");
  else if (name.empty()) out.path = Pattern::prefix(fmt::format("/{}/", service));
  else out.path = Pattern::exact(fmt::format("/{}/{}", service, name));
  out.headers = add_conditions(match.list("headers"), Subject::Header, out.conditions);
  return out;
}

class RouteReader {
 public:
  RouteReader(const Backends& backends, const Grants& grants) : backends_(backends), grants_(grants) {}

  Route read(const kube::Object& object, const MadeFrom& made_from, Sink& sink) const {
    const yaml::View view = object.view(sink);
    const yaml::View spec = view.map("spec");
    Route out;
    out.kind = object.kind;
    out.name_space = object.name_space;
    out.name = object.name;
    out.created = text_of(view.map("metadata"), "creationTimestamp", "");
    for (const auto& host : spec.texts("hostnames")) out.hostnames.push_back(lower_case(host.value));
    for (const yaml::View& ref : spec.list("parentRefs").items()) {
      Parent parent{text_of(ref, "kind", "Gateway"), text_of(ref, "namespace", object.name_space), text_of(ref, "name", ""), text_of(ref, "sectionName", "")};
      if (const auto port = ref.integer("port", 1, kMostPort)) parent.port = port->value;
      out.parents.push_back(std::move(parent));
    }
    const yaml::Items rules = spec.list("rules").items();
    for (const yaml::View& rule : rules) {
      out.rules.push_back(read_rule(rule, object));
      Rule& named = out.rules.back().rule;
      named.label = rules.size() == 1 ? object.label() : fmt::format("{}, rule {}", object.label(), out.rules.size());
      if (out.rules.size() <= made_from.rules.size()) named.written = made_from.rules[out.rules.size() - 1];
      named.shared = made_from.objects;
    }
    return out;
  }

 private:
  RouteRule read_rule(const yaml::View& rule, const kube::Object& object) const {
    RouteRule out;
    out.name = text_of(rule, "name", "");
    for (const yaml::View& match : rule.list("matches").items())
      out.matches.push_back(object.kind == "GRPCRoute" ? read_grpc_match(match) : read_http_match(match));
    if (out.matches.empty()) out.matches.push_back({});
    out.filters = read_filters(rule.list("filters"), object.name_space, backends_);
    for (const yaml::View& ref : rule.list("backendRefs").items()) out.backends.push_back(read_backend(ref, object));
    if (out.backends.size() == 1) join_filters(out.backends.front().filters, out.filters);
    return out;
  }

  /// What is done on the way to the only backend is done to every request.
  static void join_filters(Filters& of_backend, Filters& of_rule) {
    for (auto& [name, change] : of_backend.request_headers) of_rule.request_headers[name] = std::move(change);
    for (auto& [name, change] : of_backend.response_headers) of_rule.response_headers[name] = std::move(change);
    if (!of_backend.hostname.empty()) of_rule.hostname = std::move(of_backend.hostname);
    of_backend = {};
  }

  Backend read_backend(const yaml::View& ref, const kube::Object& object) const {
    Backend out;
    const auto weight = ref.integer("weight", 0, kMostWeight);
    out.weight = weight ? static_cast<std::uint64_t>(weight->value) : 1;
    out.filters = read_filters(ref.list("filters"), object.name_space, backends_);
    const std::string to = text_of(ref, "namespace", object.name_space);
    const std::string name = text_of(ref, "name", "");
    out.service = fmt::format("{}/{}", to, name);
    const auto port = ref.integer("port", 1, kMostPort);
    const bool service = text_of(ref, "kind", "Service") == "Service" && text_of(ref, "group", "").empty();
    if (!service) out.name = fmt::format("{} {}", text_of(ref, "kind", ""), name);
    else if (!port || (to != object.name_space && !grants_.allow(object.kind, object.name_space, "Service", to, name))) out.name = "500";
    else out.name = backends_.of(to, name, port->value);
    return out;
  }

  const Backends& backends_;
  const Grants& grants_;
};

}  // namespace

Objects read_objects(const kube::Bundle& manifests, const kube::Bundle& input, const Backends& backends, const std::map<const kube::Object*, MadeFrom>& made_from) {
  Objects out;
  Sink sink;
  const Grants grants(manifests, sink);
  const RouteReader reader(backends, grants);
  std::map<std::string, std::size_t> others;
  for (const kube::Object& object : manifests.objects()) {
    const bool listeners = object.kind == "Gateway" || object.kind == "XListenerSet" || object.kind == "ListenerSet";
    if (object.group != kGroup && object.group != "gateway.networking.x-k8s.io") continue;
    if (listeners) {
      read_listeners(object, manifests, input, grants, sink, out.listeners);
    } else if (object.kind == "HTTPRoute" || object.kind == "GRPCRoute") {
      const auto found = made_from.find(&object);
      out.routes.push_back(reader.read(object, found == made_from.end() ? MadeFrom{} : found->second, sink));
    } else if (object.kind.ends_with("Route")) {
      ++others[std::string(object.kind)];
    }
  }
  std::set<std::string> ports;
  for (const Listener& one : out.listeners)
    if ((one.protocol == "HTTP" && one.port != 80) || (one.protocol == "HTTPS" && one.port != 443)) ports.insert(fmt::format("{} on {}", one.protocol, one.port));
  if (!ports.empty()) out.not_read.push_back(fmt::format("ports of listeners ({}): clients are taken to reach them", fmt::join(ports, ", ")));
  for (const auto& [kind, count] : others) {
    const bool known = kind == "TLSRoute" || kind == "TCPRoute" || kind == "UDPRoute";
    out.not_read.push_back(fmt::format("{} {}{}, {}", count, kind, count == 1 ? "" : "s", known ? "which carry no HTTP" : "a kind that the Gateway API does not have"));
  }
  return out;
}

}  // namespace gw::verify::gateway
