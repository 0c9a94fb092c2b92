#include "kube/secrets.h"

#include <algorithm>
#include <array>
#include <string>

#include "kube/object.h"

namespace gw::kube {
namespace {

void redact_all(const yaml::Node& node, std::uint32_t file, Sink& sink) {
  if (node.is_scalar()) sink.redact({file, node.span()});
  for (const yaml::Node& item : node.items()) redact_all(item, file, sink);
  for (const yaml::Member& member : node.members()) redact_all(member.value, file, sink);
}

/// `allow_credential: true` is no secret.
bool is_switch(const yaml::Node& node) { return node.is_scalar() && node.plain() && (node.text() == "true" || node.text() == "false"); }

/// `Authorization: Bearer x`, as some lists have headers.
bool is_credential_line(const yaml::Node& node) {
  return node.is_scalar() && node.text().find(':') != std::string_view::npos && names_credential(node.text().substr(0, node.text().find(':')));
}

/// A URL with a user, or with a query, which may hold a token.
bool is_private_url(const yaml::Node& node) {
  if (!node.is_scalar()) return false;
  const std::string_view text = node.text();
  const std::size_t host = text.find("://");
  if (host != std::string_view::npos && text.find('@', host) != std::string_view::npos) return true;
  const std::size_t query = text.find('?');
  return (text.starts_with('/') || host != std::string_view::npos) && query != std::string_view::npos && text.find('=', query) != std::string_view::npos;
}

void redact_below(const yaml::Node& node, std::uint32_t file, Sink& sink) {
  if (is_private_url(node)) sink.redact({file, node.span()});
  for (const yaml::Node& item : node.items()) {
    if (is_credential_line(item)) sink.redact({file, item.span()});
    redact_below(item, file, sink);
  }
  for (const yaml::Member& member : node.members()) {
    if (names_credential(member.key.text()) && !is_switch(member.value))
      redact_all(member.value, file, sink);
    else
      redact_below(member.value, file, sink);
  }
}

}  // namespace

void redact_credentials(const yaml::View& config, Sink& sink) {
  if (config) redact_below(config.node(), config.at().file, sink);
}

void redact_all(const yaml::View& config, Sink& sink) {
  if (config) redact_all(config.node(), config.at().file, sink);
}

bool is_secret(std::string_view kind) {
  constexpr std::string_view kWord = "secret";
  return std::ranges::search(kind, kWord, [](char x, char y) { return (x | 0x20) == y; }).begin() != kind.end();
}

void redact_secret(const yaml::View& secret, std::string_view text, Sink& sink) {
  constexpr auto kShown = std::to_array<std::string_view>({"apiVersion", "kind", "metadata", "type", "immutable"});
  redact_text(text, secret.at(), sink);
  for (const yaml::Member& member : secret.node().members())
    if (std::ranges::find(kShown, member.key.text()) == kShown.end())
      redact_all(member.value, secret.at().file, sink);
    else if (member.key.text() == "metadata")
      for (const yaml::Member& part : member.value.members())
        if (part.key.text() == "annotations") redact_all(part.value, secret.at().file, sink);
}

namespace {

/// A link with a user, or with a parameter that names a credential.
bool is_private_link(std::string_view text) {
  const std::size_t host = text.find("://");
  if (host == std::string_view::npos) return false;
  if (text.substr(host + 3, text.find('/', host + 3) - host - 3).find('@') != std::string_view::npos) return true;
  std::size_t at = text.find('?', host);
  while (at != std::string_view::npos) {
    const std::size_t equals = text.find('=', at);
    if (equals == std::string_view::npos) return false;
    if (names_credential(text.substr(at + 1, equals - at - 1))) return true;
    at = text.find('&', equals);
  }
  return false;
}

/// Hides the rest of each line behind a word that names a credential: `proxy_set_header Authorization "Basic …";`.
void redact_snippet(Origin at, std::string_view text, Sink& sink) {
  constexpr std::string_view kBetween = " \t\r\"';:=";
  const std::size_t end = std::min<std::size_t>(at.span.end, text.size());
  for (std::size_t begin = at.span.begin; begin < end;) {
    const std::size_t line_end = std::min(text.find('\n', begin), end);
    for (std::size_t word = begin; word < line_end;) {
      word = std::min(text.find_first_not_of(kBetween, word), line_end);
      const std::size_t word_end = std::min(text.find_first_of(kBetween, word), line_end);
      if (word < word_end && names_credential(text.substr(word, word_end - word))) {
        sink.redact({at.file, {static_cast<std::uint32_t>(word_end), static_cast<std::uint32_t>(line_end)}});
        break;
      }
      word = word_end;
    }
    begin = line_end + 1;
  }
}

}  // namespace

void redact_annotations(const yaml::View& metadata, std::string_view text, Sink& sink) {
  const yaml::View annotations = metadata.get("annotations");
  if (!annotations) return;
  for (const yaml::Member& one : annotations.node().members()) {
    const std::string_view key = one.key.text();
    if (!one.value.is_scalar()) continue;
    const Origin at{metadata.at().file, one.value.span()};
    const bool of_controller = key.find("ingress.kubernetes.io/") != std::string_view::npos || key.find("apisix.apache.org/") != std::string_view::npos;
    if (key == kLastApplied || is_private_link(one.value.text()) || (!of_controller && names_credential(key.substr(key.find('/') + 1)) && !is_switch(one.value))) sink.redact(at);
    else if (key.ends_with("-snippet")) redact_snippet(at, text, sink);
  }
}

}  // namespace gw::kube
