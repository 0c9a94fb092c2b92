/// The doors of a Gateway, beside plain HTTP on port 80.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "source/from.h"

namespace gw::model {

/// A Secret with a certificate and its key.
struct Certificate {
  std::string name_space;
  std::string secret;
  Origin at;
};

/// Who must have signed the certificates of clients or backends.
struct Authority {
  std::string name_space;
  std::string secret;
  std::string pem;  ///< its certificates; empty: not in the input
  Origin at;
};

/// A door on port 443 for one host.
struct Listener {
  std::string gateway;  ///< as in Route
  std::string host;
  std::vector<Certificate> certificates;
  bool without_routes = false;  ///< it is opened even if no route is for its Gateway
  std::optional<Authority> clients{};  ///< none: clients need no certificate
};

}  // namespace gw::model
