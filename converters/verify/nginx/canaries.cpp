/// Canaries hang on the backend, not on the path: every location with that backend has them (spec/ingress §2.2.6).
#include <algorithm>

#include "verify/nginx/servers.h"
#include "verify/words.h"

namespace gw::verify::nginx {
namespace {

Condition one_of(Subject subject, const std::string& name, std::string value) { return {subject, name, Condition::Test::OneOf, {std::move(value)}}; }

Canary read_canary(const ingress::Ingress& ingress, std::string backend) {
  const auto annotation = [&](std::string_view name) { return ingress.annotation(std::string(kPrefix).append("canary-").append(name)); };
  Canary out;
  out.ingress = &ingress;
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

void Servers::add_canaries() {
  for (const ingress::Ingress& ingress : ingresses_) {
    if (!truth(ingress.annotation(std::string(kPrefix) + "canary"), false)) continue;
    if (ingress.default_backend) {
      const std::string backend = backend_of(ingress, *ingress.default_backend);
      for (const Location& one : servers_[0].locations)
        if (!one.backend.empty() && !backend.empty() && one.backend != backend) canaries_.try_emplace(one.backend, read_canary(ingress, backend));
    }
    for (const ingress::HostRule& rule : ingress.rules) {
      const auto server = by_host_.find(rule.host);
      if (server == by_host_.end()) continue;
      for (const ingress::Path& path : rule.paths) {
        const std::string backend = backend_of(ingress, path);
        for (Location& one : servers_[server->second].locations) {
          if (one.path != (path.path.empty() ? "/" : path.path) || one.exact != (path.type == "Exact")) continue;
          if (one.backend.empty() || backend.empty() || one.backend == backend) continue;
          canaries_.try_emplace(one.backend, read_canary(ingress, backend));
        }
      }
    }
  }
}

}  // namespace gw::verify::nginx
