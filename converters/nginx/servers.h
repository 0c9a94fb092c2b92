/// Hosts as ingress-nginx builds them: the unit of configuration is the host, not the Ingress
/// (internal/ingress/controller/controller.go, createServers and getBackendServers).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "dialects.h"
#include "nginx/settings.h"

namespace gw::nginx {

/// One path of a host, with the annotations of the Ingress that it comes from.
struct Location {
  std::string path;
  bool exact = false;
  bool implicit = false;  ///< the `/` that a host has even if nobody lists it
  const Settings* settings = nullptr;
  const ingress::Backend* backend = nullptr;  ///< null: 404
  Origin at;
  Origin entry;  ///< all that is said about the path
  const Settings* canary = nullptr;
  const ingress::Backend* canary_backend = nullptr;
  model::Withheld withheld = model::Withheld::No;  ///< beyond what the settings say
};

struct Server {
  std::string host;  ///< empty: every host without a server of its own
  Origin at;
  std::vector<const Settings*> members;  ///< the Ingresses that name the host, first one first
  std::vector<Location> locations;       ///< the implicit one first
  std::shared_ptr<const Settings> bare{};  ///< of that one, where no Ingress says anything about it
  const Settings* regex_by = nullptr;    ///< the Ingress that makes every path a regular expression
  std::string alias_of;                  ///< a further name of the server of this host
  bool guarded = false;                  ///< access to the whole host is restricted
  std::optional<std::uint32_t> listener; ///< where its certificate is used
  std::optional<model::Authority> clients;  ///< who must have signed their certificates, if the target can ask for one
  bool passes_tls = false;               ///< TLS is the backend's
  bool certified = false;                ///< a certificate is named for it, so plain HTTP is redirected by default
  std::string redirect_to;               ///< a server that only redirects to this host

  const Settings& first() const { return *members.front(); }
};

/// Names of hosts, in no order.
using Hosts = std::unordered_set<std::string>;
Hosts hosts_of(std::span<const Server> servers);

/// The host for messages: `*` for every host.
std::string shown(const Server& server);
/// A host that the server serves, for witnesses.
std::string sample_host(const Server& server);
/// The host as the name of a route, which it is legal for.
std::string route_name(const Server& server);

/// Oldest first, equally old ones by name from the last (store.go, ListIngresses). Without timestamps the order stays.
void sort_by_age(std::vector<Settings>& settings);

/// The servers in the order of the input. Reports what does not count, and conflicts.
std::vector<Server> build_servers(std::span<const Settings> settings, Lowering& to);

/// Says that the age of the host's Ingresses decides something and is not in the input (GW2017).
void report_age(const Server& server, Origin at, Sink& sink);

/// Attaches canaries to the locations that they are a second version of.
void attach_canaries(std::vector<Server>& servers, std::span<const Settings> settings, Lowering& to);

/// What nginx does with requests for the location, and what the printed rule does: for witnesses.
std::string before_of(const Location& location);
std::string after_of(const Server& server, const Location& location);

/// The Service and port that a backend stands for, as one word.
std::string upstream_key(std::string_view name_space, const ingress::Backend& backend);

}  // namespace gw::nginx
