/// Hosts as ingress-nginx builds them out of Ingresses (spec/ingress §2.2): servers with locations, in the order of nginx.
#pragma once

#include <re2/set.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "verify/answer.h"
#include "verify/condition.h"
#include "verify/ingress/objects.h"

namespace gw::verify::nginx {

inline constexpr std::string_view kPrefix = "nginx.ingress.kubernetes.io/";
inline constexpr std::string_view kAcme = "/.well-known/acme-challenge";

/// The controller's ConfigMap, or its defaults.
struct Config {
  std::map<std::string, std::string> data;
  Origin at;
  std::string text(std::string_view key, std::string_view otherwise) const;
  bool truth(std::string_view key, bool otherwise) const;
};
Config read_config(const kube::Bundle& input);

/// As the controller reads truth values; `otherwise` for what is none.
bool truth(const std::string& text, bool otherwise);
bool is_canary(const ingress::Ingress& ingress);

/// Service and port as they are written: two ways to write one port are two upstreams.
std::string upstream_name(const ingress::Ingress& ingress, const ingress::Path& path);

struct Canary {
  std::string backend;
  Conditions to_canary;    ///< any one of these sends a request there
  Conditions to_main;      ///< any one of these, if none before, keeps it away
  std::vector<bool> order; ///< which of the two lists comes next
  std::uint64_t weight = 0;
  std::uint64_t total = 100;
};

struct Location {
  std::string path;
  bool exact = false;
  bool implicit = false;                       ///< nobody has listed it
  const ingress::Ingress* ingress = nullptr;   ///< whose annotations count; null: none
  std::string backend;                         ///< empty: 404
  std::string upstream;                        ///< its name in nginx
  std::string path_of_ingress;                 ///< as it is written there
  Rule rule;
  std::optional<Regex> regex{};                ///< on hosts with regular expressions

  /// Whether it is that of an Ingress without rules, for hosts that nobody names.
  bool catch_all() const { return ingress != nullptr && ingress->rules.empty(); }
  /// Empty, if the location has none that counts.
  std::string annotation(std::string_view name) const;
  bool rewrites() const;
};

/// What nginx has once for all locations with the same Service and port as they are written.
struct Upstream {
  std::string backend;
  std::optional<Canary> shaping{};          ///< of the canary that names it first
  std::vector<std::string> alternatives{};  ///< names of upstreams; only the first one is ever asked
  bool deleted = false;
};

/// What a host shows to TLS clients.
enum class Certificate : std::uint8_t { None, Default, Named };

/// Where the locations of a server are, by what nginx looks for.
struct Index {
  std::unordered_map<std::string, std::size_t> exact;
  std::unordered_map<std::string, std::size_t> prefixes;
  std::unordered_map<std::string, std::size_t> with_slash;  ///< by the path without the slash that they end in
  std::shared_ptr<const re2::RE2::Set> regexes;             ///< of many; null: they are tried one by one
};

struct Server {
  Index index;
  std::string host;       ///< empty: hosts without a server
  std::vector<const ingress::Ingress*> members;
  std::vector<Location> locations;
  bool regex = false;
  Certificate certificate = Certificate::None;
  bool alias = false;       ///< redirected to HTTPS only if the certificate covers it
  std::string client_guard;
  std::string redirect_to;  ///< a server that only redirects to this host
  std::string app_root;
  Rule app_root_by;         ///< the Ingress that says so
  Rule rule;                ///< of what counts for the whole host
};

class Servers {
 public:
  Servers(const kube::Bundle& input, const Backends& backends, std::vector<ingress::Ingress> ingresses, Config config, std::string default_certificate);
  Servers(const Servers&) = delete;

  const std::vector<Server>& all() const { return servers_; }
  /// Examples of the names that regular expressions of aliases match.
  const std::vector<std::string>& examples() const { return examples_; }
  /// By host, or by the wildcard of its parent, or the one for any.
  const Server& of(std::string_view host) const;
  /// The server that is called exactly so, or nullptr.
  const Server* find(std::string_view name) const;
  const Config& config() const { return config_; }
  bool has_default_certificate() const { return !default_certificate_.empty(); }
  /// The canary of a location, or nullptr.
  const Canary* canary_of(const Location& location) const;
  /// Whether TLS is set up for the name that a client has asked for, however.
  bool configured_for_tls(std::string_view host) const;

 private:
  std::vector<Origin> around(const Server& server) const;
  void make_servers();
  void add_locations();
  void add_location(Server& server, const ingress::Ingress& ingress, const ingress::Path& path);
  void split_prefixes(Server& server) const;
  static void make_index(Server& server);
  void find_certificates();
  void add_aliases();
  void add_regex_alias(const std::string& pattern, std::size_t server);
  void add_www_redirects(std::size_t count);
  void make_upstreams();
  void add_canaries();
  void add_canary(const std::string& upstream, const Server& server, const ingress::Path* path);
  Location location_of(const ingress::Ingress* ingress, std::string_view path, bool exact) const;
  void set_backend(Location& location, const ingress::Ingress& ingress, const ingress::Path& path) const;
  Server& server_for(const std::string& host, const ingress::Ingress& ingress);

  const kube::Bundle& input_;
  const Backends& backends_;
  std::vector<ingress::Ingress> ingresses_;
  Config config_;
  std::string default_certificate_;
  std::vector<Server> servers_;
  std::map<std::string, std::size_t, std::less<>> by_host_;
  std::map<std::string, Upstream, std::less<>> upstreams_;
  std::vector<std::pair<Regex, std::size_t>> regex_aliases_;
  std::vector<std::string> examples_;
};

}  // namespace gw::verify::nginx
