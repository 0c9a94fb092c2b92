#include "apisix/ingress/plugins.h"

#include <algorithm>

#include "apisix/rule.h"
#include "http/headers.h"
#include "model/regex.h"

namespace gw::apisix {
namespace {

using Text = Annotations::Text;

class Maker {
 public:
  Maker(Annotations& annotations, Nodes& nodes, bool keeps) : from_(annotations), nodes_(nodes), keeps_(keeps) {}

  IngressPlugins run() {
    cors();
    csrf();
    redirect();
    rewrite();
    response_rewrite();
    forward_auth();
    ip_restriction();
    methods();
    return std::move(out_);
  }

 private:
  /// Text annotations as members of a plugin's configuration.
  void texts(Members& config, std::initializer_list<std::pair<std::string_view, std::string_view>> names) {
    for (const auto& [annotation, member] : names)
      if (const auto value = from_.text(annotation)) add(config, member, Nodes::text(*value));
  }

  void lists(Members& config, std::initializer_list<std::pair<std::string_view, std::string_view>> names) {
    for (const auto& [annotation, member] : names)
      if (const auto items = from_.list(annotation); !items.empty()) add(config, member, nodes_.texts(items.front().at, items));
  }

  void plugin(std::string_view name, Origin at, const Members& config) {
    Members entry;
    add(entry, "name", Nodes::text({name, at}));
    add(entry, "enable", Nodes::word({"true", at}));
    add(entry, "config", nodes_.map(at, config));
    out_.entries.push_back(nodes_.map(at, entry));
  }

  Origin place(std::string_view name) const { return from_.find(name)->value.at; }

  void cors() {
    if (!from_.is_true("enable-cors")) return;
    Members config;
    from_.group("enable-cors", {"cors-allow-origin", "cors-allow-headers", "cors-allow-methods"});
    texts(config, {{"cors-allow-origin", "allow_origins"}, {"cors-allow-headers", "allow_headers"}, {"cors-allow-methods", "allow_methods"}});
    plugin("cors", place("enable-cors"), config);
  }

  void csrf() {
    if (!from_.is_true("enable-csrf")) return;
    Members config;
    from_.group("enable-csrf", {"csrf-key"});
    texts(config, {{"csrf-key", "key"}});
    if (config.empty()) from_.without_effect("enable-csrf", "without `csrf-key`");
    else plugin("csrf", place("enable-csrf"), config);
  }

  /// Of two redirects, the one to HTTPS counts.
  void redirect() {
    if (from_.is_true("http-to-https")) {
      const Origin at = place("http-to-https");
      for (const std::string_view other : {"http-redirect", "http-redirect-code"}) from_.without_effect(other, "`http-to-https` counts instead");
      return plugin("redirect", at, {{Nodes::text({"http_to_https", at}), Nodes::word({"true", at})}});
    }
    const auto uri = from_.text("http-redirect");
    if (!uri) return;
    from_.group("http-redirect", {"http-redirect-code"});
    Members config;
    add(config, "uri", Nodes::text(*uri));
    add(config, "ret_code", Nodes::word(redirect_code(*uri)));
    plugin("redirect", uri->at, config);
  }

  /// From 301 to 308; anything else is 301.
  Text redirect_code(const Text& uri) {
    const auto code = from_.text("http-redirect-code");
    if (!code) return {"301", uri.at};
    const bool allowed = code->value.size() == 3 && code->value.starts_with("30") && code->value[2] >= '1' && code->value[2] <= '8';
    if (!allowed) from_.without_effect("http-redirect-code", "it is no number from 301 to 308, so the controllers take 301");
    return allowed ? *code : Text{"301", code->at};
  }

  void rewrite() {
    Members config;
    if (const auto uri = from_.text("rewrite-target")) {
      for (const std::string_view other : {"rewrite-target-regex", "rewrite-target-regex-template"}) from_.without_effect(other, "`rewrite-target` counts instead");
      add(config, "uri", Nodes::text(*uri));
      return plugin("proxy-rewrite", uri->at, config);
    }
    if (from_.find("rewrite-target-regex") == nullptr || from_.find("rewrite-target-regex-template") == nullptr) return;  // reported with the rest
    const auto expression = from_.text("rewrite-target-regex");
    const auto replacement = from_.text("rewrite-target-regex-template");
    if (!expression || !replacement) return;
    if (const model::Judgement judged = model::judge(expression->value); judged.dialect != model::Dialect::Portable) {
      from_.without_effect("rewrite-target-regex", fmt::format("the controllers cannot read the expression: it has {}", judged.reason));
      return from_.without_effect("rewrite-target-regex-template", "the controllers cannot read `rewrite-target-regex`");
    }
    from_.group("rewrite-target-regex", {"rewrite-target-regex-template"});
    add(config, "regex_uri", nodes_.texts(expression->at, {*expression, *replacement}));
    plugin("proxy-rewrite", expression->at, config);
  }

  void response_rewrite() {
    if (!from_.is_true("enable-response-rewrite")) return;
    Members config;
    if (const auto status = from_.text("response-rewrite-status-code")) add(config, "status_code", Nodes::word(*status));
    if (const auto body = from_.text("response-rewrite-body")) {
      add(config, "body", Nodes::text(*body));
      if (from_.is_true("response-rewrite-body-base64")) add(config, "body_base64", Nodes::word({"true", body->at}));
    }
    from_.group("enable-response-rewrite", {"response-rewrite-status-code", "response-rewrite-body", "response-rewrite-set-header", "response-rewrite-add-header", "response-rewrite-remove-header"});
    Members headers;
    if (const Members set = headers_to_set(); !set.empty()) add(headers, "set", nodes_.map(place("response-rewrite-set-header"), set));
    lists(headers, {{"response-rewrite-add-header", "add"}, {"response-rewrite-remove-header", "remove"}});
    const Origin at = place("enable-response-rewrite");
    if (!headers.empty()) add(config, "headers", nodes_.map(at, headers));
    plugin("response-rewrite", at, config);
  }

  /// `name:value,name:value`; what has no colon sets nothing, and of one name the last counts.
  Members headers_to_set() {
    constexpr std::string_view kName = "response-rewrite-set-header";
    Members out;
    for (const Text& item : from_.list(kName)) {
      const std::size_t colon = item.value.find(':');
      if (colon == std::string_view::npos) {
        from_.without_effect(kName, fmt::format("item {} has no `:`", out.size() + 1));
        continue;
      }
      const std::string_view name = item.value.substr(0, colon);
      if (std::erase_if(out, [&](const yaml::Member& other) { return other.key.text() == name; }) > 0)
        from_.without_effect(kName, fmt::format("header `{}` is set again", name));
      add(out, name, Nodes::text({item.value.substr(colon + 1), item.at}));
    }
    return out;
  }

  void forward_auth() {
    const auto uri = from_.text("auth-uri");
    if (!uri) return;
    Members config;
    add(config, "uri", Nodes::text(*uri));
    from_.group("auth-uri", {"auth-ssl-verify", "auth-request-headers", "auth-upstream-headers", "auth-client-headers"});
    const auto verify = from_.text("auth-ssl-verify");
    if (verify && verify->value == "false") add(config, "ssl_verify", Nodes::word({"false", verify->at}));
    else if (verify) from_.without_effect("auth-ssl-verify", "only `false` changes something");
    lists(config, {{"auth-request-headers", "request_headers"}, {"auth-upstream-headers", "upstream_headers"}, {"auth-client-headers", "client_headers"}});
    plugin("forward-auth", uri->at, config);
  }

  /// A list that is written but holds nothing guards as well: APISIX refuses the route.
  void ip_restriction() {
    constexpr std::pair<std::string_view, std::string_view> kLists[] = {{"allowlist-source-range", "whitelist"}, {"whitelist-source-range", "whitelist"}, {"blocklist-source-range", "blacklist"}};
    Members config;
    std::string_view first;
    for (const auto& [annotation, member] : kLists) {
      const auto written = from_.text(annotation);
      if (!written || (annotation.starts_with("whitelist") && !config.empty())) continue;
      add(config, member, nodes_.texts(written->at, from_.list(annotation)));
      if (first.empty()) first = annotation;
      else from_.group(first, {annotation});
    }
    if (!config.empty()) plugin("ip-restriction", place(first), config);
  }

  /// The list of methods that are served counts rather than that of those that are not. A method that no match can name is reported.
  void methods() {
    auto listed = from_.list("http-allow-methods");
    const bool allow = !listed.empty();
    if (allow) from_.without_effect("http-block-methods", "`http-allow-methods` counts instead");
    else listed = from_.list("http-block-methods");
    if (listed.empty()) return;
    if (keeps_) return fault_injection(listed, allow);
    MethodLimit& limit = out_.methods.emplace();
    limit.at = listed.front().at;
    limit.allow = allow;
    for (const Text& method : listed) {
      if (!http::is_header_name(method.value)) {  // methods are tokens as well
        from_.sink().report<Code::annotation_without_effect>(method.at, fmt::format("{}: {}", allow ? "http-allow-methods" : "http-block-methods", method.value), "no request has this method");
      } else if (std::ranges::find(match_methods(), method.value) == match_methods().end()) {
        if (allow) from_.sink().report<Code::method_not_expressible>(method.at, method.value);
        else limit.complete = !report_unblocked(method) && limit.complete;
      } else if (std::ranges::find(limit.methods, method.value) == limit.methods.end()) {
        limit.methods.push_back(method.value);
      }
    }
  }

  /// Whether the rules have to stay closed.
  bool report_unblocked(const Text& method) {
    from_.sink().report<Code::access_plugin_not_expressible>(method.at, fmt::format("http-block-methods: {}", method.value), "refuses a method that no match can name", "the rules are");
    return !from_.sink().accepts(Code::access_plugin_not_expressible);
  }

  /// As the controllers 2.x have it (2.2.0 internal/adc/translator/annotations/plugins/http_method.go); 1.x refuse after the
  /// backend has answered.
  void fault_injection(const std::vector<Text>& listed, bool allow) {
    const Origin at = listed.front().at;
    std::vector<yaml::Node> test{Nodes::text({"request_method", at})};
    if (allow) test.push_back(Nodes::text({"!", at}));
    test.push_back(Nodes::text({"in", at}));
    test.push_back(nodes_.texts(at, listed));
    Members abort;
    add(abort, "http_status", Nodes::word({"405", at}));
    add(abort, "vars", nodes_.list(at, {nodes_.list(at, {nodes_.list(at, test)})}));
    Members config;
    add(config, "abort", nodes_.map(at, abort));
    plugin("fault-injection", at, config);
  }

  Annotations& from_;
  Nodes& nodes_;
  bool keeps_;
  IngressPlugins out_;
};

}  // namespace

IngressPlugins plugins_of(Annotations& annotations, Nodes& nodes, bool keeps) { return Maker(annotations, nodes, keeps).run(); }

}  // namespace gw::apisix
