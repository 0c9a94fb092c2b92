/// Ingresses of every version as plain values, and which controller serves them (spec/ingress §1).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kube/bundle.h"
#include "verify/backends.h"

namespace gw::verify::ingress {

struct Path {
  std::string path;
  std::string type;      ///< Exact, Prefix or ImplementationSpecific
  std::string service;   ///< empty: no Service
  std::int64_t port = 0;
  std::string port_name;
  Origin at;
};

struct HostRule {
  std::string host;      ///< lower case; empty: any
  bool has_paths = false;
  std::vector<Path> paths;
  Origin at;
};

struct Tls {
  std::vector<std::string> hosts;
  std::string secret;
};

struct Ingress {
  const kube::Object* object = nullptr;
  std::string name_space;
  std::string name;
  std::string created;
  std::string class_name;
  std::map<std::string, std::string, std::less<>> annotations;
  std::vector<HostRule> rules;
  std::optional<Path> default_backend;
  std::vector<Tls> tls;

  /// The value of an annotation; empty if it is not there.
  std::string annotation(std::string_view key) const;
};

enum class Controller : std::uint8_t { Nginx, Apisix, Other };

struct Choice {
  std::string class_name;  ///< only this class; empty: all
  std::string controller;  ///< of all Ingresses; empty: as classes and annotations say
  int apisix_version = 0;
};

/// The Ingresses that `controller` serves, in the order of the input.
std::vector<Ingress> read_ingresses(const kube::Bundle& input, Controller controller, const Choice& choice);

/// The number of the port of a backend: written, found by name, or by the target port of that name or number.
std::int64_t port_of(const kube::Bundle& input, const Ingress& ingress, const Path& path, bool by_target);

}  // namespace gw::verify::ingress
