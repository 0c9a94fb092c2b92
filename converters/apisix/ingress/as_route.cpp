#include "apisix/ingress/as_route.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "kube/hosts.h"
#include "source/words.h"

namespace gw::apisix {
namespace {

using ingress::Path;
using ingress::PathType;
using Text = Annotations::Text;

constexpr auto kSchemes = std::to_array<std::string_view>({"http", "https", "grpc", "grpcs"});
constexpr std::size_t kShown = 80;
constexpr std::string_view kRegexPriority = "100";  // AIC v1.8.4 pkg/providers/ingress/translation/translator.go

class Translator {
 public:
  Translator(Annotations& annotations, std::string_view class_name, bool keeps_plugins, Nodes& nodes)
      : from_(annotations), ingress_(annotations.ingress()), class_name_(class_name), nodes_(nodes) {
    IngressPlugins plugins = plugins_of(annotations, nodes, keeps_plugins);
    out_.methods = std::move(plugins.methods);
    read_shared(plugins.entries);
    read_settings();
  }

  AsApisix run() {
    const bool regex = from_.find("use-regex") != nullptr && has_raw_paths() && from_.is_true("use-regex");
    for (const ingress::HostRule& rule : ingress_.rules) {
      std::vector<yaml::Node>& entries = entries_of(rule);
      if (rule.paths.empty()) from_.sink().report<Code::field_without_effect>(rule.at, rule.host.empty() ? "rules" : rule.host, "without paths");
      for (const Path& path : rule.paths) {
        if (path.backend.resource) from_.sink().report<Code::resource_backend_ignored>(path.backend.at, path.text, "APISIX");
        if (path.backend.resource || path.backend.service.empty()) continue;
        if (!path.backend.resolved || (path.backend.by_target && path.backend.by_name)) out_.unresolved.insert(path.entry);
        entries.push_back(entry(rule, path, regex && path.type == PathType::ImplementationSpecific));
      }
    }
    for (std::size_t i = 0; i < hosts_.size(); ++i)
      if (!hosts_[i].second.empty()) out_.routes.push_back({std::string(hosts_[i].first), object("http", hosts_[i].second)});
    for (const ingress::Tls& tls : ingress_.tls) read_tls(tls);
    if (ingress_.default_backend.written)
      from_.sink().report<Code::field_without_effect>(ingress_.default_backend.at, "defaultBackend", "with APISIX's controllers, none of which reads it");
    return std::move(out_);
  }

 private:
  bool has_raw_paths() const {
    return std::ranges::any_of(ingress_.rules, [](const ingress::HostRule& rule) { return std::ranges::find(rule.paths, PathType::ImplementationSpecific, &Path::type) != rule.paths.end(); });
  }

  std::vector<yaml::Node>& entries_of(const ingress::HostRule& rule) {
    const auto [number, fresh] = numbers_.try_emplace(rule.host, hosts_.size());
    if (fresh) hosts_.emplace_back(rule.host, std::vector<yaml::Node>());
    return hosts_[number->second].second;
  }

  /// What annotations add to every rule.
  void read_shared(const std::vector<yaml::Node>& plugins) {
    const Origin at = ingress_.object->at();
    if (!plugins.empty()) add(shared_, "plugins", nodes_.list(at, plugins));
    if (const auto name = from_.text("plugin-config-name")) {
      add(shared_, "plugin_config_name", Nodes::text(*name));
      add(shared_, "plugin_config_namespace", Nodes::text({ingress_.name_space(), name->at}));
    }
    if (from_.is_true("enable-websocket")) add(shared_, "websocket", Nodes::word({"true", from_.find("enable-websocket")->value.at}));
    if (const auto type = from_.text("auth-type")) {
      if (type->value == "keyAuth" || type->value == "basicAuth") {
        Members members;
        add(members, "enable", Nodes::word({"true", type->at}));
        add(members, "type", Nodes::text(*type));
        add(shared_, "authentication", nodes_.map(type->at, members));
      } else {
        from_.without_effect("auth-type", "only `keyAuth` and `basicAuth` are known");
      }
    }
    read_timeouts();
  }

  /// `10s` or `10`; the controllers set all three if one is there, the others to 60 s.
  void read_timeouts() {
    Members members;
    Origin at;
    for (const std::string_view name : {"connect", "read", "send"}) {
      const std::string annotation = fmt::format("upstream-{}-timeout", name);
      const auto written = from_.text(annotation);
      if (!written) continue;
      const std::optional<std::int64_t> seconds = number(written->value.ends_with('s') ? written->value.substr(0, written->value.size() - 1) : written->value);
      if (!seconds || *seconds == 0) {
        from_.without_effect(annotation, "it is no whole number of seconds such as `10s`");
        continue;
      }
      add(members, name, Nodes::text({nodes_.keep(fmt::format("{}s", *seconds)), written->at}));
      at = written->at;
    }
    if (!members.empty()) add(shared_, "timeout", nodes_.map(at, members));
  }

  void read_settings() {
    if (const auto scheme = from_.text("upstream-scheme")) {
      const std::string folded = lower_case(scheme->value);
      const auto known = std::ranges::find(kSchemes, folded);
      if (known == kSchemes.end()) from_.without_effect("upstream-scheme", "it is none of http, https, grpc, grpcs");
      else out_.settings.scheme = Text{*known, scheme->at};
    }
    if (const auto retries = from_.text("upstream-retries")) {
      const auto count = number(retries->value);
      if (count && *count > 0) out_.settings.retries = From<std::int64_t>{*count, retries->at};
      else from_.without_effect("upstream-retries", "it is no number above 0");
    }
    if (const auto name_space = from_.text("svc-namespace"); name_space && !kube::is_label(name_space->value))
      from_.sink().report<Code::value_not_allowed>(name_space->at, "svc-namespace", name_space->value.substr(0, kShown), kube::kLabelForm);
  }

  static std::optional<std::int64_t> number(std::string_view text) {
    std::int32_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && out >= 0 ? std::optional<std::int64_t>(out) : std::nullopt;
  }

  /// The patterns that the controllers make (AIC v1.8.4 translator.go:242-248; 2.2.0 internal/adc/translator/ingress.go).
  std::vector<Text> patterns(const Path& path) const {
    std::vector<Text> out{{path.text, path.at}};
    if (path.type != PathType::Prefix) return out;
    const std::string_view stem = path.text.ends_with('/') ? path.text.substr(0, path.text.size() - 1) : path.text;
    out.push_back({nodes_.keep(std::string(stem).append("/*")), path.at});
    return out;
  }

  yaml::Node entry(const ingress::HostRule& rule, const Path& path, bool regex) const {
    Members match;
    if (!rule.host.empty()) add(match, "hosts", nodes_.texts(rule.at, {{rule.host, rule.at}}));
    add(match, "paths", nodes_.texts(path.at, regex ? std::vector<Text>{{"/*", path.at}} : patterns(path)));
    if (regex) add(match, "exprs", nodes_.list(path.at, {path_expression(path)}));
    if (out_.methods && out_.methods->allow && !out_.methods->methods.empty()) {
      std::vector<Text> methods;
      for (const std::string_view method : out_.methods->methods) methods.push_back({method, out_.methods->at});
      add(match, "methods", nodes_.texts(out_.methods->at, methods));
    }
    Members members;
    if (regex && from_.is_version_1()) add(members, "priority", Nodes::word({kRegexPriority, path.at}));
    add(members, "match", nodes_.map(path.entry, match));
    add(members, "backends", nodes_.list(path.backend.at, {backend(path.backend)}));
    members.insert(members.end(), shared_.begin(), shared_.end());
    return nodes_.map(path.entry, members);
  }

  yaml::Node path_expression(const Path& path) const {
    Members subject;
    add(subject, "scope", Nodes::text({"Path", path.at}));
    Members expression;
    add(expression, "subject", nodes_.map(path.at, subject));
    add(expression, "op", Nodes::text({"RegexMatch", path.at}));
    add(expression, "value", Nodes::text({path.text, path.at}));
    return nodes_.map(path.at, expression);
  }

  yaml::Node backend(const ingress::Backend& backend) const {
    Members members;
    add(members, "serviceName", Nodes::text({backend.service, backend.at}));
    // An unknown port is any: the controller takes the backend away again.
    add(members, "servicePort", Nodes::word({nodes_.keep(std::to_string(std::max(1, backend.by_name ? backend.port : backend.written_port))), backend.at}));
    return nodes_.map(backend.at, members);
  }

  kube::Object object(std::string_view part, const std::vector<yaml::Node>& entries) const {
    Members spec;
    add(spec, part, nodes_.list(ingress_.object->at(), entries));
    return object_of(spec, ingress_.service_name_space());
  }

  kube::Object object_of(Members spec, std::string_view name_space) const {
    if (!class_name_.empty()) add(spec, "ingressClassName", Nodes::text({class_name_, ingress_.object->name_at}));
    Members body;
    add(body, "spec", nodes_.map(ingress_.object->at(), spec));
    kube::Object out = *ingress_.object;
    out.group = "apisix.apache.org";
    out.version = "v2";
    out.name_space = name_space;
    out.root = nodes_.keep(nodes_.map(ingress_.object->at(), body));
    return out;
  }

  void read_tls(const ingress::Tls& tls) {
    std::vector<Text> hosts;
    std::string listed;
    for (const From<std::string>& host : tls.hosts) {
      hosts.push_back({host.value, host.at});
      listed += fmt::format("{}`{}`", listed.empty() ? "" : ", ", host.value);
    }
    if (hosts.empty() || !tls.secret) {
      from_.sink().report<Code::tls_host_unused>(tls.at, hosts.empty() ? "no host" : listed, hosts.empty() ? "APISIX finds certificates by the hosts that are written" : "it names no Secret");
      return;
    }
    Members secret;
    add(secret, "name", Nodes::text(*tls.secret));
    add(secret, "namespace", Nodes::text({ingress_.name_space(), tls.secret->at}));
    Members spec;
    add(spec, "hosts", nodes_.texts(tls.at, hosts));
    add(spec, "secret", nodes_.map(tls.secret->at, secret));
    out_.tls.push_back(object_of(spec, ingress_.name_space()));
  }

  using Host = std::pair<std::string_view, std::vector<yaml::Node>>;

  Annotations& from_;
  const ingress::Ingress& ingress_;
  std::string_view class_name_;
  Nodes& nodes_;
  Members shared_;
  std::vector<Host> hosts_;                                    // in their order
  std::unordered_map<std::string_view, std::size_t> numbers_;  // in hosts_
  AsApisix out_;
};

}  // namespace

AsApisix as_apisix(Annotations& annotations, std::string_view class_name, bool keeps_plugins, Nodes& nodes) {
  return Translator(annotations, class_name, keeps_plugins, nodes).run();
}

}  // namespace gw::apisix
