// Cross-origin requests: what nginx.tmpl writes for `enable-cors`.
#include <algorithm>
#include <array>

#include "http/cors.h"
#include "http/headers.h"
#include "nginx/filters.h"
#include "nginx/table.h"
#include "source/words.h"

namespace gw::nginx {
namespace {

constexpr std::string_view kMethods = "GET, PUT, POST, DELETE, PATCH, OPTIONS";
constexpr std::string_view kHeaders =
    "DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization";
constexpr std::int64_t kMaxAge = 1728000;

/// The words of a list that the Gateway API can write, at most 64 and each once.
std::vector<std::string> list_of(const Annotation* annotation, std::string_view fallback, bool methods, Sink& sink) {
  std::vector<std::string> out;
  if (annotation != nullptr) annotation->in_output = words(annotation->value.value) != words(fallback);
  for (std::string& word : words(annotation == nullptr ? fallback : annotation->value.value)) {
    const bool known = methods ? http::is_cors_method(word) : http::is_header_name(word);
    if (std::ranges::find(out, word) != out.end()) continue;
    if (known && out.size() < http::kMostOrigins) out.push_back(std::move(word));
    else report<Code::annotation_not_converted>(sink, *annotation, word, "in a CORS list");
  }
  return out;
}

}  // namespace

std::vector<std::string> words(std::string_view list) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find_first_of(", \n", begin), list.size());
    if (end > begin) out.emplace_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::optional<model::Cors> read_cors(const Settings& settings, Sink& sink) {
  const CorsSettings& cors = settings.cors;
  if (cors.on == nullptr) return std::nullopt;
  cors.on->in_output = true;
  model::Cors out;
  out.at = cors.on->value.at;
  std::vector<std::string> origins = cors.origin == nullptr ? std::vector<std::string>{"*"} : words(lower_case(cors.origin->value.value));
  const bool any = std::ranges::find(origins, "*") != origins.end();
  for (const std::string& origin : origins) {
    if (any && origin != "*") continue;
    if (const std::string why = any ? "" : http::origin_fault(origin); !why.empty()) {
      report<Code::cors_origin_not_expressible>(sink, *cors.origin, origin, why);
      continue;
    }
    if (!any && origin.find('*') != std::string::npos) report<Code::cors_origin_widened>(sink, *cors.origin, origin);
    out.origins.push_back(origin);
  }
  if (cors.origin != nullptr) cors.origin->in_output = true;
  if (out.origins.size() > http::kMostOrigins) {
    report<Code::cors_origin_not_expressible>(sink, *cors.origin, out.origins[http::kMostOrigins], fmt::format("a rule holds {}", http::kMostOrigins));
    out.origins.resize(http::kMostOrigins);
  }
  out.methods = list_of(cors.methods, kMethods, true, sink);
  out.headers = list_of(cors.headers, kHeaders, false, sink);
  out.exposed = list_of(cors.exposed, "", false, sink);
  out.credentials = cors.credentials == nullptr || truth(cors.credentials->value.value).value_or(true);
  if (cors.credentials != nullptr) note_spelling(*cors.credentials, sink);
  if (cors.credentials != nullptr && !truth(cors.credentials->value.value))
    report<Code::annotation_ignored>(sink, *cors.credentials, "cors-allow-credentials", cors.credentials->value.value, "true or false", "true");
  else if (cors.credentials != nullptr && out.credentials)
    report<Code::annotation_without_effect>(sink, *cors.credentials, fmt::format("cors-allow-credentials: {}", cors.credentials->value.value), "credentials are allowed by default");
  else if (cors.credentials != nullptr)
    cors.credentials->in_output = true;
  if (any && out.credentials) {
    sink.report<Code::cors_any_origin_credentials>(cors.origin == nullptr ? cors.on->value.at : cors.origin->value.at);
    out.credentials = false;
  }
  out.max_age_seconds = kMaxAge;
  if (cors.max_age != nullptr) {
    cors.max_age->in_output = true;
    const auto seconds = whole_number(cors.max_age->value.value);
    if (seconds && *seconds == 0) {
      out.max_age_seconds = 1;
      report<Code::annotation_not_converted>(sink, *cors.max_age, "cors-max-age: 0", "the least is 1 second, which is written,");
    } else if (seconds && *seconds >= 1 && *seconds <= 2147483647) out.max_age_seconds = *seconds;
    else report<Code::annotation_ignored>(sink, *cors.max_age, "cors-max-age", cors.max_age->value.value, "a number of seconds", "1728000");
  }
  if (!out.origins.empty()) return out;
  for (const Annotation* annotation : {cors.on, cors.origin, cors.methods, cors.headers, cors.exposed, cors.credentials, cors.max_age})
    if (annotation != nullptr) annotation->in_output = false;
  return std::nullopt;
}

}  // namespace gw::nginx
