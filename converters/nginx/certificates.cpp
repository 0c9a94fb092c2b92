#include "nginx/certificates.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "kube/certificates.h"
#include "kube/hosts.h"

namespace gw::nginx {
namespace {

using Certificate = model::Certificate;

class Finder {
 public:
  Finder(std::vector<Server>& servers, std::string_view gateway, Lowering& to)
      : servers_(servers), gateway_(gateway), to_(to), certificates_(to.bundle) {}

  void run() {
    for (Server& server : servers_) {
      if (server.passes_tls) server.certified = std::ranges::any_of(server.members, [](const Settings* s) { return !s->ingress->tls.empty(); });
      else if (further_name_of(server).empty()) find(server);
    }
    find_named();
    borrow_wildcards();
    report_unused();
  }

 private:
  struct Named {
    const ingress::Tls* tls = nullptr;
    bool for_any_host = false;  ///< the entry lists no hosts, and its certificate is not known
  };

  static std::string_view further_name_of(const Server& server) { return server.alias_of.empty() ? server.redirect_to : server.alias_of; }

  const kube::CertificateNames& names_in(const ingress::Ingress& ingress, const ingress::Tls& tls) {
    return certificates_.of(ingress.name_space(), tls.secret->value);
  }

  /// The entry that lists the host, or the first one whose certificate covers it. Of certificates that are not in the
  /// input, those for a wildcard above the host, and those without hosts, are taken to.
  Named entry_for(const ingress::Ingress& ingress, const std::string& host) {
    const auto with = [&](auto test) {
      const auto found = std::ranges::find_if(ingress.tls, test);
      return found == ingress.tls.end() ? nullptr : &*found;
    };
    const auto names = [&](const ingress::Tls& tls) { return std::ranges::any_of(tls.hosts, [&](const auto& h) { return h.value == host; }); };
    const auto unread = [&](const ingress::Tls& tls) { return tls.secret && !names_in(ingress, tls).read(); };
    const auto wild = [&](const ingress::Tls& tls) { return unread(tls) && std::ranges::any_of(tls.hosts, [&](const auto& h) { return kube::covers_one_label(h.value, host); }); };
    const auto open = [&](const ingress::Tls& tls) { return unread(tls) && tls.hosts.empty(); };
    const auto certified = [&](const ingress::Tls& tls) { return tls.secret && names_in(ingress, tls).cover(host); };
    if (const auto* tls = with(names)) return {tls};
    if (const auto* tls = with(certified)) return {tls};
    if (const auto* tls = with(wild)) return {tls};
    return {with(open), true};
  }

  void find(Server& server) {
    const ingress::Ingress* owner = nullptr;
    for (const Settings* member : server.members) {
      const ingress::Ingress& ingress = *member->ingress;
      if (ingress.tls.empty()) continue;
      const Named named = entry_for(ingress, server.host);
      if (owner == nullptr) {
        owner = &ingress;
        choose(server, ingress, named);
      } else if (named.tls != nullptr && named.tls->secret && server.listener) {
        const Certificate& used = to_.model.listeners[*server.listener].certificates.front();
        if (named.tls->secret->value != used.secret || ingress.name_space() != used.name_space) {
          report_age(server, named.tls->secret->at, to_.sink);
          to_.sink.report<Code::tls_certificate_conflict>(named.tls->secret->at, named.tls->secret->value, server.host, owner->label(), used.secret);
        }
      }
    }
    if (owner == nullptr) open_for_forced(server);
  }

  void find_named() {
    std::unordered_map<std::string_view, const Server*> owners;
    for (const Server& server : servers_)
      if (further_name_of(server).empty()) owners.emplace(server.host, &server);
    for (Server& server : servers_) {
      if (server.passes_tls || further_name_of(server).empty()) continue;
      const auto owner = owners.find(further_name_of(server));
      find_named(server, owner == owners.end() ? nullptr : owner->second);
    }
  }

  /// A further name is served with the certificate of the server that it belongs to, if that names it. Where the Secret is
  /// not in the input, `tls` has to.
  void find_named(Server& server, const Server* owner) {
    if (owner != nullptr && owner->listener && certificate_of(*owner).read()) {
      if (certificate_of(*owner).cover_by_any(server.host)) open(server, to_.model.listeners[*owner->listener].certificates.front());
      else by_default<Code::tls_default_certificate>(server, server.at, server.host);
      return;
    }
    for (const Settings* member : server.members) {
      const ingress::Ingress& ingress = *member->ingress;
      if (ingress.tls.empty()) continue;
      const Named named = entry_for(ingress, server.host);
      if (named.tls == nullptr || !named.tls->secret || named.for_any_host) by_default<Code::tls_default_certificate>(server, server.at, server.host);
      else open(server, {std::string(ingress.name_space()), std::string(named.tls->secret->value), named.tls->secret->at});
      return;
    }
  }

  const kube::CertificateNames& certificate_of(const Server& server) {
    const Certificate& used = to_.model.listeners[*server.listener].certificates.front();
    return certificates_.of(used.name_space, used.secret);
  }

  /// Without `tls`, the default certificate serves what must not be served in the clear.
  void open_for_forced(Server& server) {
    const std::string_view name = to_.options.default_certificate;
    const auto forced = std::ranges::find_if(server.members, [](const Settings* s) { return s->force_ssl_redirect != nullptr; });
    if (name.empty() || server.host.empty() || forced == server.members.end()) return;
    by_default<Code::tls_default_certificate>(server, (*forced)->force_ssl_redirect->value.at, server.host);
  }

  void choose(Server& server, const ingress::Ingress& ingress, const Named& named) {
    if (server.host.empty()) return by_default<Code::tls_default_certificate>(server, ingress.tls.front().at, "*");
    if (named.tls == nullptr) return by_default<Code::tls_default_certificate>(server, server.at, server.host);
    if (!named.tls->secret) return by_default<Code::tls_without_secret>(server, host_at(*named.tls, server.host), server.host);
    if (refuses(ingress, *named.tls, server.host)) {
      if (!to_.options.default_certificate.empty()) return by_default<Code::tls_default_certificate>(server, server.at, server.host);
      to_.sink.report<Code::tls_certificate_for_others>(named.tls->secret->at, named.tls->secret->value, server.host);
    }
    report_assumed(named, names_in(ingress, *named.tls).state, server.host);
    open(server, {std::string(ingress.name_space()), std::string(named.tls->secret->value), named.tls->secret->at});
  }

  /// Whether the controller takes its default certificate, although `tls` names this one for the host.
  bool refuses(const ingress::Ingress& ingress, const ingress::Tls& tls, const std::string& host) {
    const kube::CertificateNames& names = names_in(ingress, tls);
    return names.read() && !(names.dns.empty() ? names.cover_by_any(host) : names.cover(host));
  }

  void report_assumed(const Named& named, kube::CertificateNames::State state, const std::string& host) {
    const From<std::string_view>& secret = *named.tls->secret;
    if (state == kube::CertificateNames::State::Unreadable)
      to_.sink.report<Code::tls_certificate_assumed>(secret.at, secret.value, host, "its `tls.crt` cannot be read in the input");
    else if (named.for_any_host)
      to_.sink.report<Code::tls_certificate_assumed>(secret.at, secret.value, host, "`tls` lists no hosts, and the names in the certificate decide");
  }

  static Origin host_at(const ingress::Tls& tls, const std::string& host) {
    for (const auto& h : tls.hosts)
      if (h.value == host) return h.at;
    return tls.at;
  }

  template <Code C>
  void by_default(Server& server, Origin at, std::string_view host) {
    const std::string_view name = to_.options.default_certificate;
    const std::size_t slash = name.find('/');
    if (slash == std::string_view::npos || server.host.empty()) {
      to_.sink.report<C>(at, host);
      decided_.insert(&server);
      // With an error, nothing may be served in the clear that nginx sends to HTTPS.
      if (info(C).severity == Severity::Error && !to_.sink.accepts(C)) server.guarded = true;
      if (server.host.starts_with('*')) without_secret_.emplace(server.host, C);
      return;
    }
    open(server, {std::string(name.substr(0, slash)), std::string(name.substr(slash + 1)), at});
  }

  void open(Server& server, Certificate certificate) {
    used_.insert(certificate.name_space + "/" + certificate.secret);
    server.listener = static_cast<std::uint32_t>(to_.model.listeners.size());
    to_.model.listeners.push_back({std::string(gateway_), server.host, {std::move(certificate)}});
  }

  /// Connections for a host are also served with the certificate of the wildcard above it.
  void borrow_wildcards() {
    std::unordered_map<std::string_view, std::uint32_t> wildcards;  // ".example.com"
    for (const Server& server : servers_)
      if (server.listener && server.host.starts_with('*')) wildcards.emplace(std::string_view(server.host).substr(1), *server.listener);
    for (Server& server : servers_) {
      const std::size_t dot = server.host.find('.');
      if (server.listener || server.passes_tls || server.host.starts_with('*') || dot == std::string::npos) continue;
      if (const auto found = wildcards.find(std::string_view(server.host).substr(dot)); found != wildcards.end()) server.listener = found->second;
      else borrow_default(server, server.host.substr(dot));
    }
  }

  /// Below a wildcard that has only the default certificate, nginx redirects hosts to HTTPS that have none (certificate.lua,
  /// configured_for_current_request).
  void borrow_default(Server& server, const std::string& suffix) {
    const auto found = without_secret_.find("*" + suffix);
    if (found == without_secret_.end() || !decided_.insert(&server).second) return;
    if (found->second == Code::tls_without_secret && server.redirect_to.empty()) by_default<Code::tls_without_secret>(server, server.at, server.host);
    else by_default<Code::tls_default_certificate>(server, server.at, server.host);
  }

  /// Entries that no host gets its certificate from, and hosts without rules.
  void report_unused() {
    const Hosts hosts = hosts_of(servers_);
    std::set<const Settings*> seen;
    for (const Server& server : servers_)
      for (const Settings* member : server.members)
        if (seen.insert(member).second)
          for (const ingress::Tls& tls : member->ingress->tls) report_unused(tls, member->ingress->name_space(), hosts);
  }

  void report_unused(const ingress::Tls& tls, std::string_view name_space, const Hosts& hosts) {
    for (const auto& host : tls.hosts) {
      const bool wild = host.value.starts_with('*');
      if (!hosts.contains(host.value) && !(wild && std::ranges::any_of(hosts, [&](std::string_view h) { return kube::covers_one_label(host.value, h); })))
        to_.sink.report<Code::tls_host_unused>(host.at, fmt::format("host `{}`", host.value), "no rule has this host");
    }
    const bool used = !tls.secret || used_.contains(std::string(name_space).append("/").append(tls.secret->value));
    if (!used) to_.sink.report<Code::tls_host_unused>(tls.secret->at, fmt::format("Secret `{}`", tls.secret->value), "no host gets its certificate from this entry");
  }

  std::vector<Server>& servers_;
  std::string_view gateway_;
  Lowering& to_;
  kube::Certificates certificates_;
  std::set<std::string> used_;  // Secrets that serve a host
  std::map<std::string, Code> without_secret_;  // wildcards whose certificate is the controller's own
  std::set<const Server*> decided_;             // of which something like that has been said
};

}  // namespace

void find_certificates(std::vector<Server>& servers, std::string_view gateway, Lowering& to) { Finder(servers, gateway, to).run(); }

}  // namespace gw::nginx
