#include "kube/secrets.h"

#include <algorithm>
#include <array>
#include <string>

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

void redact_secret(const yaml::View& secret, std::string_view text, Sink& sink) {
  redact_text(text, secret.at(), sink);
  for (const yaml::Member& member : secret.node().members())
    if (member.key.text() == "data" || member.key.text() == "stringData")
      redact_all(member.value, secret.at().file, sink);
    else if (member.key.text() == "metadata")
      for (const yaml::Member& part : member.value.members())
        if (part.key.text() == "annotations") redact_all(part.value, secret.at().file, sink);
}

}  // namespace gw::kube
