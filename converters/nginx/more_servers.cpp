#include "nginx/more_servers.h"

#include <algorithm>
#include <array>

#include "nginx/filters.h"
#include "kube/hosts.h"

namespace gw::nginx {
namespace {

std::string other_name(const std::string& host) { return host.starts_with("www.") ? host.substr(4) : "www." + host; }

}  // namespace

void add_aliases(std::vector<Server>& servers, Lowering& to) {
  Hosts taken = hosts_of(servers);
  std::vector<Server> more;
  for (const Server& server : servers) {
    for (const Settings* member : server.members) {
      if (member->server_alias == nullptr || server.host.empty()) continue;
      const Annotation& annotation = *member->server_alias;
      for (const std::string& alias : words(annotation.value.value)) {
        const bool regex = alias.starts_with('~');
        if (regex || !kube::is_host(alias)) {
          report<Code::host_name_not_expressible>(to.sink, annotation, alias, "server-alias", regex ? "is a regular expression" : "is no DNS name");
        } else if (!taken.insert(alias).second) {
          report<Code::annotation_without_effect>(to.sink, annotation, fmt::format("server-alias: {}", alias), "the host exists already");
        } else {
          annotation.in_output = true;
          Server& copy = more.emplace_back(server);
          copy.host = alias;
          copy.at = annotation.value.at;
          copy.alias_of = server.host;
        }
      }
    }
  }
  std::ranges::move(more, std::back_inserter(servers));
}

void add_www_redirects(std::vector<Server>& servers, Lowering& to) {
  Hosts taken = hosts_of(servers);
  std::vector<Server> more;
  for (const Server& server : servers) {
    if (!server.alias_of.empty()) continue;
    const auto with = std::ranges::find_if(server.members, [](const Settings* s) { return s->www_redirect != nullptr; });
    if (with == server.members.end()) continue;
    const Annotation& annotation = *(*with)->www_redirect;
    const std::string name = other_name(server.host);
    if (server.host.empty() || server.host.starts_with('*')) {
      report<Code::host_name_not_expressible>(to.sink, annotation, "from-to-www-redirect", shown(server), "has no `www.` name");
    } else if (!taken.insert(name).second) {
      report<Code::annotation_without_effect>(to.sink, annotation, "from-to-www-redirect: true", fmt::format("host `{}` has rules of its own", name));
    } else {
      annotation.in_output = true;
      Finding& finding = report<Code::www_redirect_differs>(to.sink, annotation, name, server.host);
      finding.witness = Witness{fmt::format("GET http://{}/dir/", name), fmt::format("redirect to http://{}:80/dir", server.host), fmt::format("redirect to http://{}/dir/", server.host)};
      Server& other = more.emplace_back();
      other.host = name;
      other.at = annotation.value.at;
      other.members = {*with};
      other.redirect_to = server.host;
    }
  }
  std::ranges::move(more, std::back_inserter(servers));
}

void pass_tls_through(std::vector<Server>& servers, std::string_view gateway, Lowering& to) {
  for (Server& server : servers) {
    const auto with = std::ranges::find_if(server.members, [](const Settings* s) { return s->passthrough != nullptr; });
    if (with == server.members.end() || !server.alias_of.empty() || !server.redirect_to.empty()) continue;
    const Annotation& annotation = *(*with)->passthrough;
    const auto root = std::ranges::find_if(server.locations, [](const Location& l) { return l.path == "/" && l.backend != nullptr && l.backend->resolved; });
    if (server.host.empty() || root == server.locations.end()) {
      report<Code::passthrough_not_expressible>(to.sink, annotation, shown(server),
                                                server.host.empty() ? "TLS can only be told apart by host" : "the host has no path `/`, whose backend would get the connections");
      continue;
    }
    const bool guarded = server.guarded || std::ranges::any_of(server.members, [&](const Settings* s) {
      const auto closed = [&](const Guard& guard) { return !to.sink.accepts(guard.code); };
      return s->withheld == model::Withheld::Guarded || (s->auth_url != nullptr && !to.sink.accepts(Code::external_auth_not_expressible)) || std::ranges::any_of(s->guards, closed);
    });
    if (guarded) {  // without the controller's flag nginx would check access, and with it the backend does
      report<Code::passthrough_not_expressible>(to.sink, annotation, server.host, "access to the host is restricted, which only the backend could do");
      server.guarded = true;
      continue;
    }
    report<Code::passthrough_assumed>(to.sink, annotation, server.host);
    to.model.streams.push_back({.product = "ingress-nginx", .name_space = std::string(root->settings->ingress->name_space()), .object = route_name(server),
                                .name = {}, .gateway = std::string(gateway), .protocol = model::Stream::Protocol::Passthrough, .port = 443, .host = server.host,
                                .backends = {{std::string(root->backend->service), root->backend->port, std::nullopt, root->backend->at}}, .at = server.at});
    server.passes_tls = true;
  }
}

}  // namespace gw::nginx
