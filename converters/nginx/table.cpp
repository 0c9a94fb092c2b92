#include "nginx/table.h"

#include <algorithm>

#include "http/headers.h"
#include "nginx/filters.h"

namespace gw::nginx {

std::span<const Row> rows() {
  static const std::vector<Row> kAll = [] {
    std::vector<Row> out;
    for (const auto part : {routing_rows(), upstream_rows(), access_rows(), other_rows()}) out.insert(out.end(), part.begin(), part.end());
    std::ranges::sort(out, {}, &Row::name);
    return out;
  }();
  return kAll;
}

const Row* find_row(std::string_view name) {
  const auto found = std::ranges::lower_bound(rows(), name, {}, &Row::name);
  return found != rows().end() && found->name == name ? &*found : nullptr;
}

std::string misshapen(const Row& row, std::string_view value) {
  const auto digits = [](std::string_view text) { return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }); };
  switch (row.shape) {
    case Shape::Any: return {};
    case Shape::Number: return digits(value) ? "" : "a whole number";
    case Shape::Truth: return truth(value) ? "" : "true or false";
    case Shape::OnOff: return value == "on" || value == "off" ? "" : "`on` or `off`";
    case Shape::HeaderName: return http::is_header_name(value) ? "" : "the name of a header";
    case Shape::Size: {
      const bool unit = !value.empty() && std::string_view("kKmMgG").find(value.back()) != std::string_view::npos;
      return digits(value.substr(0, value.size() - (unit ? 1 : 0))) ? "" : "a size such as `8k` or `1m`";
    }
    case Shape::Word: break;
  }
  std::string named;
  for (std::size_t begin = 0; begin <= row.choices.size();) {
    const std::size_t end = std::min(row.choices.find('|', begin), row.choices.size());
    const std::string_view word = row.choices.substr(begin, end - begin);
    if (value == word) return {};
    named += fmt::format("{}`{}`", named.empty() ? "" : ", ", word);
    begin = end + 1;
  }
  return named.find(',') == std::string::npos ? named : "one of " + named;
}

std::pair<std::string_view, std::string_view> secret_of(const Annotation& annotation, const ingress::Ingress& ingress) {
  const std::string_view written = annotation.value.value;
  const std::size_t slash = written.find('/');
  if (slash == std::string_view::npos) return {ingress.name_space(), written};
  return {written.substr(0, slash), written.substr(slash + 1)};
}

std::string_view short_name(const Annotation& annotation) { return annotation.key.substr(kPrefix.size()); }

std::optional<bool> truth(std::string_view text) {
  for (const std::string_view word : {"1", "t", "T", "TRUE", "true", "True"})
    if (text == word) return true;
  for (const std::string_view word : {"0", "f", "F", "FALSE", "false", "False"})
    if (text == word) return false;
  return std::nullopt;
}

bool read_truth(const Annotation& annotation, const Reading& reading) {
  const auto value = truth(annotation.value.value);
  if (!value) report<Code::annotation_ignored>(reading.sink(), annotation, reading.row.name, annotation.value.value, "true or false", "its default");
  note_spelling(annotation, reading.sink());
  return value.value_or(false);
}

void note_spelling(const Annotation& annotation, Sink& sink) {
  const std::string_view text = annotation.value.value;
  if (const auto value = truth(text); value && text != "true" && text != "false") sink.report<Code::old_spelling>(annotation.value.at, text, *value ? "true" : "false");
}

void dropped_detail(const Annotation& annotation, const Reading& reading) {
  report<Code::annotation_not_converted>(reading.sink(), annotation, fmt::format("{}: {}", reading.row.name, annotation.value.value), reading.row.about);
}

void part_of(const Annotation& annotation, const Reading& reading) {
  report<Code::annotation_not_converted>(reading.sink(), annotation, fmt::format("{}: {}", reading.row.name, annotation.value.value),
                                         fmt::format("a part of `{}`", reading.row.needs));
}

void retired(const Annotation& annotation, const Reading& reading) {
  report<Code::annotation_retired>(reading.sink(), annotation, reading.row.name, reading.row.about);
}

std::string describe_snippet(std::string_view snippet) {
  struct Known {
    std::string_view directive, about;
  };
  constexpr Known kKnown[] = {
      {"deny all", "it refuses requests"},          {"deny ", "it refuses some addresses"},     {"allow ", "it admits some addresses"},
      {"auth_basic off", "it asks for no password"}, {"auth_request off", "it asks no other server"},
      {"auth_request", "it asks another server"},   {"auth_basic", "it asks for a password"},   {"return 403", "it refuses requests"},
      {"return 401", "it refuses requests"},        {"return 301", "it redirects"},             {"return 302", "it redirects"},
      {"return 308", "it redirects"},               {"return ", "it answers by itself"},        {"rewrite ", "it rewrites paths"},
      {"proxy_pass", "it chooses another backend"}, {"lua", "it runs Lua code"},                {"limit_req", "it limits rates"},
      {"proxy_set_header", "it sets request headers"}, {"more_set_input_headers", "it sets request headers"},
      {"more_set_headers", "it sets response headers"}, {"add_header", "it sets response headers"},
      {"more_clear_headers", "it removes response headers"}, {"client_max_body_size", "it limits request bodies"},
      {"gzip", "it compresses answers"},
  };
  for (const Known& known : kKnown)
    if (snippet.find(known.directive) != std::string_view::npos) return std::string(known.about);
  return "what it does is not recognised";
}

}  // namespace gw::nginx
