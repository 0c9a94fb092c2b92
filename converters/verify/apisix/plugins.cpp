#include "verify/apisix/plugins.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "verify/apisix/expression.h"
#include "verify/apisix/plugin_config.h"
#include "verify/apisix/traffic_split.h"
#include "verify/pattern.h"
#include "verify/words.h"

namespace gw::verify::apisix {
namespace {

/// Plugins that change nothing of what is compared: limits, logs, metrics, bodies, answers of functions.
constexpr auto kElsewhere = std::to_array<std::string_view>({
    "ai", "api-breaker", "aws-lambda", "azure-functions", "batch-requests", "body-transformer", "brotli", "clickhouse-logger", "client-control", "cors", "datadog", "degraphql",
    "dubbo-proxy", "echo", "elasticsearch-logger", "error-log-logger", "error-page", "exit-transformer", "fault-injection", "file-logger",
    "google-cloud-logging", "graphql-limit-count", "graphql-proxy-cache", "grpc-transcode", "grpc-web", "gzip", "http-logger", "inspect",
    "kafka-logger", "kafka-proxy", "lago", "limit-conn", "limit-count", "limit-req", "log-rotate", "loggly", "loki-logger", "mocking",
    "node-status", "ocsp-stapling", "openfunction", "opentelemetry", "openwhisk", "prometheus", "proxy-buffering", "proxy-cache", "proxy-control", "proxy-mirror",
    "proxy-rewrite", "public-api", "real-ip", "redirect", "request-id", "response-rewrite", "rocketmq-logger", "server-info", "skywalking",
    "skywalking-logger", "sls-logger", "splunk-hec-logging", "syslog", "tcp-logger", "tencent-cloud-cls", "traffic-label", "traffic-split",
    "udp-logger", "zipkin",
});

/// `regex_uri`: pairs of a pattern and what replaces the part that it finds; the first that is found counts.
std::optional<std::string> rewritten(const std::vector<std::string>& pairs, const std::string& path) {
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
    if (auto found = Regex(pairs[i], {}).replaced(path, pairs[i + 1], false)) return found;
  return std::nullopt;
}

void redirect(const Config& config, const Request& request, Answer& answer) {
  const auto send = [&](int code, const std::string& location) {
    answer.kind = Answer::Kind::Redirect;
    answer.status = code;
    answer.location = absolute_url(location, request);
  };
  if (config.truth("http_to_https")) {
    const bool safe = request.method == "GET" || request.method == "HEAD";
    if (request.scheme == "http") send(safe ? 301 : 308, fmt::format("https://{}{}", request.host, request.target()));
    return;
  }
  const auto code = static_cast<int>(number_in(config.text("ret_code"), 302));
  const std::string query = config.truth("append_query_string") ? query_of(request) : "";
  if (const std::string uri = config.text("uri"); !uri.empty()) send(code, with_variables(uri, request) + query);
  else if (const auto target = rewritten(config.texts("regex_uri"), request.path)) send(code, *target + query);
}

/// Headers of proxy-rewrite and response-rewrite: `set`, `add` and `remove`, or names with values; an empty value removes.
void headers(const yaml::View& all, HeaderChanges& out) {
  const bool grouped = all.has("set") || all.has("add") || all.has("remove");
  const auto set = [&](const yaml::View& from) {
    for (const auto& [name, value] : from.members()) {
      const std::string text = Config::scalar(value);
      out[lower_case(name.value)] = text.empty() ? "-" : "=" + text;
    }
  };
  const auto add = [&](std::string_view name, const std::string& value) {
    std::string& change = out[lower_case(name)];
    change = change.empty() || change == "-" ? "+" + value : change + ", " + value;
  };
  if (!grouped) return set(all);
  const yaml::View adds = all.get("add");
  if (adds && adds.node().is_map())
    for (const auto& [name, value] : adds.members()) add(name.value, Config::scalar(value));
  for (const yaml::View& one : adds.items()) {
    const std::string line = Config::scalar(one);
    const std::size_t colon = line.find(':');
    if (colon != std::string::npos) add(line.substr(0, colon), line.substr(std::min(line.size(), line.find_first_not_of(' ', colon + 1))));
  }
  set(all.get("set"));
  for (const yaml::View& one : all.get("remove").items()) out[lower_case(Config::scalar(one))] = "-";
}

void proxy_rewrite(const Config& config, const Request& request, Answer& answer) {
  if (const std::string uri = config.text("uri"); !uri.empty()) answer.path = with_variables(uri, request);
  else if (const auto path = rewritten(config.texts("regex_uri"), request.path)) answer.path = *path;
  if (const std::string host = config.text("host"); !host.empty()) answer.host = with_variables(host, request);
  if (const std::string method = config.text("method"); !method.empty()) answer.method = method;
  headers(config.view("headers"), answer.request_headers);
}

void cors(const Config& config, Answer& answer) {
  const auto list = [&](std::string_view key, std::string_view otherwise) {
    const std::string text = config.text(key);
    return comma_list(text.empty() ? std::string(otherwise) : text);
  };
  Cors out{list("allow_origins", "*"), list("allow_methods", "*"), list("allow_headers", "*"), list("expose_headers", ""), config.truth("allow_credential"),
           static_cast<std::int64_t>(number_in(config.text("max_age"), 5))};
  if (const auto patterns = config.texts("allow_origins_by_regex"); !patterns.empty()) out.origins = patterns;
  answer.cors = words(std::move(out));
}

void mirror(const Config& config, std::string_view name_space, const Backends& backends, Answer& answer) {
  std::string out = backends.of_url(name_space, config.text("host"));
  const std::string written = config.text("sample_ratio");
  if (const double share = written.empty() ? 1 : std::strtod(written.c_str(), nullptr); share < 1) out += fmt::format(" ({:g} %)", share * 100);
  answer.mirrors.push_back(std::move(out));
}

/// Whether a request holds all conditions of one of the sets.
bool any_set_holds(const yaml::View& sets, const Request& request) {
  for (const yaml::View& set : sets.items()) {
    Conditions all;
    for (const yaml::View& one : set.items()) all.push_back(read_variable(one));
    if (first_failing(all, request) == nullptr) return true;
  }
  return false;
}

}  // namespace

void read_plugins(const yaml::View& list, Plugins& out) {
  for (const yaml::View& one : list.items()) {
    const auto name = one.text("name");
    const auto enabled = one.boolean(one.has("enabled") ? "enabled" : "enable");  // GatewayProxy, and all others
    if (name && (!enabled || enabled->value)) out[std::string(name->value)] = {one.get("config")};
  }
}

void apply(const Plugins& plugins, const Request& request, const Place& place, Answer& answer) {
  const auto with = [&](std::string_view name, const auto& effect) {
    if (const auto found = plugins.find(name); found != plugins.end() && !disabled(found->second)) effect(Config(found->second));
  };
  for (const auto& [name, plugin] : plugins) {
    if (name == kRefusedMethods || disabled(plugin) || std::ranges::find(kElsewhere, name) != kElsewhere.end() || name.starts_with("serverless-") || name.starts_with("ai-") || name.starts_with("ext-plugin-")) continue;
    const Config config(plugin);
    answer.guards.push_back(name == "forward-auth" ? "external authorization by " + place.backends.of_url(place.name_space, config.text("uri")) : name);
  }
  std::ranges::sort(answer.guards);
  with("cors", [&](const Config& config) { cors(config, answer); });
  with("proxy-mirror", [&](const Config& config) { mirror(config, place.name_space, place.backends, answer); });
  with("proxy-rewrite", [&](const Config& config) { proxy_rewrite(config, request, answer); });
  with("traffic-split", [&](const Config& config) { split(config, request, place, answer); });
  with("response-rewrite", [&](const Config& config) {
    headers(config.view("headers"), answer.response_headers);
    for (const auto& [name, change] : config.headers()) answer.response_headers[name] = change;
  });
  if (const auto found = plugins.find("cors"); found != plugins.end() && !disabled(found->second) && request.method == "OPTIONS") {
    answer.kind = Answer::Kind::Status;
    answer.status = 200;
  }
  with("redirect", [&](const Config& config) { redirect(config, request, answer); });
  with(kRefusedMethods, [&](const Config& config) {
    const auto allowed = config.texts("allow");
    const auto blocked = config.texts("block");
    const bool refused = allowed.empty() ? std::ranges::find(blocked, request.method) != blocked.end() : std::ranges::find(allowed, request.method) == allowed.end();
    if (!refused) return;
    answer.kind = Answer::Kind::Status;
    answer.status = 405;
  });
  with("fault-injection", [&](const Config& config) {
    const yaml::View abort = config.view("abort");
    const std::string status = Config::scalar(abort.get("http_status"));
    if (status.empty() || abort.has("percentage")) return;
    if (abort.has("vars") && !any_set_holds(abort.get("vars"), request)) return;
    answer.kind = Answer::Kind::Status;
    answer.status = static_cast<int>(number_in(status, 0));
  });
}

}  // namespace gw::verify::apisix
