#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "kube/services.h"
#include "verify/apisix/objects.h"
#include "verify/words.h"

namespace gw::verify::apisix {
namespace {

constexpr std::string_view kGroup = "apisix.apache.org";
constexpr std::int64_t kMost = 1'000'000'000;
constexpr std::string_view kVersions[] = {"v1", "v2alpha1", "v2beta1", "v2beta2", "v2beta3", "v2", "v1alpha1"};  // others are refused
constexpr int kReadAnnotations = 3;  // 0.1 to 0.3 are the controllers that read those of an ApisixRoute
constexpr std::int64_t kUsualWeight = 100;  // of a backend (spec/apisix §0.5)

std::int64_t number_of(const yaml::View& view, std::string_view key, std::int64_t otherwise) {
  const auto found = view.integer(key, -kMost, kMost);
  return found ? found->value : otherwise;
}

std::vector<std::string> texts_of(const yaml::View& view, std::string_view key) {
  std::vector<std::string> out;
  for (const auto& one : view.texts(key)) out.emplace_back(one.value);
  return out;
}

/// How APISIX orders routes that are equal: by their ids, which are checksums of names.
std::string crc32_hex(std::string_view text) {
  std::uint32_t crc = 0xffffffff;
  for (const unsigned char byte : text) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xedb88320U & (0U - (crc & 1U)));
  }
  return fmt::format("{:x}", ~crc);
}

/// Where findings about an object as a whole are made.
Origin beginning_of(const kube::Object& object) {
  const std::uint32_t begin = object.at().span.begin;
  return {object.file, {begin, begin + 1}};
}

class Reader {
 public:
  Reader(const kube::Bundle& input, const Settings& settings, const Backends& backends, Sink& sink)
      : input_(input), settings_(settings), backends_(backends), sink_(sink) {}

  Objects read() {
    for (const kube::Object& object : input_.objects()) {
      if (object.group != kGroup || !of_class(object) || std::ranges::find(kVersions, object.version) == std::end(kVersions)) continue;
      if (object.kind == "ApisixRoute") read_routes(object);
      if (object.kind == "ApisixTls") read_certificate(object);
      if (object.kind != "ApisixGlobalRule" && object.kind != "GatewayProxy") continue;
      read_plugins(object.view(sink_).map("spec").list("plugins"), out_.global);
      global_.push_back(object.at());
    }
    for (Route& route : out_.routes) route.rule.around.insert(route.rule.around.end(), global_.begin(), global_.end());
    return std::move(out_);
  }

 private:
  bool of_class(const kube::Object& object) {
    const std::string name = text_of(object.view(sink_).map("spec"), "ingressClassName");
    return settings_.class_name.empty() || name.empty() || name == settings_.class_name;
  }

  void read_routes(const kube::Object& object) {
    const yaml::View spec = object.view(sink_).map("spec");
    const yaml::Items rules = spec.list("http").items();
    std::set<std::string> names;
    for (const yaml::View& rule : rules)
      if (const std::string name = text_of(rule, "name"); !name.empty() && !names.insert(name).second) return;  // the controller rejects it
    for (const yaml::View& rule : rules) read_rule(rule, object);
    for (const yaml::View& rule : spec.list("rules").items())  // v1
      for (const yaml::View& path : rule.map("http").list("paths").items()) read_path_of_v1(rule, path, object);
  }

  Route named(const kube::Object& object, const std::string& name, Origin at) {
    Route out;
    out.name_space = object.name_space;
    out.rule = {name.empty() ? object.label() : fmt::format("{}, rule `{}`", object.label(), name), {at}, {object.view(sink_).map("metadata").at(), beginning_of(object)}};
    class_ = text_of(object.view(sink_).map("spec"), "ingressClassName");
    out.id = crc32_hex(fmt::format("{}_{}_{}", object.name_space, object.name, name));
    return out;
  }

  void read_rule(const yaml::View& rule, const kube::Object& object) {
    Route out = named(object, text_of(rule, "name"), rule.at());
    const yaml::View match = rule.map("match");
    for (const std::string& host : texts_of(match, "hosts")) out.hosts.push_back(lower_case(host));
    for (const std::string& path : texts_of(match, "paths")) out.uris.emplace_back(path, settings_.router);
    if (auto methods = texts_of(match, "methods"); !methods.empty()) out.conditions.push_back({Subject::Method, "", Condition::Test::OneOf, std::move(methods)});
    if (auto clients = texts_of(match, "remoteAddrs"); !clients.empty())
      out.conditions.push_back({Subject::Variable, "remote_addr", Condition::Test::Within, std::move(clients)});
    for (const std::string_view key : {"exprs", "nginxVars"})
      for (const yaml::View& one : match.list(key).items()) out.conditions.push_back(read_expression(one));
    if (match.has("filter_func")) out.conditions.push_back({Subject::Variable, "filter_func", Condition::Test::Unknown, {}});
    out.priority = number_of(rule, "priority", 0);
    read_plugin_config(rule, out);
    read_plugins(rule.list("plugins"), out.plugins);
    read_authentication(rule.map("authentication"), out.plugins);
    read_backends(rule, out);
    out_.routes.push_back(std::move(out));
  }

  void read_path_of_v1(const yaml::View& rule, const yaml::View& path, const kube::Object& object) {
    Route out = named(object, "", path.at());
    if (const std::string host = text_of(rule, "host"); !host.empty()) out.hosts.push_back(lower_case(host));
    out.uris.emplace_back(text_of(path, "path").empty() ? "/*" : text_of(path, "path"), settings_.router);
    {
      std::map<std::string, std::string, std::less<>> annotations;
      for (const kube::Pair& pair : kube::scalar_pairs(object.view(sink_), "annotations")) annotations[std::string(pair.key)] = std::string(pair.value.value);
      plugins_of_annotations(annotations, kReadAnnotations, out.plugins);
    }
    for (const yaml::View& one : path.list("plugins").items())
      if (text_of(one, "enable") == "true") out.plugins[text_of(one, "name")] = {one.has("config_set") ? yaml::View() : one.get("config")};
    add_backend(path.map("backend"), 1, out);
    finish_backends(out);
    out_.routes.push_back(std::move(out));
  }

  void read_plugin_config(const yaml::View& rule, Route& out) {
    const std::string name = text_of(rule, "plugin_config_name");
    const std::string in = text_of(rule, "plugin_config_namespace");
    if (!name.empty()) add_plugin_config(input_, in.empty() ? out.name_space : in, name, sink_, out);
  }

  static void read_authentication(const yaml::View& authentication, Plugins& out) {
    static constexpr auto kTypes = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"keyAuth", "key-auth"}, {"jwtAuth", "jwt-auth"}, {"wolfRBAC", "wolf-rbac"}, {"hmacAuth", "hmac-auth"}, {"ldapAuth", "ldap-auth"}});
    if (text_of(authentication, "enable") != "true") return;
    const auto found = std::ranges::find(kTypes, text_of(authentication, "type"), &std::pair<std::string_view, std::string_view>::first);
    out[std::string(found == kTypes.end() ? "basic-auth" : found->second)] = {};
  }

  void read_backends(const yaml::View& rule, Route& out) {
    const yaml::Items listed = rule.list("backends").items();
    for (const yaml::View& one : listed) add_backend(one, number_of(one, "weight", kUsualWeight), out);
    if (listed.empty() && rule.has("backend")) add_backend(rule.map("backend"), number_of(rule.map("backend"), "weight", kUsualWeight), out);
    const yaml::Items upstreams = rule.list("upstreams").items();
    for (const yaml::View& one : upstreams) add_upstream(one, out);
    if (!spread_.empty()) {
      for (const Share& share : out.shares) spread_.push_back({share.weight, {{share.backend, 1}}});
      out.shares = spread(spread_);
      spread_.clear();
    }
    const bool single = out.shares.size() == 1 && upstreams.empty();
    if (single && (settings_.one() || out.shares.front().weight > 0)) out.shares.front().weight = 1;
    finish_backends(out);
  }

  /// With several backends controllers 1.x make a traffic-split of their own, in place of the user's; later ones leave his, and
  /// what it leaves to the route goes to the first backend.
  void finish_backends(Route& out) const {
    out.host = common_host(out.hosts_of_backends);
    out.usual = out.shares;
    if (out.shares.size() > 1) {
      if (settings_.one()) out.plugins.erase("traffic-split");
      out.usual = {out.shares.front()};
      out.usual.front().weight = 1;
    }
    simplify(out.shares);
  }

  void add_backend(const yaml::View& backend, std::int64_t weight, Route& out) {
    const std::string service = text_of(backend, "serviceName");
    const std::string port = text_of(backend, "servicePort");
    std::int64_t number = 0;
    if (const auto written = kube::service_port(input_, out.name_space, service, port); written.number) number = *written.number;
    if (!port.empty() && std::ranges::all_of(port, [](unsigned char c) { return std::isdigit(c) != 0; }) && port.size() < 6) number = std::stoi(port);
    std::string name = backends_.of(out.name_space, service, number);
    const yaml::View upstream = upstream_of(out, service, number);
    if (const std::string subset = text_of(backend, "subset"); !subset.empty()) name = with_subset(out.name_space, service, subset, number);
    pass_host(upstream, "", out);
    out.shares.push_back({name, static_cast<std::uint64_t>(std::max<std::int64_t>(0, weight))});
  }

  /// The ApisixUpstream that is called like the Service, with what it says of this port; it counts wherever the Service is used.
  yaml::View upstream_of(Route& route, std::string_view service, std::int64_t port) {
    const kube::Object* object = input_.find(kGroup, "ApisixUpstream", route.name_space, service);
    if (object == nullptr) return {};
    route.rule.around.push_back(object->at());
    const std::string own = text_of(object->view(sink_).map("spec"), "ingressClassName");
    if (!own.empty() && own != class_) return {};
    const yaml::View spec = object->view(sink_).map("spec");
    for (const yaml::View& one : spec.list("portLevelSettings").items())
      if (number_of(one, "port", 0) == port) return one;
    return spec;
  }

  std::string with_subset(std::string_view name_space, std::string_view service, const std::string& subset, std::int64_t port) {
    const kube::Object* object = input_.find(kGroup, "ApisixUpstream", name_space, service);
    const yaml::View upstream = object == nullptr ? yaml::View() : object->view(sink_).map("spec");
    std::map<std::string, std::string> labels;
    for (const yaml::View& one : upstream.list("subsets").items())
      if (text_of(one, "name") == subset)
        for (const auto& [key, value] : one.map("labels").members())
          if (const auto text = value.as_text()) labels[std::string(key.value)] = std::string(text->value);
    return fmt::format("{}:{}", subset_name(name_space, service, labels), port);
  }

  /// What `passHost` makes of the host that backends see.
  static void pass_host(const yaml::View& upstream, const std::string& node, Route& out) {
    const std::string how = text_of(upstream, "passHost");
    out.hosts_of_backends.push_back(how == "rewrite" ? text_of(upstream, "upstreamHost") : how != "node" ? "" : node.empty() ? "that of the endpoint" : node);
  }

  void add_upstream(const yaml::View& ref, Route& out) {
    const std::string name = text_of(ref, "name");
    const std::int64_t weight = number_of(ref, "weight", kUsualWeight);
    const kube::Object* object = input_.find(kGroup, "ApisixUpstream", out.name_space, name);
    if (object == nullptr) {
      out.shares.push_back({"ApisixUpstream " + name, static_cast<std::uint64_t>(weight)});
      return;
    }
    out.rule.around.push_back(object->at());
    const yaml::View spec = object->view(sink_).map("spec");
    const std::string scheme = text_of(spec, "scheme");
    const std::int64_t usual_port = scheme == "https" || scheme == "grpcs" ? 443 : 80;
    const yaml::Items nodes = spec.list("externalNodes").items();
    if (nodes.empty()) out.shares.push_back({"ApisixUpstream " + name, static_cast<std::uint64_t>(weight)});
    Upstream upstream{static_cast<std::uint64_t>(std::max<std::int64_t>(0, weight)), {}};
    for (const yaml::View& node : nodes) {
      const std::int64_t port = number_of(node, "port", usual_port);
      const std::string host = lower_case(text_of(node, "name"));
      const bool service = text_of(node, "type") == "Service";
      upstream.nodes.push_back({service ? backends_.of(out.name_space, host, port) : fmt::format("{}:{}", host, port),
                                static_cast<std::uint64_t>(std::max<std::int64_t>(0, number_of(node, "weight", kUsualWeight)))});
      pass_host(spec, host, out);
    }
    spread_.push_back(std::move(upstream));
  }

  void read_certificate(const kube::Object& object) {
    const yaml::View spec = object.view(sink_).map("spec");
    Certificate out;
    for (const std::string& host : texts_of(spec, "hosts")) out.hosts.push_back(lower_case(host));
    out.client = static_cast<bool>(spec.map("client").map("caSecret"));
    out.rule = {object.label(), {}, {object.at()}};
    out_.certificates.push_back(std::move(out));
  }

  const kube::Bundle& input_;
  const Settings& settings_;
  const Backends& backends_;
  Sink& sink_;
  std::vector<Origin> global_;
  std::vector<Upstream> spread_;  ///< ApisixUpstreams of the rule at hand
  std::string class_;  ///< of the object that is read
  Objects out_;
};

}  // namespace

void add_plugin_config(const kube::Bundle& input, std::string_view name_space, const std::string& name, Sink& sink, Route& out) {
  const kube::Object* config = input.find(kGroup, "ApisixPluginConfig", name_space, name);
  if (config == nullptr) {
    out.plugins["what ApisixPluginConfig " + name + " sets"] = {};
    return;
  }
  out.rule.around.push_back(config->at());
  read_plugins(config->view(sink).map("spec").list("plugins"), out.plugins);
}

std::string common_host(const std::vector<std::string>& hosts) {
  const bool differ = std::ranges::adjacent_find(hosts, std::ranges::not_equal_to{}) != hosts.end();
  return hosts.empty() ? "" : differ ? "another for each backend" : hosts.front();
}

Objects read_objects(const kube::Bundle& input, const Settings& settings, const Backends& backends, Sink& sink) {
  return Reader(input, settings, backends, sink).read();
}

}  // namespace gw::verify::apisix
