#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "verify/gateway/grants.h"
#include "verify/gateway/listeners.h"
#include "verify/gateway/objects.h"
#include "verify/words.h"

namespace gw::verify::gateway {
namespace {

constexpr std::int64_t kMostWeight = 1'000'000;

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
    out.filters = read_filters(rule.list("filters"), object, backends_, grants_);
    for (const yaml::View& ref : rule.list("backendRefs").items()) out.backends.push_back(read_backend(ref, object));
    if (out.backends.size() == 1) join_filters(out.backends.front().filters, out.filters);
    return out;
  }

  /// What is done on the way to the only backend is done to every request.
  static void join_filters(Filters& of_backend, Filters& of_rule) {
    for (auto& [name, change] : of_backend.request_headers) of_rule.request_headers[name] = std::move(change);
    for (auto& [name, change] : of_backend.response_headers) of_rule.response_headers[name] = std::move(change);
    of_rule.unknown.insert(of_rule.unknown.end(), of_backend.unknown.begin(), of_backend.unknown.end());
    if (!of_backend.hostname.empty()) of_rule.hostname = std::move(of_backend.hostname);
    of_backend = {};
  }

  Backend read_backend(const yaml::View& ref, const kube::Object& object) const {
    Backend out;
    const auto weight = ref.integer("weight", 0, kMostWeight);
    out.weight = weight ? static_cast<std::uint64_t>(weight->value) : 1;
    out.filters = read_filters(ref.list("filters"), object, backends_, grants_);
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

Objects read_objects(const kube::Bundle& manifests, const kube::Bundle& input, const Backends& backends, const std::map<int, int>& published,
                     const std::map<const kube::Object*, MadeFrom>& made_from) {
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
  take_out_conflicts(out);
  publish(published, out);
  for (const auto& [kind, count] : others) {
    const bool known = kind == "TLSRoute" || kind == "TCPRoute" || kind == "UDPRoute";
    out.not_read.push_back(fmt::format("{} {}{}, {}", count, kind, count == 1 ? "" : "s", known ? "which carry no HTTP" : "a kind that the Gateway API does not have"));
  }
  return out;
}

}  // namespace gw::verify::gateway
