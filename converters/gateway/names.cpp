#include "gateway/names.h"

#include <fmt/format.h>

#include <algorithm>

namespace gw::gateway {
namespace {

constexpr std::size_t kMaxName = 253;

std::string key_of(std::string_view name_space, std::string_view name) {
  return std::string(name_space).append(1, '\n').append(name);
}

/// FNV-1a: the same on every platform.
std::uint32_t hash(std::string_view text) {
  std::uint32_t value = 2166136261U;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value;
}

std::string with_suffix(std::string_view name, std::string_view suffix) {
  return fmt::format("{}-{}", name.substr(0, kMaxName - suffix.size() - 1), suffix);
}

}  // namespace

std::string dns_name(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const char last = out.empty() ? '.' : out.back();
    if (alphanumeric)
      out += c;
    else if (last != '.' && last != '-')  // every label begins with a letter or digit
      out += c == '.' ? '.' : '-';
    else if (last == '-' && c == '-')
      out += '-';
    else if (last == '-' && c == '.')
      out.back() = '.';
  }
  if (out.size() > kMaxName) out = with_suffix(out.substr(0, kMaxName - 9), fmt::format("{:08x}", hash(text)));
  while (!out.empty() && (out.back() == '-' || out.back() == '.')) out.pop_back();
  return out.empty() ? "rule" : out;
}

Names::Names(const std::vector<model::Route>& routes) {
  for (const model::Route& route : routes) {
    if (route.order != model::Order::ByRank) ++routes_[key_of(route.name_space, route.name)];
    else
      for (const model::Rule& rule : route.rules) ++uses_[key_of(route.name_space, rule.name)];
  }
}

std::string Names::wanted(const model::Route& route, const model::Rule& rule) const {
  if (rule.name.empty()) {
    if (route.rules.size() == 1) return route.name;
    return fmt::format("{}-{}", route.name, &rule - route.rules.data() + 1);
  }
  const auto found = uses_.find(key_of(route.name_space, rule.name));
  if (found != uses_.end() && found->second == 1) return rule.name;
  return fmt::format("{}-{}", route.name, rule.name);
}

std::string Names::wanted(const model::Route& route) const {
  const auto found = routes_.find(key_of(route.name_space, route.name));
  return found != routes_.end() && found->second > 1 ? fmt::format("{}-{}", route.name, route.gateway) : route.name;
}

std::optional<std::string> Names::take(std::string_view name_space, std::string_view wanted) {
  std::string name = dns_name(wanted);
  if (taken_.insert(key_of(name_space, name)).second) return name;
  return std::nullopt;
}

std::string Names::take_other(std::string_view name_space, std::string_view wanted, std::string_view identity) {
  const std::string name = dns_name(wanted);
  for (std::uint32_t salt = 0;; ++salt) {
    const std::string seed = salt == 0 ? std::string(identity) : fmt::format("{}#{}", identity, salt);
    const std::string other = with_suffix(name, fmt::format("{:08x}", hash(seed)));
    if (taken_.insert(key_of(name_space, other)).second) return other;
  }
}

}  // namespace gw::gateway
