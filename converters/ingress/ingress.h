/// An Ingress as it is written, the same for its three API versions. What it means depends on its controller.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialects.h"
#include "kube/object.h"
#include "source/from.h"

namespace gw::ingress {

enum class PathType : std::uint8_t { Exact, Prefix, ImplementationSpecific };

struct Backend {
  bool written = false;
  bool resource = false;    ///< not a Service
  bool resolved = false;    ///< the number of the port is known
  bool by_name = false;     ///< the port is written as a name
  bool by_target = false;   ///< what is written is the target port of `port`, which ingress-nginx takes and APISIX does not
  std::string_view service;
  std::int32_t port = 0;
  std::int32_t written_port = 0;  ///< 0: none, or a name
  Origin at;
};

struct Path {
  std::string_view text;  ///< may be empty: every path
  PathType type = PathType::ImplementationSpecific;
  Backend backend;
  Origin at;     ///< of the path, or of the entry if it has none
  Origin entry;  ///< of path, type and backend
};

struct HostRule {
  std::string host;  ///< lower case; empty: any
  std::vector<Path> paths;
  bool http = true;  ///< `http` is written
  Origin at;
};

struct Tls {
  std::vector<From<std::string>> hosts;
  std::optional<From<std::string_view>> secret;
  Origin at;
};

struct Annotation {
  std::string_view key;
  From<std::string_view> value;
  mutable bool reported = false;   ///< a finding names it
  mutable bool in_output = false;  ///< rules that depend on it, if they are printed
  mutable bool stands = false;     ///< a rule depends on it that nothing withholds
};

struct Ingress {
  const kube::Object* object = nullptr;
  std::string_view class_field;       ///< `spec.ingressClassName`
  std::string_view class_annotation;  ///< `kubernetes.io/ingress.class`
  Origin class_annotation_at;
  std::string_view created;  ///< text order is order of age; empty: unknown
  Backend default_backend;
  std::vector<HostRule> rules;
  std::vector<Tls> tls;
  std::vector<Annotation> annotations;  ///< but that of the class
  std::vector<From<std::pair<std::string, std::string>>> labels;

  bool refused = false;                 ///< by the API server: an annotation is no scalar, so nobody knows what it was to guard
  std::string_view services_in;         ///< the namespace of the Services; empty: that of the Ingress

  std::string_view name_space() const { return object->name_space; }
  std::string_view service_name_space() const { return services_in.empty() ? name_space() : services_in; }
  /// "Ingress web/shop"
  std::string label() const { return object->label(); }
  const Annotation* annotation(std::string_view key) const;
};

/// Every backend that names a Service, in the order of the input.
std::vector<const Backend*> backends_of(const Ingress& ingress);

/// The port as the Ingress writes it where it is a target port of the Service (`by_target`).
std::string written_port(const Ingress& ingress, const Backend& backend, const kube::Bundle& bundle);

/// A host as part of a name: "wildcard.example.com", "any-host".
std::string host_in_name(std::string_view host);

/// Reads the object; ports named by name are looked up in the Services of the input (GW1301).
Ingress read(const kube::Object& object, Lowering& to);

}  // namespace gw::ingress
