#include "gateway/grpc_call.h"

#include <algorithm>

namespace gw::gateway {
namespace {

using Kind = model::PathMatch::Kind;
constexpr std::size_t kLongest = 1024;

bool is_word(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_inner = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !text.empty() && text.size() <= kLongest && is_letter(text.front()) && std::ranges::all_of(text, is_inner);
}

/// Words and dots between them.
bool is_service(std::string_view text) {
  if (text.size() > kLongest) return false;
  for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
    if (!is_word(text.substr(0, dot))) return false;
    text.remove_prefix(dot + 1);
  }
  return is_word(text);
}

}  // namespace

bool serves_post(const model::Rule& rule) {
  return rule.methods.empty() || std::ranges::any_of(rule.methods, [](const From<std::string>& method) { return method.value == "POST"; });
}

std::optional<GrpcCall> grpc_call(const model::PathMatch& path) {
  std::string_view text = path.text;
  const bool prefix = path.kind == Kind::TextPrefix || path.kind == Kind::SegmentPrefix;
  if (!text.starts_with('/') || path.kind == Kind::Regex) return std::nullopt;
  if (text == "/" && prefix) return GrpcCall{};
  // A prefix of the text without a slash at its end also begins longer names: `/pkg.Svc` those of `/pkg.SvcTwo/Method`.
  if (path.kind == Kind::TextPrefix && !text.ends_with('/')) return std::nullopt;
  text.remove_prefix(1);
  if (prefix && text.ends_with('/')) text.remove_suffix(1);
  const std::size_t slash = text.find('/');
  const GrpcCall call{text.substr(0, slash), slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1)};
  const bool whole = slash == std::string_view::npos ? prefix : path.kind == Kind::Exact && is_word(call.method);
  return whole && is_service(call.service) ? std::optional(call) : std::nullopt;
}

}  // namespace gw::gateway
