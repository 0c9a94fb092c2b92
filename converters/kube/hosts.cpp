#include "kube/hosts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace gw::kube {
namespace {

bool is_ip_address(std::string_view host) {
  return host.find_first_not_of("0123456789.") == std::string_view::npos || host.find(':') != std::string_view::npos;
}

}  // namespace

std::string host_fault(std::string_view host) {
  if (host.empty()) return "it is empty";
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos && host.find(':', colon + 1) == std::string_view::npos)
    return "it has a port; a host is only a name";
  if (is_ip_address(host)) return "it is an IP address";
  if (host.size() > 253) return "it is longer than 253 characters";
  if (host.find('_') != std::string_view::npos) return "it contains `_`";
  if (host.ends_with('.')) return "it ends with a dot";
  for (std::size_t at = 0; at <= host.size();) {
    const std::size_t dot = std::min(host.find('.', at), host.size());
    const std::string_view label = host.substr(at, dot - at);
    if (label.empty()) return "it has an empty label";
    if (label.size() > 63) return "a label is longer than 63 characters";
    if (label.front() == '-' || label.back() == '-') return "a label begins or ends with `-`";
    if (label.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string_view::npos)
      return "it contains a character that DNS names do not have";
    at = dot + 1;
  }
  return {};
}

bool is_plain_host(std::string_view host) { return host_fault(host).empty(); }

bool is_host(std::string_view host) { return is_plain_host(host.starts_with("*.") ? host.substr(2) : host); }

bool covers_one_label(std::string_view wildcard, std::string_view host) {
  const std::size_t dot = host.find('.');
  return wildcard.starts_with("*.") && dot != std::string_view::npos && dot > 0 && !host.starts_with('*') && host.substr(dot) == wildcard.substr(1);
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

bool is_label_value(std::string_view text) {
  constexpr std::string_view kInside = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  constexpr std::string_view kNotAtEnds = "-_.";
  if (text.empty()) return true;
  const auto may_end = [&](char c) { return kNotAtEnds.find(c) == std::string_view::npos; };
  return text.size() <= 63 && text.find_first_not_of(kInside) == std::string_view::npos && may_end(text.front()) && may_end(text.back());
}

bool is_address(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::string address(text.substr(0, slash));
  unsigned char bytes[16];
  const bool v4 = inet_pton(AF_INET, address.c_str(), bytes) == 1;
  if (address.size() != slash || (!v4 && inet_pton(AF_INET6, address.c_str(), bytes) != 1)) return false;
  if (slash == text.size()) return true;
  int bits = -1;
  const std::string_view rest = text.substr(slash + 1);
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), bits);
  return error == std::errc() && end == rest.data() + rest.size() && bits >= 0 && bits <= (v4 ? 32 : 128);
}

}  // namespace gw::kube
