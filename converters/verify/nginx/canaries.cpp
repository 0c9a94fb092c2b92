/// Canaries hang on the upstream, not on the path: every location with that upstream has them (spec/ingress §2.2.6).
#include <fmt/format.h>

#include <algorithm>

#include "verify/nginx/servers.h"
#include "verify/words.h"

namespace gw::verify::nginx {
namespace {

Condition one_of(Subject subject, const std::string& name, std::string value) { return {subject, name, Condition::Test::OneOf, {std::move(value)}}; }

Canary read_canary(const ingress::Ingress& ingress, std::string backend) {
  const auto annotation = [&](std::string_view name) { return ingress.annotation(std::string(kPrefix).append("canary-").append(name)); };
  Canary out;
  out.backend = std::move(backend);
  const auto go = [&](Condition condition) {
    out.to_canary.push_back(std::move(condition));
    out.order.push_back(true);
  };
  const auto stay = [&](Condition condition) {
    out.to_main.push_back(std::move(condition));
    out.order.push_back(false);
  };
  if (const std::string header = annotation("by-header"); !header.empty()) {
    const std::string value = annotation("by-header-value");
    const std::string pattern = annotation("by-header-pattern");
    if (!value.empty()) {
      go(one_of(Subject::Header, header, value));
    } else if (!pattern.empty()) {
      Condition matches{Subject::Header, header, Condition::Test::Matches, {pattern}};
      matches.regex = Regex(pattern, {});
      go(std::move(matches));
    } else {
      go(one_of(Subject::Header, header, "always"));
      stay(one_of(Subject::Header, header, "never"));
    }
  }
  if (const std::string cookie = annotation("by-cookie"); !cookie.empty()) {
    go(one_of(Subject::Cookie, cookie, "always"));
    stay(one_of(Subject::Cookie, cookie, "never"));
  }
  const std::uint64_t total = number_in(annotation("weight-total"), 100);
  out.total = total > 100 ? total : 100;
  out.weight = std::min(number_in(annotation("weight"), 0), out.total);
  return out;
}

}  // namespace

bool is_canary(const ingress::Ingress& ingress) { return truth(ingress.annotation(std::string(kPrefix) + "canary"), false); }

std::string upstream_name(const ingress::Ingress& ingress, const ingress::Path& path) {
  return fmt::format("{}-{}-{}", ingress.name_space, path.service, path.port != 0 ? std::to_string(path.port) : path.port_name);
}

void Servers::make_upstreams() {
  const auto add = [&](const ingress::Ingress& ingress, const ingress::Path& path) {
    if (path.service.empty()) return;
    const auto [made, fresh] = upstreams_.try_emplace(upstream_name(ingress, path));
    if (!fresh) return;
    Upstream& upstream = made->second;
    upstream.backend = backends_.of(ingress.name_space, path.service, ingress::port_of(input_, ingress, path, true));
    if (is_canary(ingress)) upstream.shaping = read_canary(ingress, upstream.backend);
  };
  for (const ingress::Ingress& ingress : ingresses_) {
    if (ingress.default_backend) add(ingress, *ingress.default_backend);
    for (const ingress::HostRule& rule : ingress.rules)
      for (const ingress::Path& path : rule.paths) add(ingress, path);
  }
}

const Canary* Servers::canary_of(const Location& location) const {
  const auto main = upstreams_.find(location.upstream);
  if (main == upstreams_.end() || main->second.alternatives.empty()) return nullptr;
  const Upstream& canary = upstreams_.at(main->second.alternatives.front());
  return canary.deleted || !canary.shaping ? nullptr : &*canary.shaping;
}

void Servers::add_canaries() {
  for (const ingress::Ingress& ingress : ingresses_) {
    if (!is_canary(ingress)) continue;
    if (ingress.default_backend && !ingress.default_backend->service.empty()) add_canary(upstream_name(ingress, *ingress.default_backend), servers_[0], nullptr);
    for (const ingress::HostRule& rule : ingress.rules) {
      const auto server = by_host_.find(rule.host);
      if (server == by_host_.end()) continue;
      for (const ingress::Path& path : rule.paths)
        if (!path.service.empty()) add_canary(upstream_name(ingress, path), servers_[server->second], &path);
    }
  }
}

/// Looks for the locations of a path, or of a whole server, from the first one until one that the upstream serves itself.
void Servers::add_canary(const std::string& name, const Server& server, const ingress::Path* path) {
  Upstream& upstream = upstreams_.at(name);
  if (upstream.deleted) return;
  bool merged = false;
  for (const Location& one : server.locations) {
    if (one.upstream.empty()) continue;
    if (one.upstream == name) return;
    Upstream& main = upstreams_.at(one.upstream);
    if (main.shaping || (path != nullptr && (one.path != (path->path.empty() ? "/" : path->path) || one.exact != (path->type == "Exact")))) continue;
    if (std::ranges::find(main.alternatives, name) == main.alternatives.end()) main.alternatives.push_back(name);
    merged = true;
  }
  upstream.deleted = !merged;
}

}  // namespace gw::verify::nginx
