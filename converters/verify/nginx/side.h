/// ingress-nginx's reading of Ingresses: the server of the host, the location of the path, and what its annotations do.
#pragma once

#include "verify/nginx/servers.h"
#include "verify/side.h"

namespace gw::verify::nginx {

class NginxSide : public Side {
 public:
  explicit NginxSide(const kube::Bundle& input, const Backends& backends, std::vector<ingress::Ingress> ingresses, const std::string& default_certificate);

  std::vector<std::string> hosts() const override;
  bool listens(const Request& request) const override;
  void paths(const Request& request, std::vector<Pattern>& patterns, std::vector<std::string>& probes) const override;
  void conditions(const Request& request, std::vector<const Conditions*>& out) const override;
  Answer answer(const Request& request, Trace* trace) const override;

  /// The location of a path, or nullptr; `redirect` is set where nginx only adds a slash. For tests of the tables.
  static const Location* location_for(const Server& server, std::string_view path, bool& redirect);

 private:
  Answer at(const Server& server, const Location& location, const Request& request) const;
  bool redirects_to_https(const Location& location, const Request& request) const;
  void forward(const Server& server, const Location& location, const Request& request, Answer& out) const;
  void split(const Location& location, const Request& request, Answer& out) const;
  std::string authority_of(const std::string& url, const Server& server, const Location& location) const;
  /// Whether a client's address alone decides: with `satisfy: any` a password does as well.
  static bool counts_addresses(const Location& location) { return location.annotation("satisfy") != "any"; }
  /// What has to be passed first. Lists of addresses are among that only for a client whose address nobody has said.
  void add_guards(const Server& server, const Location& location, const Request& request, Answer& out) const;
  void add_wildcards(const std::string& host, Answer& out) const;
  void explain(const Server& server, const Location* taken, const Request& request, Trace& trace) const;

  const kube::Bundle& input_;
  const Backends& backends_;
  Servers servers_;
  Conditions with_query_;
};

}  // namespace gw::verify::nginx
