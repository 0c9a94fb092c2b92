/// Names and certificates of servers: aliases, redirects to and from `www.`, and which hosts have TLS (spec/ingress §2.1, §1.9).
#include <fmt/format.h>

#include <algorithm>

#include "kube/certificates.h"
#include "kube/hosts.h"
#include "verify/nginx/servers.h"

namespace gw::verify::nginx {

bool Servers::configured_for_tls(std::string_view host) const {
  const auto has = [&](const std::string& name) {
    const auto found = by_host_.find(name);
    if (found == by_host_.end() || name.empty()) return false;
    const Server& server = servers_[found->second];
    return server.certificate == Certificate::Named || (server.certificate == Certificate::Default && !server.alias);
  };
  const std::size_t dot = host.find('.');
  return has(std::string(host)) || (dot != std::string_view::npos && has("*" + std::string(host.substr(dot))));
}

void Servers::find_certificates() {
  kube::Certificates certificates(input_);
  for (const ingress::Ingress& ingress : ingresses_) {
    if (is_canary(ingress)) continue;
    if (ingress.rules.empty() && !ingress.tls.empty() && servers_[0].locations[0].ingress == &ingress) servers_[0].certificate = Certificate::Default;
    for (const ingress::HostRule& rule : ingress.rules) {
      Server& server = servers_[by_host_[rule.host]];
      const bool demanded = !ingress.annotation(std::string(kPrefix) + "auth-tls-secret").empty() && ingress.annotation(std::string(kPrefix) + "auth-tls-verify-client") != "off";
      if (server.client_guard.empty() && demanded) server.client_guard = "client certificate";
      if (server.certificate != Certificate::None || ingress.tls.empty()) continue;
      const auto listed = std::ranges::find_if(ingress.tls, [&](const ingress::Tls& one) { return std::ranges::find(one.hosts, rule.host) != one.hosts.end(); });
      std::string secret = listed == ingress.tls.end() ? "" : listed->secret;
      for (const ingress::Tls& one : ingress.tls) {
        if (!secret.empty() || listed != ingress.tls.end() || one.secret.empty()) continue;
        const kube::CertificateNames& names = certificates.of(ingress.name_space, one.secret);
        // Of one that is not in the input, the hosts beside it say what it is for; without any, it may be for all.
        const bool wild = std::ranges::any_of(one.hosts, [&](const std::string& name) { return kube::covers_one_label(name, rule.host); });
        if (names.read() ? names.cover_by_any(rule.host) : one.hosts.empty() || wild) secret = one.secret;
      }
      const kube::CertificateNames& names = certificates.of(ingress.name_space, secret);
      const bool served = !secret.empty() && (!names.read() || names.cover_by_any(rule.host));
      server.certificate = served || !default_certificate_.empty() ? Certificate::Named : Certificate::Default;
    }
  }
}

void Servers::add_aliases() {
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    if (servers_[i].host.empty()) continue;
    std::string list;
    for (const ingress::Ingress* member : servers_[i].members)
      if (list.empty()) list = member->annotation(std::string(kPrefix) + "server-alias");
    for (std::size_t begin = 0; begin < list.size();) {  // a blank ends a name as well: nginx gets the list as it is
      const std::size_t end = std::min(list.find_first_of(", ", begin), list.size());
      const std::string alias = list.substr(begin, end - begin);
      begin = end + 1;
      if (alias.empty()) continue;
      if (alias.starts_with('~')) {
        add_regex_alias(alias.substr(1), i);
        continue;
      }
      if (!kube::is_host(alias) || !by_host_.try_emplace(alias, servers_.size()).second) continue;
      Server copy = servers_[i];
      copy.host = alias;
      copy.alias = default_certificate_.empty();
      if (copy.certificate == Certificate::Named) copy.certificate = Certificate::Default;
      kube::Certificates certificates(input_);
      for (const ingress::Ingress* member : copy.members)
        for (const ingress::Tls& tls : member->tls) {
          const bool listed = std::ranges::any_of(tls.hosts, [&](const std::string& name) { return name == alias || kube::covers_one_label(name, alias); });
          if (servers_[i].certificate == Certificate::Named && (listed || certificates.of(member->name_space, tls.secret).cover_by_any(alias))) copy.certificate = Certificate::Named;
        }
      servers_.push_back(std::move(copy));
    }
  }
}

/// A name that is a regular expression; one that it matches stands for all of them.
void Servers::add_regex_alias(const std::string& pattern, std::size_t server) {
  const Regex regex(pattern, {.ignore_case = true});
  regex_aliases_.emplace_back(regex, server);
  const auto machine = regex.machine();
  if (!machine || !regex.decided()) return;
  for (const StringClass& one : classes({&*machine, 1}, Domain::Value).all)
    if (!one.inside.empty() && kube::is_plain_host(one.example)) examples_.push_back(one.example);
}

/// Of the first servers, which are no aliases.
void Servers::add_www_redirects(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const bool wanted = std::ranges::any_of(servers_[i].locations, [](const Location& one) { return truth(one.annotation("from-to-www-redirect"), false); });
    if (!wanted || servers_[i].host.empty() || !kube::is_plain_host(servers_[i].host)) continue;
    const std::string other = servers_[i].host.starts_with("www.") ? servers_[i].host.substr(4) : "www." + servers_[i].host;
    if (!by_host_.try_emplace(other, servers_.size()).second) continue;
    Server redirect;
    redirect.host = other;
    redirect.redirect_to = servers_[i].host;
    redirect.members = servers_[i].members;
    redirect.certificate = servers_[i].certificate == Certificate::Named ? Certificate::Named : Certificate::None;
    redirect.rule = {fmt::format("redirect between `{}` and `{}`", other, servers_[i].host), {}, {}};
    for (const ingress::Ingress* member : redirect.members) redirect.rule.around.push_back(member->object->at());
    servers_.push_back(std::move(redirect));
  }
}

}  // namespace gw::verify::nginx
