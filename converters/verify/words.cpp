#include "verify/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace gw::verify {

std::string text_of(const yaml::View& view, std::string_view key, std::string_view otherwise) {
  const yaml::View found = view.get(key);
  return std::string(found && found.node().is_scalar() ? found.node().text() : otherwise);
}

std::vector<std::string> comma_list(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    std::string_view piece = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), piece.size() + 1));
    while (piece.starts_with(' ')) piece.remove_prefix(1);
    while (piece.ends_with(' ')) piece.remove_suffix(1);
    if (!piece.empty()) out.emplace_back(piece);
  }
  return out;
}

std::uint64_t number_in(std::string_view text, std::uint64_t otherwise) {
  constexpr std::uint64_t kMost = 1'000'000'000;
  std::uint64_t out = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  return text.empty() || fault != std::errc() || end != text.data() + text.size() || out > kMost ? otherwise : out;
}

std::string with_variables(std::string text, const Request& request) {
  const auto replace = [&](std::string_view name, const std::string& value) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) text.replace(at, name.size(), value);
  };
  replace("$request_uri", request.target());
  replace("$scheme", request.scheme);
  replace("$http_host", request.host);
  replace("$host", request.host);
  replace("$uri", encoded(request.path));
  return text;
}

std::string query_of(const Request& request) {
  const std::string target = request.target();
  const std::size_t question = target.find('?');
  return question == std::string::npos ? "" : target.substr(question);
}

std::string absolute_url(const std::string& location, const Request& request) {
  const bool path = !location.empty() && location.front() == '/';
  return path ? fmt::format("{}://{}{}", request.scheme, request.host, location) : location;
}

}  // namespace gw::verify
